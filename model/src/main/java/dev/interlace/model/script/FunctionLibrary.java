package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.script.lua.HeapImage;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A library of functions, loaded.
 *
 * @param code as it was given to FUNCTION LOAD, its first line included
 * @param functions by name
 * @param heap what the functions remember between calls; its roots are the functions, in the order of {@code functions}
 */
public record FunctionLibrary(String name, Bytes code, List<Function> functions, HeapImage heap) {
  public FunctionLibrary {
    functions = List.copyOf(functions);
  }

  /**
   * What FUNCTION LIST tells of a function.
   *
   * @param flags in order of declaration in {@link ScriptFlag}
   */
  public record Function(String name, Optional<Bytes> description, Set<ScriptFlag> flags) {
    public Function {
      flags = Collections.unmodifiableSet(flags.isEmpty() ? EnumSet.noneOf(ScriptFlag.class) : EnumSet.copyOf(flags));
    }
  }

  FunctionLibrary with(HeapImage next) {
    return next.equals(heap) ? this : new FunctionLibrary(name, code, functions, next);
  }
}
