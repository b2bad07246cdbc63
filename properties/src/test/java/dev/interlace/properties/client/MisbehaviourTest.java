package dev.interlace.properties.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.program.Program;
import dev.interlace.engine.program.ReplyTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Programs that cannot be stopped, each in a process of its own that can. */
class MisbehaviourTest {
  /** Runs the program that the only argument names. */
  static final class Misbehaving {
    public static void main(String[] args) {
      Program<String, String> program = switch (args[0]) {
        case "computes" -> channel -> {
          for (var i = 0L; ; i++) {
            Thread.onSpinWait();
          }
        };
        case "sleeps" -> channel -> {
          Thread.sleep(300);
          return "slept";
        };
        case "exits" -> channel -> {
          System.exit(0);
          return "";
        };
        case "asks" -> channel -> {
          while (!channel.ask("GET done").equals("yes")) {
            Thread.onSpinWait();
          }
          return "done";
        };
        default -> throw new IllegalArgumentException(args[0]);
      };
      for (var i = 0; i < 20; i++) {
        var tree = new ReplyTree<>(new Client<>("mallory", List.of(new Operation<String, String>("work", program)), List.of(), Lookout.CONSOLE));
        var node = tree.root();
        for (var reply = 0; reply < 1_100 && !tree.isEnded(node); reply++) {
          node = tree.child(node, "no" + reply);
        }
      }
    }
  }

  private static String console(String program) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Misbehaving.class.getName(), program)
        .redirectErrorStream(true).start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      var line = lines.readLine();
      return line == null ? "nothing" : line;
    } finally {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_loop_without_end_is_told_with_its_place() throws IOException, InterruptedException {
    assertThat(console("computes")).startsWith("interlace: client mallory, operation work: the program has been running for two seconds");
  }

  @Test
  void a_program_that_lets_real_time_pass_is_told_to_let_virtual_time_pass() throws IOException, InterruptedException {
    assertThat(console("sleeps")).startsWith("interlace: client mallory, operation work: the program waits for real time to pass").contains("client.sleep");
  }

  @Test
  void a_program_that_ends_the_process_is_told() throws IOException, InterruptedException {
    assertThat(console("exits")).startsWith("interlace: client mallory, operation work: the program ends the process with System.exit, so there is no verdict");
  }

  @Test
  void a_program_that_asks_for_ever_is_told_to_mark_its_retries() throws IOException, InterruptedException {
    assertThat(console("asks")).startsWith("interlace: client mallory, operation work: the program has had 1000 replies").contains("retry()");
  }
}
