package dev.interlace.properties.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.serve.ServeOptions;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

/** Clients that wait, and clients that are sent what they did not ask for, over sockets; on both servers. */
class WaitingClientsTest {
  @Test
  void who_waits_longest_is_served_first() throws IOException {
    BothServers.play(address -> {
      try (var first = RawClient.connect(address); var second = RawClient.connect(address); var other = RawClient.connect(address)) {
        first.send("BLPOP q 0\r\n");
        awaitBlocked(other, 1);
        second.send("BRPOP q 0\r\n");
        awaitBlocked(other, 2);
        other.expect("RPUSH q a b c\r\n", ":3\r\n");
        first.expect("", "*2\r\n$1\r\nq\r\n$1\r\na\r\n");
        second.expect("", "*2\r\n$1\r\nq\r\n$1\r\nc\r\n");
      }
    });
  }

  @Test
  void waiting_ends_with_its_timeout() throws IOException {
    BothServers.play(address -> {
      try (var waiting = RawClient.connect(address)) {
        waiting.expect("BLPOP q 0.05\r\nPING\r\n", "*-1\r\n+PONG\r\n");
      }
    });
  }

  @Test
  void who_goes_while_waiting_takes_nothing() throws IOException {
    BothServers.play(address -> {
      try (var other = RawClient.connect(address)) {
        try (var waiting = RawClient.connect(address)) {
          waiting.send("BLPOP q 0\r\n");
          awaitBlocked(other, 1);
          waiting.halfClose();
          assertThat(waiting.receiveAll()).isEmpty();
        }
        awaitBlocked(other, 0);
        other.expect("RPUSH q x\r\n", ":1\r\n");
        other.expect("LLEN q\r\n", ":1\r\n");
      }
    });
  }

  @Test
  void a_subscriber_hears_what_is_published_and_may_do_little_else() throws IOException {
    playWithTwo((listener, other) -> {
      listener.expect("SUBSCRIBE news\r\n", "*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n");
      other.expect("PUBLISH news hello\r\n", ":1\r\n");
      listener.expect("", "*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$5\r\nhello\r\n");
      listener.expect("PING\r\n", "*2\r\n$4\r\npong\r\n$0\r\n\r\n");
      listener.expect("GET k\r\n", "-ERR Can't execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this "
          + "context\r\n");
      listener.expect("UNSUBSCRIBE\r\nGET k\r\n", "*3\r\n$11\r\nunsubscribe\r\n$4\r\nnews\r\n:0\r\n$-1\r\n");
    });
  }

  @Test
  void a_resp3_client_is_pushed_what_is_published_and_what_it_tracks() throws IOException {
    playWithTwo((listener, other) -> {
      listener.send("HELLO 3\r\n");
      listener.receiveThrough("modules\r\n*0\r\n");
      listener.expect("SUBSCRIBE news\r\n", ">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n");
      listener.expect("CLIENT TRACKING ON\r\n", "+OK\r\n");
      listener.expect("GET k\r\n", "_\r\n");
      other.expect("SET k 1\r\nPUBLISH news hello\r\n", "+OK\r\n:1\r\n");
      listener.expect("", ">2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nk\r\n>3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$5\r\nhello\r\n");
    });
  }

  @Test
  void a_monitor_is_shown_every_command_with_its_sender() throws IOException {
    playWithTwo((monitor, other) -> {
      monitor.expect("MONITOR\r\n", "+OK\r\n");
      other.expect("SET k \"a\\nb\"\r\n", "+OK\r\n");
      var from = other.socket().getLocalAddress().getHostAddress() + ":" + other.socket().getLocalPort();
      var line = monitor.receiveThrough("\r\n");
      assertThat(line).matches("\\+\\d{10}\\.\\d{6} \\[0 .*] \"SET\" \"k\" \"a\\\\nb\"\r\n").contains("[0 " + from + "]");
    });
  }

  @Test
  void a_pause_holds_writes_back_and_nothing_else() throws IOException {
    playWithTwo((writer, other) -> {
      other.expect("CLIENT PAUSE 300 WRITE\r\n", "+OK\r\n");
      writer.send("SET k 1\r\nGET k\r\n");
      other.expect("GET k\r\n", "$-1\r\n");
      writer.socket().setSoTimeout(10_000);
      writer.expect("", "+OK\r\n$1\r\n1\r\n");
    });
  }

  @Test
  void a_watching_client_is_told_of_the_writes_of_others() throws IOException {
    playWithTwo((watching, other) -> {
      watching.expect("WATCH k\r\nMULTI\r\nINCR n\r\n", "+OK\r\n+OK\r\n+QUEUED\r\n");
      other.expect("SET k 1\r\n", "+OK\r\n");
      watching.expect("EXEC\r\nGET n\r\n", "*-1\r\n$-1\r\n");
    });
  }

