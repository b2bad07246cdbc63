package dev.interlace.properties.assertj;

import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Report;
import dev.interlace.engine.property.Verdict;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.traces.render.Diagram;
import dev.interlace.traces.replay.Recorder;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a report; a message holds the whole picture of each counterexample. */
public final class ReportAssert
    extends AbstractAssert<ReportAssert, Report<Counterexample<ServerState, Session, Request, Reply, DatabaseView>>> {
  ReportAssert(Report<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> report) {
    super(report, ReportAssert.class);
  }

  /** Every property holds, searched to the end. */
  public ReportAssert holds() {
    isNotNull();
    if (!actual.holds()) {
      throw failure("%s", actual.verdicts().stream()
          .filter(judged -> !(judged.verdict() instanceof Verdict.Holds))
          .map(this::describe)
          .collect(Collectors.joining("\n\n")));
    }
    return this;
  }

  /** One property holds, whatever the others do. */
  public ReportAssert holds(String property) {
    var judged = judged(property);
    if (!(judged.verdict() instanceof Verdict.Holds)) {
      throw failure("%s", describe(judged));
    }
    return this;
  }

  /** One property does not hold. */
  public ReportAssert violates(String property) {
    var judged = judged(property);
    if (!(judged.verdict() instanceof Verdict.Violated)) {
      throw failure("%s", describe(judged));
    }
    return this;
  }

  private Report.Judged<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> judged(String property) {
    isNotNull();
    return actual.verdicts().stream().filter(each -> each.property().equals(property)).findFirst().orElseThrow(() -> failure(
        "%s: \"%s\" was not judged, but %s", actual.scenario(), property, names()));
  }

  private List<String> names() {
    return actual.verdicts().stream().map(Report.Judged::property).toList();
  }

  private String describe(Report.Judged<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> judged) {
    var what = actual.scenario() + ": \"" + judged.property() + "\" ";
    return switch (judged.verdict()) {
      case Verdict.Holds<?>(var certificate) -> what + "holds. " + certificate;
      case Verdict.Undecided<?>(var reason, var searched) -> what + "is undecided: " + reason + " (" + searched.states() + " states)";
      case Verdict.Violated<Counterexample<ServerState, Session, Request, Reply, DatabaseView>>(var sentence, var counterexample) ->
          counterexample.map(this::picture).orElse(what + "is violated: " + sentence);
    };
  }

  private String picture(Counterexample<ServerState, Session, Request, Reply, DatabaseView> counterexample) {
    var given = counterexample.scenario().model() instanceof RedisSystem system ? system.given() : List.<Command>of();
    var trace = Recorder.record(
        actual.scenario(), counterexample.property(), counterexample.sentence(), OptionalLong.empty(), given, counterexample.execution());
    return Diagram.of(trace, "");
  }
}
