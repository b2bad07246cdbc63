package dev.interlace.engine.history;

/**
 * A known shape of a serializability violation.
 *
 * @param explanation one sentence that names the conflicting steps
 */
public record Anomaly(Shape shape, String explanation) {
  /**
   * Names of the literature.
   *
   * <p><b>Source:</b> Berenson, Bernstein, Gray, Melton, O'Neil and O'Neil, "A critique of ANSI SQL isolation levels", SIGMOD
   * 1995 (P0 to P4, A5A, A5B); Adya, "Weak consistency: a generalized theory and optimistic implementations for distributed
   * transactions", MIT 1999 (dependency edges; G0, G1a, G1b, G2).
   */
  public enum Shape {
    /** Read from an operation that says it was aborted (G1a). */
    DIRTY_READ("dirty read"),
    /** Read, overwritten by another, written: the other's write has no effect on the result (P4). */
    LOST_UPDATE("lost update"),
    /**
     * The shape of a lost update (P4), but the last write is an atomic read-modify-write: the other's write is not lost, but what was
     * read before it, and decided on, no longer held.
     */
    STALE_CHECK("lost update by a stale check"),
    /** Read a value that its writer was still to change (G1b). */
    INTERMEDIATE_READ("intermediate read"),
    /** Read the same thing twice and got two values (P2). */
    NON_REPEATABLE_READ("non-repeatable read"),
    /** Read one thing before and another after both were written together (A5A). */
    READ_SKEW("read skew"),
    /** Each read what the other wrote afterwards, and they wrote different things (A5B). */
    WRITE_SKEW("write skew"),
    /** Writes of two operations interleave (P0, G0). */
    DIRTY_WRITE("dirty write"),
    /** What was read is not one thing but a condition over many (P3). */
    PHANTOM("phantom"),
    /** A cycle of dependencies without a name of its own (G2). */
    CYCLE("serialization cycle");

    private final String term;

    Shape(String term) {
      this.term = term;
    }

    /** As people write it. */
    public String term() {
      return term;
    }
  }

  @Override
  public String toString() {
    return shape.term() + ": " + explanation;
  }
}
