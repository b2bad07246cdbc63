package dev.interlace.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.system.Chooser;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.ScriptLimits;
import dev.interlace.model.session.Session;
import org.junit.jupiter.api.Test;

class EndlessScriptTest {
  private static Reply eval(String body) {
    var server = new RedisServer(ServerState.EMPTY, new ScriptRunner(new ScriptLimits(10_000)));
    return server.execute(Session.FRESH, Command.of("EVAL", body, "0"), Chooser.FIRST).reply();
  }

  @Test
  void a_script_that_does_not_end_gets_no_answer_whatever_it_catches() {
    for (var body : new String[] {"while true do end", "while true do pcall(function() while true do end end) end"}) {
      assertThatThrownBy(() -> eval(body)).isInstanceOf(EndlessScript.class).hasMessageContaining("did not end within 10000 instructions");
    }
  }

  @Test
  void a_script_that_ends_gets_its_answer() {
    assertThat(eval("for i = 1, 100 do end return 1")).isEqualTo(Reply.ONE);
  }
}
