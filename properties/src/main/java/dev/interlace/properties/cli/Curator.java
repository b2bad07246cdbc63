package dev.interlace.properties.cli;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Report;
import dev.interlace.engine.property.Verdict;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.properties.Interlace;
import dev.interlace.properties.Traces;
import dev.interlace.properties.cli.Finding.Ruling;
import dev.interlace.properties.gallery.Exhibit;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.replay.Confirmation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/** Checks exhibits, saves the counterexamples, and has them confirmed. */
final class Curator {
  private static final double NANOS_A_SECOND = 1e9;

  private final Path folder;
  private final Optional<ConfirmationDesk> desk;
  private final ProgressLine progress;

  /** What was handed in to be confirmed, by its file. */
  private final Map<Path, Future<Confirmation>> submitted = new LinkedHashMap<>();

  Curator(Path folder, Optional<ConfirmationDesk> desk, ProgressLine progress) {
    this.folder = folder;
    this.desk = desk;
    this.progress = progress;
  }

  /** The verdicts on {@code exhibits}, in their order, and in that of their reports. */
  List<Finding> check(List<Exhibit> exhibits) {
    var findings = new ArrayList<Finding>();
    for (var exhibit : exhibits) {
      findings.addAll(check(exhibit));
    }
    progress.say("confirming");
    findings.replaceAll(finding -> finding.confirmed(finding.trace().map(submitted::get).flatMap(ConfirmationDesk::answer)));
    progress.end();
    return findings;
  }

  private List<Finding> check(Exhibit exhibit) {
    var start = System.nanoTime();
    var checker = Checker.EXHAUSTIVE.with(progress.watching(Checker.EXHAUSTIVE.budget(), exhibit.name()));
    var report = Interlace.check(exhibit.scenario(), checker);
    var seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
    return report.verdicts().stream().map(judged -> finding(exhibit, report, judged, seconds)).toList();
  }

  private Finding finding(
      Exhibit exhibit,
      Report<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> report,
      Report.Judged<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> judged,
      double seconds) {
    var coverage = report.coverage();
    var none = new Finding(
        exhibit, judged.property(), Ruling.HOLDS, "", coverage.states(), coverage.transitions(), seconds, Optional.empty(), Optional.empty());
    return switch (judged.verdict()) {
      case Verdict.Holds<?> holds -> none;
      case Verdict.Undecided<?> undecided -> with(none, Ruling.UNDECIDED, undecided.reason(), Optional.empty());
      case Verdict.Violated<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> violated -> violated(none, violated);
    };
  }

  private Finding violated(Finding none, Verdict.Violated<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> violated) {
    if (violated.counterexample().isEmpty()) {
      return with(none, Ruling.VIOLATED, violated.sentence(), Optional.empty());
    }
    var trace = Traces.of(none.exhibit().name(), none.exhibit().scenario(), violated.counterexample().get());
    var file = folder.resolve(Traces.fileName(trace));
    TraceFile.write(trace, file);
    desk.ifPresent(each -> submitted.put(file, each.submit(trace)));
    return with(none, Ruling.VIOLATED, violated.sentence(), Optional.of(file));
  }

  private static Finding with(Finding none, Ruling ruling, String sentence, Optional<Path> trace) {
    return new Finding(
        none.exhibit(), none.property(), ruling, sentence, none.states(), none.transitions(), none.seconds(), trace, Optional.empty());
  }
}
