package dev.interlace.properties.assertj;

import dev.interlace.engine.property.Report;
import dev.interlace.engine.property.Verdict;
import dev.interlace.properties.RedisReport;
import dev.interlace.properties.Traces;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a report. Where one fails on a counterexample, its trace is saved, and the message is its picture. */
public final class ReportAssert extends AbstractAssert<ReportAssert, RedisReport> {
  ReportAssert(RedisReport report) {
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

  private Report.Judged<?> judged(String property) {
    isNotNull();
    return actual.verdicts().stream().filter(each -> each.property().equals(property)).findFirst().orElseThrow(() -> failure(
        "%s: \"%s\" was not judged, but %s", actual.scenario().name(), property, names()));
  }

  private List<String> names() {
    return actual.verdicts().stream().map(Report.Judged::property).toList();
  }

  private String describe(Report.Judged<?> judged) {
    var name = actual.scenario().name();
    var what = name + ": \"" + judged.property() + "\" ";
    return switch (judged.verdict()) {
      case Verdict.Holds<?>(var certificate) -> what + "holds. " + certificate;
      case Verdict.Undecided<?>(var reason, var searched) -> what + "is undecided: " + reason + " (" + searched.states() + " states)";
      case Verdict.Violated<?>(var sentence, var counterexample) ->
          actual.trace(name, judged.property()).map(Traces::saveAndDraw).orElse(what + "is violated: " + sentence);
    };
  }
}
