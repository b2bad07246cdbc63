package dev.interlace.properties.jqwik;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.property.ExecutionJudge;
import dev.interlace.engine.property.ExecutionJudge.Judged;
import dev.interlace.engine.property.ExecutionJudge.Violation;
import dev.interlace.engine.property.Finding;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.shrink.Shrinker;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.Traces;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.JqwikException;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/** A scenario on which one property tries many schedules, and what is known of it so far. */
final class Subject {
  private final RedisScenario scenario;
  private final ExecutionJudge<ServerState, Session, Request, Reply, DatabaseView> judge;
  /** By property: found, saved and drawn once, however many schedules of a property violate it. */
  private final Map<String, String> explanations = new TreeMap<>();

  private Subject(RedisScenario scenario) {
    this.scenario = scenario;
    judge = new ExecutionJudge<>(scenario.scenario(), Budget.DEFAULT);
  }

  /** The one that this jqwik property keeps for {@code scenario}, a fresh one outside of any. */
  static Subject of(RedisScenario scenario) {
    try {
      var store = Store.getOrCreate(List.of(Subject.class, scenario.name()), Lifespan.PROPERTY, () -> new Subject(scenario));
      if (store.get().scenario != scenario) {
        store.update(other -> new Subject(scenario));
      }
      return store.get();
    } catch (JqwikException outside) { // there is no store but while a property runs
      return new Subject(scenario);
    }
  }

  Judged judge(Schedule schedule) {
    return judge.judge(schedule.strategy());
  }

  /** The smallest counterexample for people, with the place where it was saved. */
  String explain(Violation violation) {
    return explanations.computeIfAbsent(violation.property(), property -> explain(property, violation.finding()));
  }

  private String explain(String property, Finding finding) {
    var exhaustive = Checker.EXHAUSTIVE;
    var smallest = new Shrinker<>(scenario.scenario(), property, exhaustive.shrinkBudget(), exhaustive.maxCandidates())
        .shrink(finding.schedule(), finding.sentence());
    return Traces.saveAndDraw(Traces.of(scenario.name(), scenario, smallest));
  }
}
