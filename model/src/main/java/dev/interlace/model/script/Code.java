package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import java.util.Set;

/** What EVAL or FCALL runs. */
public sealed interface Code {
  /** What errors call it: the script's SHA-1, or the function's name. */
  Bytes name();

  Set<ScriptFlag> flags();

  /** Whether it promises nothing, as scripts without a first line of their own do. */
  boolean isOfTheOldKind();

  /** Whether it says that it may write. */
  default boolean mayWrite() {
    return !isOfTheOldKind() && !flags().contains(ScriptFlag.NO_WRITES);
  }

  record Script(Compilation.Script compiled) implements Code {
    @Override
    public Bytes name() {
      return compiled.sha1();
    }

    @Override
    public Set<ScriptFlag> flags() {
      return compiled.shebang().flags();
    }

    @Override
    public boolean isOfTheOldKind() {
      return !compiled.shebang().isPresent();
    }
  }

  record Function(Functions.Found found) implements Code {
    @Override
    public Bytes name() {
      return Bytes.of(found.function().name());
    }

    @Override
    public Set<ScriptFlag> flags() {
      return found.function().flags();
    }

    @Override
    public boolean isOfTheOldKind() {
      return false;
    }
  }
}
