package dev.interlace.properties.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.properties.Interlace;
import dev.interlace.properties.RedisScenario;
import org.junit.jupiter.api.Test;

class EndlessScriptSearchTest {
  private static final Checker CHECKER = Checker.EXHAUSTIVE.withoutSelfCheck();

  private static RedisScenario endless() {
    return RedisScenario.named("a script without end").plainClient("alice", LuaScript.of("while true do end").asEval());
  }

  @Test
  void a_script_that_nobody_kills_is_a_deadlock() {
    var verdict = Interlace.check(endless(), CHECKER).of(BuiltIn.NO_DEADLOCK).orElseThrow();
    assertThat(verdict).isInstanceOfSatisfying(Verdict.Violated.class, violated -> assertThat(violated.sentence()).contains("waiting: alice with EVAL"));
  }
}
