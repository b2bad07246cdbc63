package dev.interlace.traces.replay;

/** What came of playing a trace on a real server. */
public sealed interface Confirmation {
  /** Every reply and the final keyspace were as the trace says. */
  record Confirmed(String serverVersion) implements Confirmation {
    @Override
    public String toString() {
      return "CONFIRMED by redis-server " + serverVersion;
    }
  }

  /**
   * The first difference: the model and the server disagree, which is a mistake of ours.
   *
   * @param where the step, or what was compared after the last one
   */
  record Different(String where, String expected, String actual) implements Confirmation {
    @Override
    public String toString() {
      return "DIFFERENT at " + where + "\n  the trace says  " + expected + "\n  the server says " + actual;
    }
  }

  /** The trace cannot be played on this server. */
  record NotPossible(String reason) implements Confirmation {
    @Override
    public String toString() {
      return "NOT CONFIRMED: " + reason;
    }
  }
}
