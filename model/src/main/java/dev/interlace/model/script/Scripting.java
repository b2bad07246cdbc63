package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of the server's state that is about scripts.
 *
 * @param scripts bodies by the SHA-1 in lower-case hex
 * @param left what scripts leave for each other, and functions too as far as the generator is concerned
 * @param busy the script that does not end, if there is one
 */
public record Scripting(SortedMap<String, Bytes> scripts, ScriptState left, Functions functions, Optional<Busy> busy) {
  public static final Scripting NONE =
      new Scripting(Collections.emptySortedMap(), ScriptState.INITIAL, Functions.NONE, Optional.empty());

  public Scripting {
    scripts = Collections.unmodifiableSortedMap(scripts);
  }

  /** The same with one more script remembered. */
  public Scripting with(String sha, Bytes body) {
    if (scripts.containsKey(sha)) {
      return this;
    }
    var more = new TreeMap<>(scripts);
    more.put(sha, body);
    return new Scripting(more, left, functions, busy);
  }

  /** The same after a script left {@code next}. */
  public Scripting with(ScriptState next) {
    return next.equals(left) ? this : new Scripting(scripts, next, functions, busy);
  }

  /** The same with other functions, or after one of them left something. */
  public Scripting with(Functions next) {
    return next == functions ? this : new Scripting(scripts, left, next, busy);
  }

  /** While {@code next} keeps the server. */
  public Scripting with(Busy next) {
    return new Scripting(scripts, left, functions, Optional.of(next));
  }

  /** After the script that did not end was killed. */
  public Scripting withoutBusy() {
    return new Scripting(scripts, left, functions, Optional.empty());
  }

  public Scripting withRandomBits(long bits) {
    return with(left.withRandomBits(bits));
  }

  /** After SCRIPT FLUSH. */
  public Scripting flushed() {
    return new Scripting(Collections.emptySortedMap(), left.flushed(), functions, busy);
  }
}
