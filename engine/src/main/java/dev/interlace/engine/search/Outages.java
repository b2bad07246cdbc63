package dev.interlace.engine.search;

import dev.interlace.engine.fault.Outage;
import dev.interlace.engine.state.IntLog;
import dev.interlace.engine.state.Interner;
import dev.interlace.engine.state.LongIntMap;

/**
 * What becomes of the shared state when the whole system goes down, remembered. The ways to come up again lie in one log: their number, then {@link
 * #STRIDE} ints each.
 *
 * <p><b>Threads:</b> for any number; see {@link Questions}.
 */
final class Outages<S> {
  static final int STRIDE = 3;
  static final int CODE = 0;
  static final int SHARED = 1;
  static final int ALARMS = 2;

  private final Executions<S, ?, ?, ?> executions;
  private final Interner<Choice.GoDown> labels = new Interner<>();
  private final LongIntMap goingDown = new LongIntMap();
  private final LongIntMap restarts = new LongIntMap();
  final IntLog log = new IntLog();

  Outages(Executions<S, ?, ?, ?> executions) {
    this.executions = executions;
  }

  /** The shared state once the system is going down. */
  int goingDown(int shared) {
    var known = goingDown.get(shared);
    return known == LongIntMap.ABSENT ? learnGoingDown(shared) : known;
  }

  private int learnGoingDown(int shared) {
    synchronized (executions.questions) {
      var known = goingDown.get(shared);
      if (known == LongIntMap.ABSENT) {
        executions.questions.add(Questions.GOING_DOWN, shared, 0, 0);
        known = executions.shared.idOf(executions.model.goingDown(executions.shared.valueOf(shared)));
        goingDown.put(shared, known);
      }
      return known;
    }
  }

  /** Index in {@link #log} of the ways to come up again. */
  int restarts(int shared, Outage outage, boolean isLast) {
    var key = LongIntMap.key(shared, outage.ordinal() * 2 + (isLast ? 1 : 0));
    var known = restarts.get(key);
    return known == LongIntMap.ABSENT ? learnRestarts(key, shared, outage, isLast) : known;
  }

  private int learnRestarts(long key, int shared, Outage outage, boolean isLast) {
    synchronized (executions.questions) {
      var known = restarts.get(key);
      if (known == LongIntMap.ABSENT) {
        executions.questions.add(Questions.RESTARTS, shared, outage.ordinal(), isLast ? 1 : 0);
        known = compute(shared, outage, isLast);
        restarts.put(key, known);
      }
      return known;
    }
  }

  private int compute(int shared, Outage outage, boolean isLast) {
    var ways = executions.model.restarts(executions.shared.valueOf(shared), outage, isLast);
    var first = log.add(ways.size());
    for (var way : ways) {
      log.add(Code.outage(labels.idOf(new Choice.GoDown(outage, way.left()))));
      log.add(executions.shared.idOf(way.shared()));
      log.add(executions.alarms.idOf(way.alarms()));
    }
    return first;
  }

  Choice.GoDown choice(int code) {
    return labels.valueOf(Code.label(code));
  }

  long bytes() {
    return log.bytes() + goingDown.bytes() + restarts.bytes();
  }
}
