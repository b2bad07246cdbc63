package dev.interlace.model.script;

import dev.interlace.model.script.lua.Builtin;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Value;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The tables and functions of an environment by their numbers. */
final class SharedObjects {
  private final Map<Integer, Value> found = new HashMap<>();
  private final ArrayDeque<Table> pending = new ArrayDeque<>();

  private SharedObjects() {}

  /** All that {@code roots} reach. */
  static Map<Integer, Value> of(Collection<Table> roots) {
    var objects = new SharedObjects();
    roots.forEach(objects::add);
    while (!objects.pending.isEmpty()) {
      objects.addFieldsOf(objects.pending.remove());
    }
    return objects.found;
  }

  private void add(Value value) {
    if (value instanceof Builtin function) {
      found.put(function.id(), function);
    } else if (value instanceof Table table && found.put(table.id(), table) == null) {
      pending.add(table);
    }
  }

  private void addFieldsOf(Table table) {
    if (table.metatable() != null) {
      add(table.metatable());
    }
    for (var slot = table.slotAfter(Nil.NIL); slot >= 0; slot = table.slotAfter(table.keyAt(slot))) {
      add(table.valueAtSlot(slot));
    }
  }
}
