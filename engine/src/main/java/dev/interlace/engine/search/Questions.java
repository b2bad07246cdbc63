package dev.interlace.engine.search;

import dev.interlace.engine.state.IntLog;

/**
 * What a world did not know when it was asked, in the order of the asking. Asked again in this order, another world of the same scenario gives everything the same
 * numbers.
 *
 * <p><b>Threads:</b> who finds that something is not known looks once more, and computes it, while holding this object; so programs, the system and the
 * numbering are one thread's at a time.
 */
final class Questions {
  static final int STEPS = 0;
  static final int FAULTS = 1;
  static final int OBSERVED = 2;
  static final int ENVIRONMENT = 3;
  static final int VIEW = 4;
  static final int DEATH = 5;

  /** Ints of a question: its kind, the client it is about, and two more. */
  static final int STRIDE = 4;

  final IntLog log = new IntLog();

  void add(int kind, int who, int first, int second) {
    log.add(kind);
    log.add(who);
    log.add(first);
    log.add(second);
  }
}
