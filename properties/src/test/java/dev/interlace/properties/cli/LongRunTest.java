package dev.interlace.properties.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.search.Progress.SoFar;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that is too large ends in words, however it ends. */
class LongRunTest {
  private static final List<String> LARGE = List.of("bench", "W2", "--clients", "5", "--repeat", "2", "--reduction", "off", "--symmetry", "off");

  @TempDir Path folder;

  private Process start(List<String> java, String... options) throws IOException {
    return run(java, LARGE, options);
  }

  private Process run(List<String> java, List<String> words, String... options) throws IOException {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
    command.addAll(java);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(words);
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Test
  void memory_that_is_used_up_is_no_error() throws IOException, InterruptedException {
    for (var options : List.of(List.of("-Xmx128m", "-XX:+UseSerialGC"), List.of("-Xmx128m", "-XX:+UseParallelGC"))) {
      for (var threads : List.of("1", "2")) {
        var process = start(options, "--threads", threads, "--save", folder.resolve("file").toString());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(log()).as("%s", options).contains("bytes of memory").doesNotContain("OutOfMemory");
        assertThat(process.exitValue()).isZero();
      }
    }
    // More is allowed than there is: what was estimated to fit does not.
    var process = start(List.of("-Xmx48m", "-XX:+UseSerialGC"), "--memory", "4000", "--save", folder.resolve("file").toString());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(log()).contains("the memory that Java may have is used up").doesNotContain("OutOfMemory");
  }

  @Test
  void a_file_that_is_too_large_is_undecided_and_not_violated() throws IOException, InterruptedException {
    var large = Files.writeString(folder.resolve("large.json"), "\"" + "x".repeat(40 << 20) + "\"");
    var process = run(List.of("-Xmx32m", "-XX:+UseSerialGC"), List.of("replay"), large.toString());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(log()).contains("interlace: the memory that Java may have is used up").doesNotContain("\tat ");
    assertThat(process.exitValue()).isEqualTo(ExitCode.UNDECIDED);
  }

  @Test
  void an_interruption_ends_the_search_saves_it_and_tells_what_is_known() throws IOException, InterruptedException {
    var file = folder.resolve("search");
    var process = start(List.of(), "--save", file.toString(), "--save-every", "1", "--progress");
    for (var i = 0; i < 300 && !Files.exists(file); i++) {
      Thread.sleep(100);
    }
    var saved = Files.getLastModifiedTime(file);
    process.destroy(); // SIGTERM ends a Java process in the same way as SIGINT
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(log()).contains(" states ", "interrupted");
    assertThat(process.exitValue()).isEqualTo(ExitCode.UNDECIDED);
    assertThat(Files.getLastModifiedTime(file)).isGreaterThan(saved);
  }

  @Test
  void the_progress_tells_what_is_left_once_less_and_less_is_found() {
    var before = new SoFar(1_000, 3_000, 5, 400, 10 << 20);
    assertThat(ProgressLine.counts(new SoFar(3_000, 9_000, 6, 1_900, 20 << 20), before, 2))
        .isEqualTo("  3,000 states, 1,000/s, depth 6, frontier 1,900, 20 MB");
    assertThat(ProgressLine.counts(new SoFar(2_000, 9_000, 7, 400, 20 << 20), before, 0.5))
        .isEqualTo("  2,000 states, 2,000/s, depth 7, frontier 400, 20 MB");
    assertThat(ProgressLine.counts(new SoFar(2_000, 9_000, 7, 150, 20 << 20), before, 1))
        .isEqualTo("  2,000 states, 1,000/s, depth 7, frontier 150, 20 MB, about 750 left");
  }

  @Test
  void the_progress_stays_on_one_line_of_a_terminal() {
    var shown = new StringWriter();
    var line = new ProgressLine(new PrintWriter(shown), ProgressLine.Place.TERMINAL, 1);
    line.say("a long name ".repeat(20));
    line.end();
    assertThat(shown.toString()).startsWith("\r\u001b[?7l0 of 1 ").endsWith("\u001b[K\u001b[?7h\r\u001b[K").doesNotContain("\n");
  }

  @Test
  void a_swarm_tells_how_much_it_has_seen() {
    var out = new StringWriter();
    var code = Main.run(new PrintWriter(out), new PrintWriter(new StringWriter()), "check", "P2/watch", "--no-confirm", "--traces", folder.toString(),
        "--swarm", "5", "--swarm-states", "20", "--seed", "3");
    assertThat(code).isEqualTo(ExitCode.UNDECIDED);
    assertThat(out.toString()).contains("undecided");
  }
}
