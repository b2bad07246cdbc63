package dev.interlace.properties.soundness;

import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** All ways in which one step can turn out. */
final class Outcomes {
  private Outcomes() {}

  static <S, C, Q, R> List<Outcome<S, C, R>> of(SystemModel<S, C, Q, R, ?> model, S shared, C session, Q request) {
    var outcomes = new ArrayList<Outcome<S, C, R>>();
    var open = new ArrayDeque<List<Integer>>();
    open.push(List.of());
    while (!open.isEmpty()) {
      var picks = open.pop();
      var asked = new ArrayList<Integer>();
      outcomes.add(model.execute(shared, session, request, n -> {
        asked.add(n);
        return asked.size() <= picks.size() ? picks.get(asked.size() - 1) : 0;
      }));
      for (var position = picks.size(); position < asked.size(); position++) {
        for (var other = 1; other < asked.get(position); other++) {
          var prefix = new ArrayList<>(picks);
          while (prefix.size() < position) {
            prefix.add(0);
          }
          prefix.add(other);
          open.push(prefix);
        }
      }
    }
    return outcomes;
  }
}
