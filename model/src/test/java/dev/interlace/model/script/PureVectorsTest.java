package dev.interlace.model.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Replays what a real server answered to scripts that use no command. */
class PureVectorsTest {
  /** Names of vectors known to differ. One that passes, or is not here and differs, fails the test. */
  private static final List<String> EXCEPTIONS = List.of();

  private final List<String> wrong = new ArrayList<>();
  private final StringBuilder details = new StringBuilder();

  /** Of one area. */
  private record Count(int passed, int all) {
    Count and(boolean passes) {
      return new Count(passed + (passes ? 1 : 0), all + 1);
    }
  }

  @Test
  void scripts_without_commands_answer_as_the_real_server_did() {
    var areas = new TreeMap<String, Count>();
    for (var vector : Vector.all()) {
      if (vector.isPureEval()) {
        var passes = passes(vector);
        areas.compute(vector.area(), (area, count) -> (count == null ? new Count(0, 0) : count).and(passes));
      }
    }
    areas.forEach((area, count) -> System.out.println(area + " " + count.passed + "/" + count.all));
    System.out.println(
        "all " + areas.values().stream().mapToInt(Count::passed).sum() + "/" + areas.values().stream().mapToInt(Count::all).sum());
    assertThat(areas.values().stream().mapToInt(Count::all).sum()).isGreaterThan(1600);
    assertThat(wrong).as(details.toString()).isEqualTo(EXCEPTIONS);
  }

  private boolean passes(Vector vector) {
    var actual = vector.shown(run(vector));
    if (actual.equals(vector.expected())) {
      return true;
    }
    wrong.add(vector.name());
    details.append(vector.name()).append("\n  ").append(vector.script().toLatin1())
        .append("\n  expected ").append(vector.expected()).append("\n  but was  ").append(actual).append('\n');
    return false;
  }

  private static Reply run(Vector vector) {
    var engine = new LuaEngine();
    var state = ScriptState.INITIAL;
    for (var script : vector.setup()) {
      state = run(engine, (Compilation.Script) LuaEngine.compile(script), vector, state).state();
    }
    return switch (LuaEngine.compile(vector.script())) {
      case Compilation.Refused refused -> refused.reply();
      case Compilation.Script script -> reply(run(engine, script, vector, state));
    };
  }

  private static ScriptResult run(LuaEngine engine, Compilation.Script script, Vector vector, ScriptState state) {
    return engine.run(script, vector.keys(), vector.arguments(), new NoCommands(), state, ScriptLimits.GENEROUS);
  }

  private static Reply reply(ScriptResult result) {
    return switch (result.ended()) {
      case Ended.Returned returned -> returned.reply();
      case Ended.Failed failed -> failed.reply();
      case Ended.OutOfBudget stopped -> new Reply.Error(Bytes.of("out of budget"));
    };
  }
}
