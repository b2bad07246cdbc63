package dev.interlace.model.script.lua;

import dev.interlace.model.reply.NoVerdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that some functions can reach, as an immutable value: their variables and tables, down to the layout on which orders depend.
 *
 * <p>Objects of the environment, which every machine of a kind has alike, are told by their number. Cells refer to each other by their
 * place in the list; equal heaps have equal images.
 */
public final class HeapImage {
  private final List<Object> roots;
  private final List<Cell> cells;
  private final int lastId;

  private HeapImage(List<Object> roots, List<Cell> cells, int lastId) {
    this.roots = List.copyOf(roots);
    this.cells = List.copyOf(cells);
    this.lastId = lastId;
  }

  /** One object. A value is kept as itself, a number as a Double, an object as a {@link Ref} or {@link Shared}. */
  private sealed interface Cell {
    record OfTable(int id, List<Object> array, List<Object> keys, List<Object> values, List<Integer> links, int lastFree,
        Object metatable, boolean isReadOnly) implements Cell {}

    record OfClosure(int id, Proto proto, List<Ref> variables) implements Cell {}

    record OfVariable(Object value) implements Cell {}
  }

  private record Ref(int cell) {}

  private record Shared(int id) {}

  /** Something reachable that cannot be kept: a coroutine, or a function that one made. */
  public static final class NotKept extends NoVerdict {
    private static final long serialVersionUID = 1;

    NotKept(String what) {
      super(what + " was kept in a variable of a function library; this model cannot keep it from one call to the next, so there is no verdict");
    }
  }

  /**
   * The image of what {@code functions} reach.
   *
   * @param lastSharedId the number of the environment's last object
   */
  public static HeapImage of(List<Value> functions, int lastSharedId) {
    var writer = new Writer(lastSharedId);
    var roots = functions.stream().map(writer::encode).toList();
    return new HeapImage(roots, writer.finish(), writer.lastId);
  }

  /** The number of the newest object in it. */
  public int lastId() {
    return lastId;
  }

  /** Whether calls of the functions cannot change it: they assign to no variable of an outer function, and reach no table of their own. */
  public boolean isConstant() {
    return cells.stream().noneMatch(cell -> cell instanceof Cell.OfTable || cell instanceof Cell.OfClosure c && assigns(c.proto));
  }

  private static boolean assigns(Proto proto) {
    for (var i : proto.code) {
      if (Opcode.of(i) == Opcode.SETUPVAL) {
        return true;
      }
    }
    for (var inner : proto.inner) {
      if (assigns(inner)) {
        return true;
      }
    }
    return false;
  }

  /** Builds the objects anew and gives the functions; {@code shared} are those of the environment by their numbers. */
  public List<Value> restore(Map<Integer, Value> shared) {
    return new Reader(shared, this).read();
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof HeapImage that && roots.equals(that.roots) && cells.equals(that.cells) && lastId == that.lastId;
  }

  @Override
  public int hashCode() {
    return 31 * roots.hashCode() + cells.size(); // cells may hold what has no hash of its content
  }

  private static final class Writer {
    private final int lastSharedId;
    private final Map<Object, Ref> refs = new IdentityHashMap<>();
    private final List<Object> found = new ArrayList<>();
    int lastId;

    Writer(int lastSharedId) {
      this.lastSharedId = lastSharedId;
      this.lastId = lastSharedId;
    }

    Object encode(Value value) {
      return switch (value) {
        case Num n -> n.isNaN() ? n : (Object) n.value(); // there are but two NaNs that a script can tell apart
        case Str s -> s;
        case Nil n -> n;
        case Bool b -> b;
        case LightUserdata u -> u;
        case Table t -> t.id() <= lastSharedId ? new Shared(t.id()) : ref(t, t.id());
        case Closure c -> ref(c, c.id());
        case Builtin b -> {
          if (b.id() > lastSharedId) {
            throw new NotKept("a function made by a library");
          }
          yield new Shared(b.id());
        }
        case LuaThread t -> throw new NotKept("a coroutine");
      };
    }

    private Ref ref(Object object, int id) {
      lastId = Math.max(lastId, id);
      return refs.computeIfAbsent(object, each -> {
        found.add(each);
        return new Ref(found.size() - 1);
      });
    }

    List<Cell> finish() {
      var cells = new ArrayList<Cell>();
      for (var i = 0; i < found.size(); i++) { // it grows meanwhile
        cells.add(switch (found.get(i)) {
          case Table t -> table(t.layout(), t.id());
          case Closure c -> new Cell.OfClosure(c.id(), c.proto, Arrays.stream(c.upvalues).map(up -> ref(up, 0)).toList());
          case Upvalue up -> new Cell.OfVariable(encode(up.get()));
          default -> throw new IllegalStateException("not an object");
        });
      }
      return cells;
    }

    private Cell table(Table.Layout layout, int id) {
      return new Cell.OfTable(
          id, encode(layout.array()), encode(layout.keys()), encode(layout.values()), Arrays.stream(layout.links()).boxed().toList(),
          layout.lastFree(), layout.metatable() == null ? Nil.NIL : encode(layout.metatable()), layout.isReadOnly());
    }

    private List<Object> encode(Value[] values) {
      return Arrays.stream(values).map(this::encode).toList();
    }
  }

  /** Two rounds: first the objects, then what is in them. */
  private static final class Reader {
    private final Map<Integer, Value> shared;
    private final HeapImage image;
    private final Object[] objects;

    Reader(Map<Integer, Value> shared, HeapImage image) {
      this.shared = shared;
      this.image = image;
      this.objects = new Object[image.cells.size()];
    }

    List<Value> read() {
      for (var i = 0; i < objects.length; i++) {
        objects[i] = switch (image.cells.get(i)) {
          case Cell.OfTable t -> new Table(t.id);
          case Cell.OfClosure c -> new Closure(c.proto, c.id);
          case Cell.OfVariable v -> new Upvalue(Nil.NIL);
        };
      }
      for (var i = 0; i < objects.length; i++) {
        fill(image.cells.get(i), objects[i]);
      }
      return image.roots.stream().map(this::decode).toList();
    }

    private void fill(Cell cell, Object object) {
      switch (cell) {
        case Cell.OfTable t -> ((Table) object).become(new Table.Layout(
            decode(t.array), decode(t.keys), decode(t.values), t.links.stream().mapToInt(Integer::intValue).toArray(), t.lastFree,
            decode(t.metatable) instanceof Table metatable ? metatable : null, t.isReadOnly));
        case Cell.OfClosure c -> {
          for (var i = 0; i < c.variables.size(); i++) {
            ((Closure) object).upvalues[i] = (Upvalue) objects[c.variables.get(i).cell];
          }
        }
        case Cell.OfVariable v -> ((Upvalue) object).set(decode(v.value));
      }
    }

    private Value[] decode(List<Object> values) {
      return values.stream().map(this::decode).toArray(Value[]::new);
    }

    private Value decode(Object encoded) {
      return switch (encoded) {
        case Ref ref -> (Value) objects[ref.cell];
        case Shared object -> {
          var found = shared.get(object.id);
          if (found == null) {
            throw new NotKept("a function made by a library");
          }
          yield found;
        }
        case Double number -> Num.of(number);
        default -> (Value) encoded;
      };
    }
  }
}
