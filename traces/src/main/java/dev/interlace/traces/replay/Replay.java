package dev.interlace.traces.replay;

/** What came of replaying a trace on the model. */
public sealed interface Replay {
  /** Every reply, every changed key and the end were as recorded. */
  record Reproduced(int steps) implements Replay {
    @Override
    public String toString() {
      return "REPRODUCED, " + steps + (steps == 1 ? " step" : " steps");
    }
  }

  /**
   * The first difference; nothing after it was looked at.
   *
   * @param where the step, or what was compared after the last one
   */
  record Diverged(String where, String recorded, String now) implements Replay {
    @Override
    public String toString() {
      return "DIVERGED at " + where + "\n  recorded  " + recorded + "\n  now       " + now;
    }
  }
}
