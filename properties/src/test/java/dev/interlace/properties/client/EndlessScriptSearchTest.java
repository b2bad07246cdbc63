package dev.interlace.properties.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.properties.Interlace;
import dev.interlace.properties.RedisScenario;
import dev.interlace.traces.oracle.OracleServer;
import dev.interlace.traces.replay.Confirmation;
import dev.interlace.traces.replay.Confirmer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndlessScriptSearchTest {
  private static final Checker CHECKER = Checker.EXHAUSTIVE.withoutSelfCheck();

  private static RedisScenario endless(String body) {
    var script = LuaScript.of("while true do " + body + " end").asEval();
    return RedisScenario.named("a script without end").plainClient("alice", script).plainClient("bob", script);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "redis.call('PING')"})
  void a_script_that_nobody_kills_is_a_deadlock_which_no_real_server_is_asked_to_confirm(String body) {
    var report = Interlace.check(endless(body), CHECKER);
    assertThat(report.of(BuiltIn.NO_DEADLOCK).orElseThrow())
        .isInstanceOfSatisfying(Verdict.Violated.class, violated -> assertThat(violated.sentence()).contains("waiting: alice with EVAL"));
    var trace = report.trace("endless", BuiltIn.NO_DEADLOCK).orElseThrow();
    OracleServer.find().ifPresent(server -> assertThat(Confirmer.confirm(trace, server)).isInstanceOf(Confirmation.NotPossible.class));
  }

  @Test
  @Timeout(30)
  void that_clients_run_such_a_script_themselves_makes_no_self_check_endless() {
    var report = Interlace.check(endless("redis.call('INCR', 'x')"));
    assertThat(report.of(BuiltIn.NO_DEADLOCK).orElseThrow()).isInstanceOf(Verdict.Violated.class);
    assertThat(report.of(BuiltIn.NO_CLIENT_DIES).orElseThrow()).isInstanceOf(Verdict.Holds.class);
  }
}
