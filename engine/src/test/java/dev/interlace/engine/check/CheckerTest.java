package dev.interlace.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.history.Anomaly.Shape;
import dev.interlace.engine.property.Property;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.engine.toy.Programs;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CheckerTest {
  @Test
  void a_careless_increment_loses_an_update() {
    var scenario = Programs.scenario("careless", Map.of("x", 0L))
        .client("alice", List.of(Programs.carelessIncrement("x")))
        .client("bob", List.of(Programs.carelessIncrement("x")))
        .client("carol", List.of(Programs.carelessIncrement("x")))
        .property(Property.atEnd("all are counted", (view, results) -> view.get("x") == results.clients().size()))
        .property(Property.sometimes("counts to three", view -> view.get("x") == 3));

    var report = Checker.EXHAUSTIVE.check(scenario);

    var violated = (Verdict.Violated<?>) report.of(BuiltIn.SERIALIZABLE).orElseThrow();
    System.out.println(report.coverage());
    System.out.println(violated.sentence());
    report.verdicts().forEach(judged -> {
      System.out.println(judged.property());
      if (judged.verdict() instanceof Verdict.Violated<dev.interlace.engine.property.Counterexample<dev.interlace.engine.toy.Store, dev.interlace.engine.toy.Seat, dev.interlace.engine.toy.Request, Long, java.util.SortedMap<String, Long>>> v) {
        v.counterexample().ifPresent(c -> {
          System.out.println("  " + c.schedule() + " " + c.sentence());
          assertThat(c.schedule().toString()).isEqualTo("alice, bob, bob, alice");
        });
      }
    });
    assertThat(report.of(BuiltIn.SERIALIZABLE)).isPresent();
    assertThat(Shape.LOST_UPDATE.term()).isEqualTo("lost update");
  }

  @Test
  void a_watched_increment_holds() {
    var scenario = Programs.scenario("watched", Map.of("x", 0L))
        .client("alice", List.of(Programs.watchedIncrement("x", OptionalInt.empty()), Programs.watchedIncrement("x", OptionalInt.empty())))
        .client("bob", List.of(Programs.watchedIncrement("x", OptionalInt.empty()), Programs.watchedIncrement("x", OptionalInt.empty())))
        .client("carol", List.of(Programs.watchedIncrement("x", OptionalInt.empty()), Programs.watchedIncrement("x", OptionalInt.empty())))
        .property(Property.atEnd("all are counted", (view, results) -> view.get("x") == 6));
    var report = Checker.EXHAUSTIVE.check(scenario);
    System.out.println(report);
    assertThat(report.holds()).isTrue();
  }
}
