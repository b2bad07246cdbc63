package dev.interlace.properties.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redis' own tools and a script in Python, unchanged, over sockets. Where one is not installed the test says so. */
class CommandLineClientsTest {
  @RegisterExtension
  final ServerOfEach server = new ServerOfEach();

  @Test
  void redis_cli_answers_as_it_does_on_the_real_server() throws IOException, InterruptedException {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println(OracleServer.ABSENT);
      return;
    }
    var script = """
        set greeting "hello\\nworld"
        get greeting
        lpush list a b c
        lrange list 0 -1
        hset h f v
        hgetall h
        incr greeting
        nosuch command
        zadd z 1 a 2.5 b
        zrange z 0 -1 withscores
        multi
        set x 1
        get x
        exec
        echo "unbalanced
        eval "return {1, 2, {3, 'four'}}" 0
        dbsize
        """;
    try (var real = OracleServer.start(binary.get(), List.of())) {
      for (var flags : List.of(List.<String>of(), List.of("-3"), List.of("--no-raw"), List.of("--json"), List.of("--csv"))) {
        var ours = cli(server.port(), script, flags);
        assertThat(ours).as("with %s", flags).isEqualTo(cli(real.address().getPort(), script, flags));
        assertThat(ours).isNotBlank();
        cli(server.port(), "flushall\n", List.of());
        cli(real.address().getPort(), "flushall\n", List.of());
      }
    }
  }

  @Test
  void redis_cli_scans_and_finds_big_keys_and_takes_a_pipe() throws IOException, InterruptedException {
    if (OracleServer.find().isEmpty()) {
      System.out.println(OracleServer.ABSENT);
      return;
    }
    var pipe = new StringBuilder();
    for (var i = 0; i < 1000; i++) {
      pipe.append("SET key:").append(i).append(" value\r\n");
    }
    assertThat(cli(server.port(), pipe.toString(), List.of("--pipe"))).contains("errors: 0, replies: 1000");
    assertThat(cli(server.port(), "", List.of("--scan", "--pattern", "key:*")).lines().distinct().count()).isEqualTo(1000);
    cli(server.port(), "rpush biglist a b c d\nsadd bigset a b c\nhset bighash a 1\nzadd bigzset 1 a\n", List.of());
    assertThat(cli(server.port(), "", List.of("--bigkeys"))).contains("Biggest   list found '\"biglist\"' has 4 items", "1004 keys");
    assertThat(cli(server.port(), "", List.of("--latency-history", "-i", "1", "--raw"), 2)).isNotNull();
  }

  @Test
  void redis_benchmark_runs_every_test_it_has() throws IOException, InterruptedException {
    if (OracleServer.find().isEmpty()) {
      System.out.println(OracleServer.ABSENT);
      return;
    }
    var output = run(List.of("redis-benchmark", "-p", Integer.toString(server.port()), "-n", "2000", "-r", "100", "--csv"), "", 60);
    assertThat(output.lines().filter(line -> line.startsWith("\"")).count()).as(output).isGreaterThanOrEqualTo(20);
    assertThat(output).doesNotContain("Error");
  }

  @Test
  void a_redis_py_script_runs() throws IOException, InterruptedException {
    var python = python();
    if (python.isEmpty()) {
      System.out.println("no python3 with the module redis; to run a redis-py script install one (apt-get install python3-redis)");
      return;
    }
    var script = Files.createTempFile("interlace", ".py");
    try (var in = CommandLineClientsTest.class.getResourceAsStream("client.py")) {
      Files.write(script, in.readAllBytes());
      assertThat(run(List.of(python.get(), script.toString(), Integer.toString(server.port())), "", 60)).isEqualTo("all is well\n");
    } finally {
      Files.delete(script);
    }
  }

  private static Optional<String> python() throws IOException, InterruptedException {
    for (var candidate : List.of("python3", "/usr/bin/python3")) {
      try {
        if (run(List.of(candidate, "-c", "import redis; print('here')"), "", 20).equals("here\n")) {
          return Optional.of(candidate);
        }
      } catch (IOException notInstalled) {
        // the next one may be
      }
    }
    return Optional.empty();
  }

  private static String cli(int port, String input, List<String> flags) throws IOException, InterruptedException {
    return cli(port, input, flags, 60);
  }

  private static String cli(int port, String input, List<String> flags, int seconds) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port)));
    command.addAll(flags);
    return run(command, input, seconds);
  }

  /** Output and errors of a process, which is ended after some seconds if it does not end. */
  private static String run(List<String> command, String input, int seconds) throws IOException, InterruptedException {
    var in = Files.createTempFile("interlace", ".in");
    var out = Files.createTempFile("interlace", ".out");
    try {
      Files.writeString(in, input);
      var process = new ProcessBuilder(command).redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectErrorStream(true).start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return Files.readString(out, UTF_8);
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }
}
