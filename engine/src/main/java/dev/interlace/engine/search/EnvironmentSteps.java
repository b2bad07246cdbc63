package dev.interlace.engine.search;

import dev.interlace.engine.state.IntLog;
import dev.interlace.engine.state.Interner;
import dev.interlace.engine.state.LongIntMap;
import dev.interlace.engine.time.SimTime;

/**
 * The steps that no client takes, remembered. They lie in one log: their number, then {@link #STRIDE} ints each.
 *
 * <p><b>Threads:</b> for any number; see {@link Questions}.
 */
final class EnvironmentSteps<S> {
  static final int STRIDE = 3;
  static final int CODE = 0;
  static final int SHARED = 1;
  static final int EFFECT = 2;

  private final Executions<S, ?, ?, ?> executions;
  private final Interner<String> labels = new Interner<>();
  /** By instant. */
  private final LongIntMap wakes = new LongIntMap();
  private final LongIntMap known = new LongIntMap();
  private int wakeCount;
  private long reads;
  private long writes;
  final IntLog log = new IntLog();

  EnvironmentSteps(Executions<S, ?, ?, ?> executions) {
    this.executions = executions;
  }

  /** Index in {@link #log} of the steps. @param wakeMillis when the first session wakes */
  int steps(int shared, long wakeMillis) {
    var wake = wakes.get(wakeMillis);
    var at = wake == LongIntMap.ABSENT ? wake : known.get(LongIntMap.key(shared, wake));
    return at == LongIntMap.ABSENT ? learn(shared, wakeMillis) : at;
  }

  private int learn(int shared, long wakeMillis) {
    synchronized (executions.questions) {
      var wake = wakes.get(wakeMillis);
      var at = wake == LongIntMap.ABSENT ? wake : known.get(LongIntMap.key(shared, wake));
      if (at == LongIntMap.ABSENT) {
        executions.questions.add(Questions.ENVIRONMENT, shared, (int) (wakeMillis >>> 32), (int) wakeMillis);
        if (wake == LongIntMap.ABSENT) {
          wake = wakeCount++;
          wakes.put(wakeMillis, wake);
        }
        at = compute(shared, wakeMillis);
        known.put(LongIntMap.key(shared, wake), at);
      }
      return at;
    }
  }

  private int compute(int shared, long wakeMillis) {
    var steps = executions.model.environment(executions.shared.valueOf(shared), new SimTime(wakeMillis));
    var first = log.add(steps.size());
    for (var step : steps) {
      log.add(Code.environment(labels.idOf(step.label())));
      log.add(executions.shared.idOf(step.shared()));
      log.add(executions.effects.idOf(step.effect()));
      reads |= executions.bits(step.footprint().reads());
      writes |= executions.bits(step.footprint().writes());
    }
    return first;
  }

  /** What the steps that are known so far read, together. */
  long reads() {
    return reads;
  }

  /** What the steps that are known so far write, together. */
  long writes() {
    return writes;
  }

  String label(int code) {
    return labels.valueOf(Code.label(code));
  }
}
