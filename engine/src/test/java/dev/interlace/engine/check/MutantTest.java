package dev.interlace.engine.check;

import static dev.interlace.engine.toy.Programs.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.program.Operation;
import dev.interlace.engine.property.Report;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.system.Alarm;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Footprint;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.toy.Programs;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Seat;
import dev.interlace.engine.toy.Store;
import dev.interlace.engine.toy.Toy;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Clients that are right on the toy system, and systems that are wrong in one thing each: every built-in property catches the one
 * it is for.
 */
class MutantTest {
  /** Increments by WATCH in a single try, refuses odd numbers that nobody writes, then waits for what the other one left. */
  private static List<Operation<Request, Long>> operations() {
    return List.of(
        Programs.watchedIncrement("x", OptionalInt.of(1)),
        Programs.operation("hand over", channel -> {
          call(channel, new Request.Add("token", 1));
          return call(channel, new Request.Take("token"));
        }),
        Programs.operation("trust", channel -> {
          if (call(channel, new Request.Get("constant")) != 7) {
            throw new IllegalStateException("seven is not seven");
          }
          return true;
        }));
  }

  private static List<String> violations(Toy toy) {
    var scenario = Scenario.named("mutant", toy).client("alice", operations()).client("bob", operations())
        .without(BuiltIn.SERIALIZABLE, "the token's number tells the order of two steps of one operation; increments are judged below");
    return violated(Checker.EXHAUSTIVE.withoutShrinking().check(scenario));
  }

  private static List<String> incrementViolations(Toy toy) {
    var increment = List.of(Programs.watchedIncrement("x", OptionalInt.of(1)));
    return violated(Checker.EXHAUSTIVE.withoutShrinking()
        .check(Scenario.named("mutant", toy).client("alice", increment).client("bob", increment)));
  }

  private static List<String> violated(Report<?> report) {
    return report.verdicts().stream().filter(judged -> judged.verdict() instanceof Verdict.Violated<?>)
        .map(Report.Judged::property).toList();
  }

  private static class Mutant extends Toy {
    Mutant() {
      super(Map.of("x", 0L, "constant", 7L));
    }
  }

  @Test
  void the_toy_system_itself_is_right() {
    assertThat(violations(new Mutant())).isEmpty();
    assertThat(incrementViolations(new Mutant())).isEmpty();
  }

  @Test
  void a_watch_that_notices_nothing_is_not_serializable() {
    assertThat(incrementViolations(new Mutant() {
      @Override
      public Seat observe(Seat seat, Effect effect) {
        return seat;
      }
    })).containsExactly(BuiltIn.SERIALIZABLE);
  }

  @Test
  void a_refused_commit_that_writes_all_the_same_is_a_partial_effect() {
    assertThat(incrementViolations(new Mutant() {
      @Override
      public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
        return request instanceof Request.Commit(var register, var value) && seat.isDirty()
            ? new Outcome.Answered<>(store.with(register, value + 1), Seat.FRESH, 0L, new Effect(List.of(register)), Footprint.NONE,
            List.of())
            : super.execute(store, seat, request, chooser);
      }
    })).contains(BuiltIn.NO_PARTIAL_EFFECT);
  }

  @Test
  void a_constant_that_changes_kills_a_client() {
    assertThat(violations(new Mutant() {
      @Override
      public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
        return super.execute(request instanceof Request.Commit ? store.with("constant", 8) : store, seat, request, chooser);
      }
    })).contains(BuiltIn.NO_CLIENT_DIES);
  }

  @Test
  void an_alarm_that_names_no_property_is_not_ignored() {
    assertThatThrownBy(() -> incrementViolations(new Mutant() {
      @Override
      public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
        return new Outcome.Answered<>(store, seat, 1L, Effect.NONE, Footprint.NONE, List.of(new Alarm("no such thing", "typo")));
      }
    })).isInstanceOf(IllegalStateException.class).hasMessageContaining("no such thing");
  }

  @Test
  void a_token_that_is_lost_is_a_deadlock() {
    assertThat(violations(new Mutant() {
      @Override
      public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
        return request instanceof Request.Add(var register, var amount) && store.get(register) > 0
            ? super.execute(store, seat, new Request.Add(register, 0), chooser)
            : super.execute(store, seat, request, chooser);
      }
    })).contains(BuiltIn.NO_DEADLOCK);
  }
}
