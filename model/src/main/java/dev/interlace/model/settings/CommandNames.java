package dev.interlace.model.settings;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code rename-command} made of the names of commands.
 *
 * @param originals by the name that a client says, in lower case: the name that the command is born with, empty for a name that is gone;
 *     a name that is not here is that of the command born with it
 */
public record CommandNames(SortedMap<String, String> originals) {
  public static final CommandNames USUAL = new CommandNames(Collections.emptySortedMap());

  public CommandNames {
    originals = Collections.unmodifiableSortedMap(new TreeMap<>(originals));
  }

  public boolean isUsual() {
    return originals.isEmpty();
  }

  /** What the name stands for, whether or not there is such a command; empty if it is gone. */
  public Optional<String> original(String name) {
    return Optional.of(originals.getOrDefault(name, name)).filter(original -> !original.isEmpty());
  }

  /** @param next what the command is called from now on, in lower case; empty if it is to be gone */
  public CommandNames with(String name, String next) {
    var changed = new TreeMap<>(originals);
    changed.put(name, "");
    if (!next.isEmpty()) {
      changed.put(next, originals.getOrDefault(name, name));
    }
    return new CommandNames(changed);
  }
}
