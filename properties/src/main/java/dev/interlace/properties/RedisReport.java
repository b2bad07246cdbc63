package dev.interlace.properties;

import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Report;
import dev.interlace.engine.property.SwitchedOff;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.search.Coverage;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.traces.format.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every verdict on a scenario.
 *
 * @param report the scenario's own properties in their order, then the built-in ones
 * @param warnings what looks unwise without being wrong in any execution, such as a key that a script uses and was not given
 */
public record RedisReport(
    RedisScenario scenario, Report<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> report, List<String> warnings) {
  /** Whether every property holds, searched to the end. */
  public boolean holds() {
    return report.holds();
  }

  public List<Report.Judged<Counterexample<ServerState, Session, Request, Reply, DatabaseView>>> verdicts() {
    return report.verdicts();
  }

  /** The verdict on {@code property}, empty if it was not judged. */
  public Optional<Verdict<Counterexample<ServerState, Session, Request, Reply, DatabaseView>>> of(String property) {
    return report.of(property);
  }

  public Coverage coverage() {
    return report.coverage();
  }

  public List<SwitchedOff> switchedOff() {
    return report.switchedOff();
  }

  /**
   * The counterexample to {@code property} as a trace; empty if the property is not violated, or no single execution shows it.
   *
   * @param name under which the scenario can be found again
   */
  public Optional<Trace> trace(String name, String property) {
    return of(property).flatMap(RedisReport::counterexample).map(found -> Traces.of(name, scenario, found));
  }

  /** The counterexamples to all violated properties, in the order of the report. */
  public List<Trace> traces(String name) {
    var traces = new ArrayList<Trace>();
    verdicts().forEach(judged -> trace(name, judged.property()).ifPresent(traces::add));
    return traces;
  }

  private static <X> Optional<X> counterexample(Verdict<X> verdict) {
    return verdict instanceof Verdict.Violated<X> violated ? violated.counterexample() : Optional.empty();
  }
}
