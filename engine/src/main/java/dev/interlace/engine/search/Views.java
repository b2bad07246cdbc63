package dev.interlace.engine.search;

import dev.interlace.engine.state.Interner;
import dev.interlace.engine.state.LongIntMap;
import java.util.function.Function;

/** What an application sees of each shared state, remembered. <b>Threads:</b> for any number; see {@link Questions}. */
final class Views<S, V> {
  private final Executions<S, ?, ?, ?> executions;
  private final Function<S, V> seen;
  private final Interner<V> values = new Interner<>();
  private final LongIntMap known = new LongIntMap();

  Views(Executions<S, ?, ?, ?> executions, Function<S, V> seen) {
    this.executions = executions;
    this.seen = seen;
  }

  /** The id of what is seen of a shared state. */
  int of(int shared) {
    var view = known.get(shared);
    return view == LongIntMap.ABSENT ? learn(shared) : view;
  }

  private int learn(int shared) {
    synchronized (executions.questions) {
      var view = known.get(shared);
      if (view == LongIntMap.ABSENT) {
        executions.questions.add(Questions.VIEW, 0, shared, 0);
        view = values.idOf(seen.apply(executions.shared.valueOf(shared)));
        known.put(shared, view);
      }
      return view;
    }
  }

  V valueOf(int view) {
    return values.valueOf(view);
  }
}
