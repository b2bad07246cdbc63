package dev.interlace.model.script;

/**
 * How much a script may do.
 *
 * @param budget in instructions; what libraries do counts as well, about one for each 8 bytes or each element moved
 */
public record ScriptLimits(long budget) {
  /** Far beyond what a useful script does, a few seconds of computing. */
  public static final ScriptLimits GENEROUS = new ScriptLimits(500_000_000);
}
