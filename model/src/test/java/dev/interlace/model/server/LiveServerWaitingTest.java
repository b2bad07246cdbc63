package dev.interlace.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveServerWaitingTest {
  private final LiveServer server = new LiveServer(ServerState.EMPTY);
  /** What clients are sent beside the replies to their own commands, each with how many milliseconds had passed. */
  private final List<String> log = new ArrayList<>();
  private final long alice = open("alice");
  private final long bob = open("bob");
  private final long carol = open("carol");

  private long open(String name) {
    return server.open(name + ":1", new LiveServer.Outlet() {
      @Override
      public void send(Reply reply) {
        note(ReplyText.oneLine(reply));
      }

      @Override
      public void resume() {
        note("goes on");
      }

      @Override
      public void close() {
        note("is closed");
      }

      @Override
      public void drop() {
        close();
      }

      private void note(String what) {
        log.add("+" + (server.nowMillis() - ServerState.EPOCH_MILLIS) + " " + name + " " + what);
      }
    });
  }

  private String run(long client, String line) {
    var reply = server.execute(client, new Command(CommandLine.parse(Bytes.of(line)).orElseThrow()));
    return reply.equals(Reply.NOTHING) ? "" : ReplyText.oneLine(reply);
  }

  private void passMillis(long millis) {
    server.advanceTo(server.nowMillis() + millis);
  }

  @Test
  void a_push_serves_who_waits_and_lets_it_go_on() {
    assertThat(run(alice, "BLPOP jobs 0")).isEmpty();
    assertThat(server.isWaiting(alice)).isTrue();
    assertThat(run(carol, "RPUSH jobs one")).isEqualTo("1");
    assertThat(log).containsExactly("+0 alice [\"jobs\", \"one\"]", "+0 alice goes on");
    assertThat(server.isWaiting(alice)).isFalse();
  }

  @Test
  void an_error_that_ends_the_waiting_counts_as_a_failure_of_the_command_that_waited() {
    run(alice, "BLPOP jobs 0");
    run(carol, "CLIENT UNBLOCK " + alice + " ERROR");
    assertThat(run(carol, "INFO errorstats")).contains("errorstat_UNBLOCKED:count=1");
    assertThat(run(carol, "INFO commandstats")).containsPattern("cmdstat_blpop:calls=1,[^\\\\]*,rejected_calls=0,failed_calls=1");
  }

  @Test
  void what_is_too_much_goes_though_nobody_asks_for_anything() {
    run(alice, "SET k v");
    run(alice, "CONFIG SET maxmemory-policy allkeys-random maxmemory 1");
    server.expire(1);
    assertThat(run(bob, "INFO stats")).contains("evicted_keys:1");
  }

  @Test
  void whoever_gives_up_does_so_at_its_own_time_however_far_the_clock_jumps() {
    run(alice, "BLPOP jobs 0.05");
    run(bob, "BLPOP jobs 0.02");
    assertThat(server.nextDue()).isEqualTo(ServerState.EPOCH_MILLIS + 21);
    passMillis(1000);
    assertThat(log).containsExactly("+21 bob (nil)", "+21 bob goes on", "+51 alice (nil)", "+51 alice goes on");
    assertThat(server.nextDue()).isEqualTo(Long.MAX_VALUE);
    assertThat(server.nowMillis()).isEqualTo(ServerState.EPOCH_MILLIS + 1000);
  }

  @Test
  void at_the_instant_of_the_deadline_a_client_still_waits() {
    run(alice, "BLPOP jobs 0.02");
    passMillis(20);
    run(carol, "RPUSH jobs one");
    assertThat(log).first().isEqualTo("+20 alice [\"jobs\", \"one\"]");
  }

  @Test
  void who_has_left_is_not_served() {
    run(alice, "BLPOP jobs 0");
    run(bob, "BLPOP jobs 0");
    server.close(alice);
    run(carol, "RPUSH jobs one");
    assertThat(log).containsExactly("+0 bob [\"jobs\", \"one\"]", "+0 bob goes on");
    assertThat(server.state().clients().blocked().isNone()).isTrue();
  }

  @Test
  void client_unblock_ends_the_waiting() {
    run(alice, "BLPOP jobs 0");
    assertThat(run(carol, "CLIENT UNBLOCK " + alice + " ERROR")).isEqualTo("1");
    assertThat(run(carol, "CLIENT UNBLOCK " + alice)).isEqualTo("0");
    assertThat(log).containsExactly("+0 alice UNBLOCKED client unblocked via CLIENT UNBLOCK", "+0 alice goes on");
  }

  @Test
  void what_a_pause_holds_back_runs_in_its_order_when_it_is_over() {
    run(carol, "CLIENT PAUSE 100 WRITE");
    assertThat(run(alice, "RPUSH jobs one")).isEmpty();
    assertThat(run(bob, "RPUSH jobs two")).isEmpty();
    assertThat(run(carol, "LLEN jobs")).isEqualTo("0");
    passMillis(1000);
    assertThat(log).containsExactly("+101 alice 1", "+101 alice goes on", "+101 bob 2", "+101 bob goes on");
  }

  @Test
  void what_was_held_back_may_begin_to_wait() {
    run(carol, "CLIENT PAUSE 100000");
    run(alice, "BLPOP jobs 0");
    run(bob, "CLIENT UNPAUSE");
    assertThat(server.isWaiting(bob)).as("held back itself").isTrue();
    passMillis(200_000);
    assertThat(log).containsExactly("+100001 bob OK", "+100001 bob goes on");
    assertThat(server.isWaiting(alice)).isTrue();
    run(carol, "RPUSH jobs one");
    assertThat(log).contains("+200000 alice [\"jobs\", \"one\"]");
  }
}
