package dev.interlace.properties.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlace.engine.random.Prng;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies by SIGKILL at any moment leaves a search that another can go on with. */
class SearchFileTest {
  private static final int MOST_KILLS = 5;
  private static final List<String> SEARCH =
      List.of("bench", "W2", "--clients", "4", "--repeat", "2", "--reduction", "off", "--symmetry", "off", "--threads", "2");

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  @Test
  void a_search_that_is_killed_and_resumed_ends_with_the_same_counts() throws IOException, InterruptedException {
    var file = folder.resolve("search");
    var json = folder.resolve("row.json");
    var prng = new Prng(5);
    var kills = 0;
    var resumed = 0;
    while (!Files.exists(json)) {
      resumed += Files.exists(file) ? 1 : 0;
      var before = lastSaved(file);
      var process = start(file, json);
      while (process.isAlive() && kills < MOST_KILLS && lastSaved(file).equals(before)) {
        Thread.sleep(2);
      }
      if (kills < MOST_KILLS && !process.waitFor(prng.nextInt(60), TimeUnit.MILLISECONDS)) {
        kills++;
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      } else {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s", Files.readString(folder.resolve("log"))).isZero();
      }
    }
    System.out.println("saved searches: killed " + kills + " times, resumed " + resumed + " times");
    assertThat(resumed).isPositive();
    var row = read(json);
    assertThat(row.get("states").intValue()).isEqualTo(589_753);
    assertThat(row.get("transitions").intValue()).isEqualTo(2_148_408);
    assertThat(row.get("verdict").textValue()).isEqualTo("holds");
  }

  private static FileTime lastSaved(Path file) throws IOException {
    return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
  }

  private Process start(Path file, Path json) throws IOException {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
        System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(SEARCH);
    command.addAll(List.of("--save", file.toString(), "--save-every", "0.02", "--json", json.toString()));
    if (Files.exists(file)) {
      command.addAll(List.of("--resume", file.toString()));
    }
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
  }

  private static JsonNode read(Path json) throws IOException {
    return new JsonMapper().readTree(json.toFile());
  }

  private int run(Object... words) {
    var args = new String[words.length];
    for (var i = 0; i < words.length; i++) {
      args[i] = words[i].toString();
    }
    return Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), args);
  }

  private Path saved() {
    var file = folder.resolve("small");
    assertThat(run("bench", "W2", "--clients", "3", "--save", file, "--save-every", "0")).isEqualTo(ExitCode.EXPECTED);
    assertThat(file).isNotEmptyFile();
    return file;
  }

  @Test
  void a_file_of_another_search_is_refused() {
    var file = saved();
    assertThat(run("bench", "W2", "--clients", "4", "--resume", file)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("bench", "W2", "--clients", "3", "--reduction", "off", "--resume", file)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("check", "P2/watch", "--no-confirm", "--traces", folder, "--resume", file)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("cannot be resumed: it is of another scenario");
    assertThat(run("bench", "W2", "--clients", "3", "--resume", file)).isEqualTo(ExitCode.EXPECTED);
  }

  @Test
  void a_damaged_or_newer_or_missing_file_is_refused() throws IOException {
    var bytes = Files.readAllBytes(saved());
    for (var at : new int[] {20, bytes.length / 2, bytes.length - 1}) {
      var damaged = bytes.clone();
      damaged[at] ^= 4;
      refuse(damaged, "is damaged");
    }
    var newer = bytes.clone();
    newer[11]++;
    refuse(newer, "has form 2");
    var foreign = bytes.clone();
    foreign[0]++;
    refuse(foreign, "is no saved search");
    refuse(new byte[3], "is no saved search");
    refuse(Arrays.copyOf(bytes, bytes.length / 2), "is damaged");
    assertThat(run("bench", "W2", "--clients", "3", "--resume", folder.resolve("nothing"))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("does not exist");
  }

  private void refuse(byte[] bytes, String why) throws IOException {
    var file = folder.resolve("bad");
    Files.write(file, bytes);
    err.getBuffer().setLength(0);
    assertThat(run("bench", "W2", "--clients", "3", "--resume", file)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains(why);
  }

  @Test
  void one_search_has_one_file() {
    assertThat(run("check", "P2", "--save", folder.resolve("x"))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("--save and --resume are for one program");
  }

  @Test
  void a_checked_program_can_be_saved_and_resumed() {
    var file = folder.resolve("p2");
    assertThat(run("check", "P2/watch", "--no-confirm", "--traces", folder, "--save", file, "--save-every", "0")).isEqualTo(ExitCode.EXPECTED);
    assertThat(run("check", "P2/watch", "--no-confirm", "--traces", folder, "--resume", file)).isEqualTo(ExitCode.EXPECTED);
  }
}
