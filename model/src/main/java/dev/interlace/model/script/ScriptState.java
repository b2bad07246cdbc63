package dev.interlace.model.script;

import dev.interlace.model.script.lib.CjsonSettings;
import dev.interlace.model.script.lib.RandomState;

/**
 * What one script leaves for the next, besides the keyspace.
 *
 * @param randomBits the 48 bits behind {@code math.random}; one generator per server process
 * @param cjson the settings of {@code cjson}, as scripts may have changed them
 * @param hasOverflowedStack whether a script has ever nested too many calls, which raises the depth at which the next one fails
 */
public record ScriptState(long randomBits, CjsonSettings cjson, boolean hasOverflowedStack) {
  /** A server that has just started. */
  public static final ScriptState INITIAL = new ScriptState(RandomState.INITIAL, CjsonSettings.INITIAL, false);

  ScriptState withRandomBits(long bits) {
    return bits == randomBits ? this : new ScriptState(bits, cjson, hasOverflowedStack);
  }

  /** What SCRIPT FLUSH leaves: it starts a new Lua state, but the generator belongs to the process. */
  public ScriptState flushed() {
    return new ScriptState(randomBits, CjsonSettings.INITIAL, false);
  }
}
