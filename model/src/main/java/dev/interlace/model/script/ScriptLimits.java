package dev.interlace.model.script;

/**
 * How much a script may do.
 *
 * @param budget in instructions; what libraries do counts as well, about one for each 8 bytes or each element moved
 */
public record ScriptLimits(long budget) {
  /** How fast time passes in a script: it takes a millisecond for so many units. Real ones do more. */
  public static final long UNITS_PER_MILLI = 10_000;

  /** Far beyond what a useful script does: five seconds, after which a real server is busy. */
  public static final ScriptLimits GENEROUS = new ScriptLimits(5_000 * UNITS_PER_MILLI);
}
