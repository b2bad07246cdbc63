package dev.interlace.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.NoVerdict;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.Code;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.Ended;
import dev.interlace.model.script.ScriptHost;
import dev.interlace.model.script.ScriptLimits;
import dev.interlace.model.script.Scripting;
import dev.interlace.model.session.Session;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EndlessScriptTest {
  private static final String ENDLESS = "while true do end";

  private final RedisServer server = new RedisServer(ServerState.EMPTY, new ScriptRunner(new ScriptLimits(10_000)));
  private Session alice = Session.FRESH;
  private Session bob = Session.FRESH;

  private Reply alice(String... words) {
    var executed = server.execute(alice, Command.of(words), Chooser.FIRST);
    alice = executed.session();
    return executed.reply();
  }

  private Reply bob(String... words) {
    var executed = server.execute(bob, Command.of(words), Chooser.FIRST);
    bob = executed.session();
    alice = alice.after(server.notices());
    return executed.reply();
  }

  @Test
  void a_script_that_does_not_end_keeps_its_client_waiting_whatever_it_catches_and_everybody_else_is_refused() {
    for (var body : new String[] {ENDLESS, "while true do pcall(function() while true do end end) end"}) {
      assertThat(alice("EVAL", body, "0")).isEqualTo(Reply.NOTHING);
      assertThat(alice.isBlocked()).isTrue();
      assertThat(((Reply.Error) bob("GET", "x")).text().toLatin1()).startsWith("BUSY Redis is busy running a script.");
      assertThat(bob("SCRIPT", "KILL")).isEqualTo(Reply.OK);
      assertThat(alice.condition().toString()).contains("Script killed by user with SCRIPT KILL...");
      assertThat(bob("SCRIPT", "KILL")).isEqualTo(Errors.NOT_BUSY);
      alice = Session.FRESH;
    }
  }

  @Test
  void a_script_that_has_written_cannot_be_killed() {
    alice("EVAL", "redis.call('SET', 'x', 1) " + ENDLESS, "0");
    assertThat(((Reply.Error) bob("SCRIPT", "KILL")).text().toLatin1()).startsWith("UNKILLABLE");
    assertThat(((Reply.Error) bob("GET", "x")).text().toLatin1()).startsWith("BUSY");
  }

  @Test
  void only_without_saving_may_a_busy_server_be_shut_down() {
    for (var body : List.of(ENDLESS, "redis.call('SET', 'x', 1) " + ENDLESS)) {
      var live = new LiveServer(ServerState.EMPTY);
      var first = live.open("127.0.0.1:1", LiveServer.Outlet.NOBODY);
      var second = live.open("127.0.0.1:2", LiveServer.Outlet.NOBODY);
      live.execute(first, Command.of("CONFIG", "SET", "busy-reply-threshold", "1"));
      live.execute(first, Command.of("EVAL", body, "0"));
      for (var words : new String[][] {{"SHUTDOWN"}, {"SHUTDOWN", "SAVE"}, {"SHUTDOWN", "NOW", "FORCE"}}) {
        assertThat(((Reply.Error) live.execute(second, Command.of(words))).text().toLatin1()).startsWith("BUSY");
      }
      assertThat(live.execute(second, Command.of("SHUTDOWN", "ABORT"))).isEqualTo(new Reply.Error("ERR No shutdown in progress."));
      assertThat(live.execute(second, Command.of("SHUTDOWN", "X"))).isEqualTo(Errors.SYNTAX);
      assertThat(live.isShutDown()).isFalse();
      live.execute(second, Command.of("SHUTDOWN", "NOSAVE"));
      assertThat(live.isShutDown()).isTrue();
    }
  }

  @Test
  void in_exploration_a_server_that_would_go_down_gives_no_verdict() {
    alice("EVAL", ENDLESS, "0");
    assertThat(((Reply.Error) bob("SHUTDOWN")).text().toLatin1()).startsWith("BUSY");
    assertThatThrownBy(() -> bob("SHUTDOWN", "NOSAVE")).isInstanceOf(NoVerdict.class);
  }

  @Test
  void within_a_transaction_there_is_no_verdict() {
    alice("MULTI");
    alice("EVAL", ENDLESS, "0");
    assertThatThrownBy(() -> alice("EXEC")).isInstanceOf(EndlessScript.class).hasMessageContaining("did not end within 10000 instructions");
  }

  @Test
  void in_exploration_a_script_that_calls_and_calls_is_taken_never_to_end_long_before_a_server_would_lose_patience() {
    var calling = new RedisServer(ServerState.EMPTY, new ScriptRunner());
    var executed = calling.execute(Session.FRESH, Command.of("EVAL", "while true do redis.pcall('INCR', KEYS[1]) end", "1", "x"), Chooser.FIRST);
    assertThat(executed.session().isBlocked()).isTrue();
    assertThat(calling.execute(Session.FRESH, Command.of("SCRIPT", "KILL"), Chooser.FIRST).reply().toString()).contains("UNKILLABLE");
    assertThat(calling.state().keyspace().entries(0).get(Bytes.of("x")).value()).hasToString("\"100000\"");
  }

  @Test
  void a_script_that_calls_often_gets_its_answer_and_on_a_port_it_may_call_as_often_as_it_has_time_for() {
    var often = "for i = 1, tonumber(ARGV[1]) do redis.call('INCR', KEYS[1]) end return redis.call('GET', KEYS[1])";
    var exploring = new RedisServer(ServerState.EMPTY, new ScriptRunner());
    assertThat(exploring.execute(Session.FRESH, Command.of("EVAL", often, "1", "x", "99999"), Chooser.FIRST).reply()).isEqualTo(Reply.bulk("99999"));
    var live = new LiveServer(ServerState.EMPTY);
    var client = live.open("127.0.0.1:1", LiveServer.Outlet.NOBODY);
    assertThat(live.execute(client, Command.of("EVAL", often, "1", "x", "150000"))).isEqualTo(Reply.bulk("150000"));
  }

  @Test
  void a_script_that_ends_gets_its_answer() {
    assertThat(alice("EVAL", "for i = 1, 100 do end return 1", "0")).isEqualTo(Reply.ONE);
  }

  @Test
  void a_script_without_an_end_that_asks_nothing_of_the_server_is_run_but_once() {
    var runner = new ScriptRunner(new ScriptLimits(10_000));
    assertThat(ended(runner, ENDLESS)).isSameAs(ended(runner, ENDLESS)).isNotSameAs(ended(runner, ENDLESS, "argument"));
    var asking = "while true do redis.call('PING') end";
    assertThat(ended(runner, asking)).isNotSameAs(ended(runner, asking));
  }

  private static Ended ended(ScriptRunner runner, String body, String... arguments) {
    var code = new Code.Script((Compilation.Script) runner.compile(Bytes.of(body)));
    var host = new ScriptHost() {
      @Override
      public Reply call(List<Bytes> command) {
        return Reply.OK;
      }

      @Override
      public void setResp(int protocol) {}

      @Override
      public void log(int level, Bytes message) {}
    };
    return runner.run(code, List.of(), Stream.of(arguments).map(Bytes::of).toList(), host, Scripting.NONE).ended();
  }
}
