package dev.interlace.properties.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one connection does, nobody else notices; each test that can plays on the real server too. */
class ConnectionLimitsTest {
  private static final String PING = "*1\r\n$4\r\nPING\r\n";

  @Test
  void a_client_too_many_is_told_so_and_closed() throws IOException {
    BothServers.play(List.of("maxclients", "2"), address -> {
      try (var first = RawClient.connect(address); var second = RawClient.connect(address)) {
        first.expect(PING, "+PONG\r\n");
        second.expect(PING, "+PONG\r\n");
        try (var third = RawClient.connect(address)) {
          assertThat(third.receiveAll()).isEqualTo("-ERR max number of clients reached\r\n");
        }
        second.halfClose();
        assertThat(second.receiveAll()).isEmpty();
        try (var third = RawClient.connect(address)) {
          third.expect(PING, "+PONG\r\n");
        }
        first.expect(PING, "+PONG\r\n");
      }
    });
  }

  @Test
  void a_silent_client_is_closed_after_the_timeout() throws IOException {
    BothServers.play(List.of("timeout", "1"), address -> {
      try (var silent = RawClient.connect(address)) {
        silent.expect(PING, "+PONG\r\n");
        assertThat(silent.receiveAll()).isEmpty();
      }
    });
  }

  @Test
  void a_query_beyond_the_limit_closes_its_connection_without_a_word() throws IOException {
    BothServers.play(List.of("client-query-buffer-limit", "1048576"), address -> {
      try (var greedy = RawClient.connect(address); var other = RawClient.connect(address)) {
        greedy.send("*2\r\n$4\r\nECHO\r\n$3000000\r\n" + "x".repeat(2_500_000));
        assertThat(greedy.receiveAll()).isEmpty();
        other.expect(PING, "+PONG\r\n");
      }
    });
  }

  @Test
  void a_stranger_may_send_little_before_he_says_the_password() throws IOException {
    BothServers.play(List.of("requirepass", "secret"), address -> {
      assertThat(RawClient.exchange(address, "GET k\r\n*11\r\n" + PING)).isEqualTo(
          "-NOAUTH Authentication required.\r\n-ERR Protocol error: unauthenticated multibulk length\r\n");
      assertThat(RawClient.exchange(address, "*2\r\n$16385\r\n" + PING)).isEqualTo("-ERR Protocol error: unauthenticated bulk length\r\n");
      assertThat(RawClient.exchange(address, "AUTH wrong\r\nAUTH secret\r\n*1\r\n$16385\r\n" + "x".repeat(16_385) + "\r\n" + PING))
          .startsWith("-WRONGPASS invalid username-password pair or user is disabled.\r\n+OK\r\n-ERR unknown command").endsWith("+PONG\r\n");
    });
  }

  @Test
  void expired_keys_go_though_nobody_looks_at_them() throws IOException {
    BothServers.play(address -> {
      try (var client = RawClient.connect(address)) {
        client.expect("SET a 1 PX 10\r\nSET b 1\r\n", "+OK\r\n+OK\r\n");
        for (var tries = 0; tries < 100; tries++) {
          pause(20);
          client.send("DBSIZE\r\n");
          if (client.receive(4).equals(":1\r\n")) {
            return;
          }
        }
        throw new AssertionError("the expired key is still there");
      }
    });
  }

  @Test
  void a_slow_reader_beyond_the_hard_limit_is_closed() throws IOException {
    BothServers.play(List.of("client-output-buffer-limit", "normal 3000000 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60"), address -> {
      try (var slow = RawClient.connect(address); var other = RawClient.connect(address)) {
        other.expect("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1000000\r\n" + "x".repeat(1_000_000) + "\r\n", "+OK\r\n");
        slow.send("GET k\r\n".repeat(100));
        pause(300);
        assertThat(slow.receiveAll().length()).isLessThan(99 * 1_000_000);
        other.expect(PING, "+PONG\r\n");
      }
    });
  }

  @Test
  void a_slow_reader_without_a_limit_gets_everything_in_the_end() throws IOException {
    BothServers.play(address -> {
      try (var slow = RawClient.connect(address); var other = RawClient.connect(address)) {
        other.expect("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1000000\r\n" + "x".repeat(1_000_000) + "\r\n", "+OK\r\n");
        slow.send("GET k\r\n".repeat(30)).send(PING);
        for (var i = 0; i < 100; i++) {
          other.expect(PING, "+PONG\r\n");
        }
        var bulk = "$1000000\r\n" + "x".repeat(1_000_000) + "\r\n";
        assertThat(slow.receive(30 * bulk.length() + "+PONG\r\n".length())).isEqualTo(bulk.repeat(30) + "+PONG\r\n");
      }
    });
  }

  @Test
  void quit_answers_and_then_ends_and_what_follows_is_not_run() throws IOException {
    BothServers.play(address -> {
      assertThat(RawClient.exchange(address, PING + "QUIT\r\nSET after quit\r\n")).isEqualTo("+PONG\r\n+OK\r\n");
      assertThat(RawClient.exchange(address, "GET after\r\n")).isEqualTo("$-1\r\n");
    });
  }

  @Test
  void a_half_closed_connection_gets_the_answers_it_is_owed() throws IOException {
    BothServers.play(address -> assertThat(RawClient.exchange(address, PING.repeat(500))).isEqualTo("+PONG\r\n".repeat(500)));
  }

  @Test
  void a_command_may_arrive_byte_by_byte() throws IOException {
    BothServers.play(address -> {
      try (var slow = RawClient.connect(address)) {
        for (var c : "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$2\r\n\r\n\r\nGET k\r\n".split("")) {
          slow.send(c);
        }
        assertThat(slow.receive(13)).isEqualTo("+OK\r\n$2\r\n\r\n\r\n");
      }
    });
  }

  @Test
  void huge_announcements_cost_nothing_and_disturb_nobody() throws IOException {
    BothServers.play(address -> {
      var clients = new ArrayList<RawClient>();
      for (var i = 0; i < 100; i++) {
        clients.add(RawClient.connect(address).send("*2147483647\r\n$536870912\r\nabc"));
      }
      try (var other = RawClient.connect(address)) {
        other.expect(PING, "+PONG\r\n");
      }
      for (var client : clients) {
        client.close();
      }
    });
  }

  @Test
  void ten_thousand_connections_come_and_go() throws IOException {
    try (var ours = RunningServer.start(); var witness = RawClient.connect(ours.address())) {
      var open = new ArrayList<RawClient>();
      for (var i = 0; i < 10_000; i++) {
        var client = RawClient.connect(ours.address());
        switch (i % 4) {
          case 0 -> client.expect(PING, "+PONG\r\n");
          case 1 -> client.send("*3\r\n$3\r\nSET\r\n$1");
          case 2 -> client.socket().setSoLinger(true, 0); // ends by a reset
          default -> client.send("GET k\r\n");
        }
        open.add(client);
        if (open.size() == 500) {
          for (var each : open) {
            each.close();
          }
          open.clear();
          witness.expect(PING, "+PONG\r\n");
        }
      }
      witness.expect(PING, "+PONG\r\n");
      assertStillSilent(witness);
    }
  }

  private static void assertStillSilent(RawClient client) throws IOException {
    client.socket().setSoTimeout(50);
    try {
      assertThat(client.receive(1)).as("nobody sends anything unasked").isNull();
    } catch (SocketTimeoutException silence) {
      client.socket().setSoTimeout(10_000);
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
