package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.system.Chooser;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.RedisServer;
import dev.interlace.model.server.ScriptRunner;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Scripts leave no trace in the machine that ran them, whatever they did and in whatever order. */
class ScriptIsolationTest {
  private static final int SCRIPTS = 10_000;
  private static final int AT_ONCE = 3;

  /** Each script on an empty server, all by one runner. */
  private static List<Reply> forwards() {
    var runner = new ScriptRunner();
    var scripts = new RandomScripts();
    var replies = new ArrayList<Reply>();
    for (var seed = 0; seed < SCRIPTS; seed++) {
      replies.add(reply(runner, scripts.script(seed)));
    }
    return replies;
  }

  private static Reply reply(ScriptRunner runner, String script) {
    var server = new RedisServer(ServerState.EMPTY, runner);
    return server.execute(Session.FRESH, Command.of("EVAL", script, "1", "k1", "arg"), Chooser.FIRST).reply();
  }

  @Test
  void ten_thousand_scripts_answer_the_same_in_the_other_order() {
    var runner = new ScriptRunner();
    var scripts = new RandomScripts();
    var replies = new ArrayList<Reply>();
    for (var seed = SCRIPTS - 1; seed >= 0; seed--) {
      replies.add(reply(runner, scripts.script(seed)));
    }
    Collections.reverse(replies);
    assertThat(replies).isEqualTo(forwards());
  }

  @Test
  void many_machines_at_once_do_not_see_each_other() throws Exception {
    var expected = forwards();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var running = threads.invokeAll(Collections.nCopies(AT_ONCE, (Callable<List<Reply>>) ScriptIsolationTest::forwards));
      for (var each : running) {
        assertThat(each.get()).isEqualTo(expected);
      }
    }
  }
}
