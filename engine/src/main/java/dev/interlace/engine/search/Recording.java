package dev.interlace.engine.search;

import dev.interlace.engine.state.IntLog;
import org.jspecify.annotations.Nullable;

/**
 * What a small search met, written down by the thread that made it so that another can tell of it in its turn.
 *
 * <p><b>Shape:</b> {@link #HEAD} ints for each step, then the state. The first is no step, and leads to the initial state.
 */
final class Recording {
  static final int HEAD = 6;
  static final int CODE = 0;
  /** How many steps lead to the state. */
  static final int DEPTH = 1;
  static final int ALARMS = 2;
  static final int KIND = 3;
  /** Two ints. */
  static final int FINGERPRINT = 4;

  static final int ENTERED = 0;
  /** Entered, and nobody can go on without a fault. */
  static final int STUCK = 1;
  /** Not entered: this search had met it before. */
  static final int KNOWN = 2;

  private final int width;
  final IntLog log = new IntLog();
  private int last;
  /** Steps that are not written down, to states that this search had met before. */
  long untold;
  /** Whether the bound of steps kept it from going on. */
  boolean isCut;
  /** The product of the numbers of choices. */
  double choices;
  /** What ended it, if it failed. */
  @Nullable Throwable failure;

  /** <b>Shape:</b> states of {@code width} ints. */
  Recording(int width) {
    this.width = width;
  }

  void begin(int[] initial, long fingerprint) {
    log.truncate(0);
    untold = 0;
    isCut = false;
    choices = 1;
    failure = null;
    add(-1, 0, 0, ENTERED, fingerprint, initial, 0);
  }

  void add(int code, int depth, int alarms, int kind, long fingerprint, int[] data, int offset) {
    last = log.add(code);
    log.add(depth);
    log.add(alarms);
    log.add(kind);
    log.add((int) (fingerprint >>> 32));
    log.add((int) fingerprint);
    log.addAll(data, offset, width);
  }

  /** Notes that nobody can go on without a fault in the state that was entered last. */
  void stuck() {
    log.set(last + KIND, STUCK);
  }

  /** How many ints there are from one step to the next. */
  int stride() {
    return HEAD + width;
  }
}
