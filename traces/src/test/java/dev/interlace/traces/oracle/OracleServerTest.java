package dev.interlace.traces.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OracleServerTest {
  private static final Optional<Path> REDIS = OracleServer.find();

  @Test
  void two_connections_see_one_keyspace_and_commands_can_be_pipelined() {
    if (isAbsent()) {
      return;
    }
    try (var server = OracleServer.start(REDIS.get(), List.of()); var alice = server.connect(); var bob = server.connect()) {
      alice.send(List.of(Bytes.of("SET"), Bytes.of("k"), Bytes.latin1("a\r\n\0b")));
      alice.send(List.of(Bytes.of("INCR"), Bytes.of("n")));
      assertThat(alice.receive()).isEqualTo(Reply.OK);
      assertThat(alice.receive()).isEqualTo(Reply.ONE);
      assertThat(bob.call("GET", "k")).isEqualTo(Reply.bulk("a\r\n\0b"));
      assertThat(bob.call("INCR", "k")).isEqualTo(new Reply.Error("ERR value is not an integer or out of range"));
      assertThat(server.version()).startsWith("7.0.");
    }
  }

  @Test
  void a_reply_that_does_not_come_is_empty_and_can_be_awaited_again() {
    if (isAbsent()) {
      return;
    }
    try (var server = OracleServer.start(REDIS.get(), List.of()); var alice = server.connect(); var bob = server.connect()) {
      alice.send(List.of(Bytes.of("BLPOP"), Bytes.of("l"), Bytes.of("0")));
      assertThat(alice.receive(Duration.ofMillis(20))).isEmpty();
      bob.call("RPUSH", "l", "v");
      assertThat(alice.receive()).isEqualTo(Reply.bulks(List.of(Bytes.of("l"), Bytes.of("v"))));
    }
  }

  private static String output(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return text;
  }

  /** As a terminal sends it, to everybody of the group. */
  @Test
  void an_interruption_that_is_meant_for_us_does_not_reach_the_server() throws IOException, InterruptedException {
    if (isAbsent()) {
      return;
    }
    var before = ProcessHandle.current().children().map(ProcessHandle::pid).toList();
    try (var server = OracleServer.start(REDIS.get(), List.of()); var alice = server.connect()) {
      var group = output("ps", "-o", "pgid=", "-p", Long.toString(ProcessHandle.current().pid()));
      for (var child : ProcessHandle.current().children().filter(each -> !before.contains(each.pid())).toList()) {
        for (var each : Stream.concat(Stream.of(child), child.children()).map(ProcessHandle::pid).map(String::valueOf).toList()) {
          if (output("ps", "-o", "pgid=", "-p", each).equals(group)) {
            output("kill", "-INT", each);
          }
        }
      }
      Thread.sleep(200);
      assertThat(alice.call("PING")).isEqualTo(Reply.PONG);
      server.close();
      assertThatThrownBy(() -> alice.call("PING")).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void closing_ends_the_server_and_removes_its_folder() {
    if (isAbsent()) {
      return;
    }
    var server = OracleServer.start(REDIS.get(), List.of());
    Path folder;
    try (var alice = server.connect()) {
      folder = folderOf(alice);
      assertThat(Files.exists(folder)).isTrue();
      server.close();
      assertThatThrownBy(() -> alice.call("PING")).isInstanceOf(UncheckedIOException.class);
    }
    assertThat(Files.exists(folder)).isFalse();
    assertThatThrownBy(server::connect).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void settings_reach_the_server_and_a_wrong_one_is_told_with_the_log() {
    if (isAbsent()) {
      return;
    }
    try (var server = OracleServer.start(REDIS.get(), List.of("--databases", "3")); var alice = server.connect()) {
      assertThat(alice.call("SELECT", "3")).isEqualTo(new Reply.Error("ERR DB index is out of range"));
    }
    assertThatThrownBy(() -> OracleServer.start(REDIS.get(), List.of("--no-such-setting", "1")))
        .isInstanceOf(UncheckedIOException.class).cause().hasMessageContaining("no-such-setting");
  }

  @Test
  void a_taken_port_is_told_with_the_log() throws Exception {
    if (isAbsent()) {
      return;
    }
    try (var taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> OracleServer.start(REDIS.get(), List.of("--port", "" + taken.getLocalPort())))
          .isInstanceOf(UncheckedIOException.class).cause().hasMessageContaining("Failed listening on port");
    }
  }

  private static Path folderOf(OracleConnection connection) {
    return connection.call("CONFIG", "GET", "dir") instanceof Reply.Array(var items) && items.get(1) instanceof Reply.Bulk(var dir)
        ? Path.of(dir.toUtf8()) : Path.of("/nowhere");
  }

  private static boolean isAbsent() {
    if (REDIS.isEmpty()) {
      System.out.println("the real server's own tests did not run: " + OracleServer.ABSENT);
    }
    return REDIS.isEmpty();
  }
}
