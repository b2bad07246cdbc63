package dev.interlace.properties.mutants;

/**
 * A mistake, and who notices.
 *
 * @param mistake what is wrong
 * @param noticedBy the check; the same for the real thing and for the mutant
 * @param onReal whether the real thing passes it
 * @param onMutant whether the mutant does
 */
record Mutant(String mistake, String noticedBy, Check onReal, Check onMutant) {
  /** Whether something is as it should be. */
  @FunctionalInterface
  interface Check {
    boolean passes();
  }
}
