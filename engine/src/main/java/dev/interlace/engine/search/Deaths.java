package dev.interlace.engine.search;

import dev.interlace.engine.program.Client;
import dev.interlace.engine.state.LongIntMap;
import dev.interlace.engine.system.Alarm;
import dev.interlace.engine.system.BuiltIn;
import java.util.ArrayList;
import java.util.List;

/** The alarms that clients raise by dying, remembered. <b>Threads:</b> for any number; see {@link Questions}. */
final class Deaths {
  private final Executions<?, ?, ?, ?> executions;
  private final List<? extends Client<?, ?>> programs;
  private final ClientSteps<?, ?, ?, ?>[] clients;
  private final LongIntMap known = new LongIntMap();

  Deaths(Executions<?, ?, ?, ?> executions, List<? extends Client<?, ?>> programs, ClientSteps<?, ?, ?, ?>[] clients) {
    this.executions = executions;
    this.programs = programs;
    this.clients = clients;
  }

  /** Alarms of clients that die without having sent anything. */
  List<Alarm> initial() {
    var found = new ArrayList<Alarm>();
    for (var c = 0; c < clients.length; c++) {
      if (clients[c].isDead(clients[c].tree.root())) {
        found.add(alarm(c, clients[c].tree.root()));
      }
    }
    return found;
  }

  private Alarm alarm(int c, int node) {
    var result = clients[c].tree.result(node);
    return new Alarm(BuiltIn.NO_CLIENT_DIES, programs.get(c).name() + " died in operation "
        + programs.get(c).operations().get(result.values().size()).name() + " of " + result.failure().orElseThrow());
  }

  /** The alarms of a step, {@code raised}, with one more because client {@code c} dies by it. */
  int with(int raised, int c, int node) {
    var key = LongIntMap.key(raised, node * clients.length + c);
    var alarms = known.get(key);
    return alarms == LongIntMap.ABSENT ? learn(key, raised, c, node) : alarms;
  }

  private int learn(long key, int raised, int c, int node) {
    synchronized (executions.questions) {
      var alarms = known.get(key);
      if (alarms == LongIntMap.ABSENT) {
        executions.questions.add(Questions.DEATH, c, raised, node);
        var more = new ArrayList<>(executions.alarms.valueOf(raised));
        more.add(alarm(c, node));
        alarms = executions.alarms.idOf(List.copyOf(more));
        known.put(key, alarms);
      }
      return alarms;
    }
  }
}
