package dev.interlace.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.system.Alarm;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.request.Command;
import dev.interlace.model.session.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the server itself reports that something failed and yet left a mark. */
class PartialEffectTest {
  private ServerState state = ServerState.EMPTY;
  private Session session = Session.FRESH;
  private final List<Alarm> alarms = new ArrayList<>();

  @Test
  void exec_with_an_error_beside_a_write_is_reported_once() {
    transaction(Command.of("SET", "k", "text"), Command.of("INCR", "k"), Command.of("LPUSH", "k", "x"));
    assertThatItIsReportedFor("EXEC ran INCR k into an error");
  }

  @Test
  void exec_whose_error_comes_before_the_write_is_reported_too() {
    transaction(Command.of("GET"), Command.of("SET", "k", "v"));
    assertThat(alarms).as("refused while queueing").isEmpty();
    run("SET", "text", "t");
    transaction(Command.of("INCR", "text"), Command.of("SET", "k", "v"));
    assertThatItIsReportedFor("EXEC ran INCR text into an error");
  }

  @Test
  void exec_with_an_error_among_reads_is_not_reported() {
    run("SET", "text", "t");
    transaction(Command.of("GET", "text"), Command.of("INCR", "text"), Command.of("DEL", "nothing"));
    assertThat(alarms).isEmpty();
  }

  @Test
  void exec_without_an_error_is_not_reported() {
    transaction(Command.of("SET", "k", "1"), Command.of("INCR", "k"), Command.of("GET", "nothing"));
    assertThat(alarms).isEmpty();
  }

  @Test
  void exec_that_was_discarded_is_not_reported() {
    transaction(Command.of("SET", "k", "1"), Command.of("NOSUCH"));
    run("WATCH", "k");
    run("SET", "k", "2");
    transaction(Command.of("SET", "k", "text"), Command.of("INCR", "k"));
    assertThat(alarms).isEmpty();
  }

  @Test
  void an_error_raised_after_a_write_is_reported() {
    script("redis.call('SET', 'k', 'text') return redis.call('INCR', 'k')");
    assertThatItIsReportedFor("a script answered an error");
  }

  @Test
  void an_error_of_the_script_itself_after_a_write_is_reported() {
    script("redis.call('SET', 'k', 'text') error('enough')");
    assertThatItIsReportedFor("a script answered an error");
  }

  @Test
  void an_error_returned_after_a_write_is_reported() {
    script("redis.call('SET', 'k', 'text') return redis.error_reply('NO thanks')");
    assertThatItIsReportedFor("a script answered an error (NO thanks)");
  }

  @Test
  void an_error_that_the_script_deals_with_is_not_reported() {
    script("redis.call('SET', 'k', 'text') redis.pcall('INCR', 'k') return 'fine'");
    script("redis.call('SET', 'k', 'text') return {redis.pcall('INCR', 'k')}");
    assertThat(alarms).isEmpty();
  }

  @Test
  void an_error_before_any_write_is_not_reported() {
    run("SET", "text", "t");
    script("redis.call('DEL', 'nothing') redis.call('INCR', 'text') redis.call('SET', 'k', 'v')");
    script("return redis.error_reply('NO thanks')");
    assertThat(alarms).isEmpty();
  }

  @Test
  void a_write_refused_to_a_read_only_script_is_not_reported() {
    run("EVAL_RO", "redis.call('SET', 'k', 'v')", "0");
    assertThat(alarms).isEmpty();
  }

  @Test
  void the_removal_of_an_expired_key_is_no_write() {
    run("SET", "old", "v", "PXAT", "1");
    script("redis.call('GET', 'old') error('enough')");
    run("SET", "old", "v", "PXAT", "1");
    run("SET", "text", "t");
    transaction(Command.of("GET", "old"), Command.of("INCR", "text"));
    assertThat(alarms).isEmpty();
  }

  @Test
  void a_script_that_fails_alone_in_exec_is_reported_for_itself_only() {
    transaction(Command.of("EVAL", "redis.call('SET', 'k', 'v') error('enough')", "0"), Command.of("GET", "k"));
    assertThatItIsReportedFor("a script answered an error");
  }

  @Test
  void a_failed_command_alone_is_not_reported() {
    run("SET", "text", "t");
    run("INCR", "text");
    run("HELLO", "3", "SETNAME", "me", "NOSUCH");
    assertThat(alarms).isEmpty();
  }

  private void assertThatItIsReportedFor(String beginning) {
    assertThat(alarms).singleElement().satisfies(alarm -> {
      assertThat(alarm.property()).isEqualTo(RedisServer.NO_PARTIAL_EFFECT);
      assertThat(alarm.sentence()).contains(beginning);
    });
  }

  private void script(String body) {
    run("EVAL", body, "0");
  }

  private void transaction(Command... commands) {
    run("MULTI");
    for (var command : commands) {
      run(command);
    }
    run("EXEC");
  }

  private void run(String... words) {
    run(Command.of(words));
  }

  private void run(Command command) {
    var server = new RedisServer(state, new ScriptRunner());
    session = server.execute(session, command, Chooser.FIRST).session();
    state = server.state();
    alarms.addAll(server.alarms());
  }
}
