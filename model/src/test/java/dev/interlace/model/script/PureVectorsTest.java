package dev.interlace.model.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Replays what a real server answered to scripts that use no command. */
class PureVectorsTest {
  /** Vectors known to differ, each with its reason. A name here that passes fails the test. */
  private static final List<String> EXCEPTIONS = List.of();

  private static final ScriptHost NO_COMMANDS =
      new ScriptHost() {
        @Override
        public Reply call(List<Bytes> command) {
          return new Reply.Error("ERR Unknown Redis command called from script");
        }

        @Override
        public void setResp(int protocol) {}

        @Override
        public void log(int level, Bytes message) {}

        @Override
        public Optional<Boolean> mayRun(List<Bytes> command) {
          return command.getFirst().equalsIgnoreCase("NOPE") ? Optional.empty() : Optional.of(true);
        }
      };

  @Test
  void scripts_without_commands_answer_as_the_real_server_did() {
    var wrong = new ArrayList<String>();
    var details = new ArrayList<String>();
    var passed = new TreeMap<String, int[]>();
    for (var vector : Vector.all()) {
      if (vector.isPureEval()) {
        var actual = vector.shown(run(vector));
        var counts = passed.computeIfAbsent(vector.area(), area -> new int[2]);
        counts[1]++;
        if (actual.equals(vector.expected())) {
          counts[0]++;
        } else {
          wrong.add(vector.name());
          details.add(vector.name() + "\n  " + vector.script().toLatin1() + "\n  expected " + vector.expected() + "\n  but was  " + actual);
        }
      }
    }
    passed.forEach((area, counts) -> System.out.println(area + " " + counts[0] + "/" + counts[1]));
    System.out.println("all " + passed.values().stream().mapToInt(c -> c[0]).sum() + "/" + passed.values().stream().mapToInt(c -> c[1]).sum());
    assertThat(wrong).as(String.join("\n", details)).isEqualTo(EXCEPTIONS);
  }

  private static Reply run(Vector vector) {
    return switch (LuaEngine.compile(vector.script())) {
      case Compilation.Refused refused -> refused.reply();
      case Compilation.Script script -> reply(script, vector);
    };
  }

  private static Reply reply(Compilation.Script script, Vector vector) {
    try {
      return switch (new LuaEngine().run(script, vector.keys(), vector.arguments(), NO_COMMANDS, ScriptState.INITIAL, ScriptLimits.GENEROUS)) {
        case ScriptResult.Returned returned -> returned.reply();
        case ScriptResult.Failed failed -> failed.reply();
        case ScriptResult.OutOfBudget stopped -> new Reply.Error("out of budget");
      };
    } catch (RuntimeException | StackOverflowError e) {
      return new Reply.Error("CRASH " + e + " " + java.util.Arrays.toString(e.getStackTrace()).substring(0, 300));
    }
  }
}
