package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.script.lib.CjsonSettings;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All functions of a server and what they leave for each other.
 *
 * <p><b>Deviation:</b> libraries and their functions are listed by name; Redis lists them in the order of a hash table with a random seed.
 *
 * @param libraries by name
 * @param cjson the settings of {@code cjson}, of which functions have a copy of their own
 * @param hasOverflowedStack whether a function has ever nested too many calls
 */
public record Functions(SortedMap<String, FunctionLibrary> libraries, CjsonSettings cjson, boolean hasOverflowedStack) {
  public static final Functions NONE = new Functions(Collections.emptySortedMap(), CjsonSettings.INITIAL, false);

  public Functions {
    libraries = Collections.unmodifiableSortedMap(libraries);
  }

  /** A function with the library it is from. */
  public record Found(FunctionLibrary library, FunctionLibrary.Function function) {}

  /** Case does not matter. */
  public Optional<Found> find(Bytes name) {
    for (var library : libraries.values()) {
      for (var function : library.functions()) {
        if (name.equalsIgnoreCase(function.name())) {
          return Optional.of(new Found(library, function));
        }
      }
    }
    return Optional.empty();
  }

  /** The same with one more library, or another under its name. */
  public Functions with(FunctionLibrary library) {
    var more = new TreeMap<>(libraries);
    more.put(library.name(), library);
    return new Functions(more, cjson, hasOverflowedStack);
  }

  public Functions without(String library) {
    var fewer = new TreeMap<>(libraries);
    fewer.remove(library);
    return new Functions(fewer, cjson, hasOverflowedStack);
  }

  /** After a function left something. */
  Functions with(FunctionLibrary library, CjsonSettings settings, boolean hasOverflowed) {
    var isAsBefore = library == libraries.get(library.name()) && settings.equals(cjson) && hasOverflowed == hasOverflowedStack;
    return isAsBefore ? this : new Functions(with(library).libraries, settings, hasOverflowed);
  }

  /** How many functions there are in all libraries. */
  public int count() {
    return libraries.values().stream().mapToInt(library -> library.functions().size()).sum();
  }
}