  @Test
  void virtual_time_stands_still_until_everybody_waits() throws IOException {
    try (var server = RunningServer.start(RunningServer.OPTIONS.withVirtualTime()); var first = RawClient.connect(server.address())) {
      first.expect("SET k 1 EX 1000\r\n", "+OK\r\n");
      first.expect("BLPOP q 600\r\n", "*-1\r\n");
      first.expect("TTL k\r\n", ":400\r\n");
      try (var second = RawClient.connect(server.address())) {
        second.expect("PING\r\n", "+PONG\r\n");
        first.send("BLPOP q 600\r\n");
        assertSilence(first);
        second.expect("TTL k\r\n", ":400\r\n");
        second.expect("BLPOP other 100\r\n", "*-1\r\n");
        second.expect("TTL k\r\n", ":300\r\n");
      }
      first.expect("", "*-1\r\n");
      first.expect("GET k\r\n", "$-1\r\n");
    }
  }

  @Test
  void a_sleeping_command_moves_virtual_time() throws IOException {
    var options = RunningServer.OPTIONS.withVirtualTime().with("enable-debug-command", "yes");
    try (var server = RunningServer.start(options); var client = RawClient.connect(server.address())) {
      client.expect("SET k 1 EX 1000\r\nDEBUG SLEEP 400\r\nTTL k\r\n", "+OK\r\n+OK\r\n:600\r\n");
    }
  }

  @Test
  void a_client_may_shut_the_server_down() throws IOException, InterruptedException {
    try (var server = RunningServer.start(); var other = RawClient.connect(server.address())) {
      assertThat(RawClient.exchange(server.address(), "PING\r\nSHUTDOWN NOSAVE\r\nPING\r\n")).isEqualTo("+PONG\r\n");
      assertThat(other.receiveAll()).isEmpty();
      assertThat(server.endsWithin(10)).isTrue();
    }
  }

  @Test
  void a_client_is_listed_with_its_address_and_can_be_killed() throws IOException {
    playWithTwo((victim, other) -> {
      victim.expect("PING\r\n", "+PONG\r\n");
      var from = victim.socket().getLocalAddress().getHostAddress() + ":" + victim.socket().getLocalPort();
      other.send("CLIENT LIST\r\n");
      assertThat(other.receiveThrough("cmd=client|list").lines().anyMatch(line -> line.contains(" addr=" + from + " "))).isTrue();
      other.receiveThrough("\n\r\n");
      other.expect("CLIENT KILL ADDR " + from + "\r\n", ":1\r\n");
      assertThat(victim.receiveAll()).isEmpty();
      other.expect("CLIENT KILL " + other.socket().getLocalAddress().getHostAddress() + ":" + other.socket().getLocalPort() + "\r\n", "+OK\r\n");
      assertThat(other.receiveAll()).isEmpty();
    });
  }

  @Test
  void the_seed_decides_what_is_taken_at_random() throws IOException {
    assertThat(spopped(7)).isEqualTo(spopped(7)).isNotEqualTo(spopped(8));
  }

  private static String spopped(long seed) throws IOException {
    var options = RunningServer.OPTIONS;
    try (var server = RunningServer.start(new ServeOptions(options.settings(), seed, true))) {
      return RawClient.exchange(server.address(), "SADD s a b c d e f g h i j k l m n o p\r\n" + "SPOP s\r\n".repeat(16));
    }
  }

  private interface Two {
    void play(RawClient one, RawClient other) throws IOException;
  }

  private static void playWithTwo(Two two) throws IOException {
    BothServers.play(address -> {
      try (var one = RawClient.connect(address); var other = RawClient.connect(address)) {
        two.play(one, other);
      }
    });
  }

  /** Waits until so many clients are blocked, as INFO says on both servers. */
  static void awaitBlocked(RawClient client, int wanted) throws IOException {
    for (var tries = 0; tries < 500; tries++) {
      client.send("INFO clients\r\n");
      if (client.receiveThrough("clients_in_timeout_table:").contains("blocked_clients:" + wanted + "\r\n")) {
        client.receiveThrough("\r\n\r\n");
        return;
      }
      client.receiveThrough("\r\n\r\n");
    }
    throw new AssertionError("there are never " + wanted + " blocked clients");
  }

  private static void assertSilence(RawClient client) throws IOException {
    client.socket().setSoTimeout(300);
    try {
      throw new AssertionError("received " + client.receive(1));
    } catch (SocketTimeoutException silence) {
      client.socket().setSoTimeout(10_000);
    }
  }
}
