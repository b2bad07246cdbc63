package dev.interlace.properties.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.reply.Reply;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code interlace serve --dir}, killed as {@code kill -9} does: what it had acknowledged is there again, for it and for the real server. */
class KilledServerTest {
  private static final String LISTENING = "listening on 127.0.0.1:";

  @TempDir private Path folder;

  /** A process of its own. */
  private record Serving(Process process, OracleConnection connection) implements AutoCloseable {
    static Serving start(Path folder, String... options) throws IOException {
      var command = new ArrayList<>(List.of(
          ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"), "dev.interlace.properties.cli.Main",
          "serve", "--port", "0", "--enable-debug-command", "yes", "--dir", folder.toString()));
      command.addAll(List.of(options));
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new StringBuilder();
      var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.contains(LISTENING)) {
          var port = line.substring(line.indexOf(LISTENING) + LISTENING.length()).replaceAll("\\D.*", "");
          var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
          return new Serving(process, OracleConnection.open(address));
        }
      }
      throw new IOException("does not serve:\n" + said);
    }

    Reply call(String... words) {
      return connection.call(words);
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
      connection.close();
      process.destroyForcibly();
    }
  }

  @Test
  void what_was_acknowledged_survives_a_kill_of_either_server_in_the_same_directory() throws Exception {
    Reply digest;
    try (var server = Serving.start(folder, "--appendonly", "yes")) {
      for (var i = 1; i <= 300; i++) {
        assertThat(server.call("INCR", "counter")).isEqualTo(Reply.of(i));
        if (i % 100 == 0) {
          server.call("BGREWRITEAOF");
        }
      }
      transfer(server);
      digest = server.call("DEBUG", "DIGEST");
      server.kill();
    }
    if (OracleServer.find().isPresent()) {
      var options = List.of("--appendonly", "yes", "--enable-debug-command", "yes", "--dir", folder.toString());
      try (var real = OracleServer.start(OracleServer.find().get(), options); var client = real.connect()) {
        assertThat(client.call("DEBUG", "DIGEST")).isEqualTo(digest);
        assertThat(client.call("INCR", "counter")).isEqualTo(Reply.of(301));
        digest = client.call("DEBUG", "DIGEST");
      } // is killed
    }
    try (var server = Serving.start(folder, "--appendonly", "yes")) {
      assertThat(server.call("DEBUG", "DIGEST")).isEqualTo(digest);
    }
  }

  private static void transfer(Serving server) {
    server.call("MULTI");
    server.call("DECRBY", "account:a", "5");
    server.call("INCRBY", "account:b", "5");
    assertThat(server.call("EXEC")).isEqualTo(new Reply.Array(List.of(Reply.of(-5), Reply.of(5))));
    server.call("FUNCTION", "LOAD", "#!lua name=lib\nredis.register_function('f', function() return 7 end)");
    server.call("SET", "soon", "gone", "EX", "10000");
  }

  @Test
  void without_a_log_what_was_saved_survives() throws Exception {
    try (var server = Serving.start(folder)) {
      server.call("SET", "a", "1");
      assertThat(server.call("SAVE")).isEqualTo(Reply.OK);
      server.call("SET", "a", "2");
      server.kill();
    }
    try (var server = Serving.start(folder)) {
      assertThat(server.call("GET", "a")).isEqualTo(Reply.bulk("1"));
      server.call("SET", "a", "3");
      server.connection.send(List.of(dev.interlace.model.bytes.Bytes.of("SHUTDOWN"))); // saves, as there are save points
      server.process.waitFor();
    }
    try (var server = Serving.start(folder)) {
      assertThat(server.call("GET", "a")).isEqualTo(Reply.bulk("3"));
    }
  }

  @Test
  void damaged_files_are_refused_with_a_reason() throws Exception {
    Files.writeString(folder.resolve("dump.rdb"), "no RDB file");
    var refused = catchMessage();
    assertThat(refused).contains("does not serve", "cannot load what is in " + folder + ": Wrong signature").doesNotContain("\tat ");
  }

  private String catchMessage() throws Exception {
    try (var server = Serving.start(folder)) {
      return "it serves";
    } catch (IOException refusal) {
      return refusal.getMessage();
    }
  }
}
