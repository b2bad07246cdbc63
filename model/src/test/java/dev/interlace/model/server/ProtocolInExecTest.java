package dev.interlace.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.system.Chooser;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.session.Session;
import org.junit.jupiter.api.Test;

/** What was answered before HELLO keeps the form it had, as on the real server (conformance family {@code stream-groups}, seed 201284). */
class ProtocolInExecTest {
  @Test
  void a_nil_array_answered_before_hello_stays_one() {
    var scripts = new ScriptRunner();
    var session = Session.FRESH;
    var state = ServerState.EMPTY;
    Reply last = Reply.NIL;
    for (var words : new String[] {"MULTI", "LPOP k 1", "HELLO 3", "LPOP k 1", "EXEC"}) {
      var server = new RedisServer(state, scripts);
      var executed = server.execute(session, Command.of(words.split(" ")), Chooser.FIRST);
      session = executed.session();
      state = server.state();
      last = executed.reply();
    }
    var items = ((Reply.Array) last).items();
    assertThat(items.getFirst()).isEqualTo(Reply.NIL_ARRAY);
    assertThat(items.getLast()).isEqualTo(Reply.NIL);
  }
}
