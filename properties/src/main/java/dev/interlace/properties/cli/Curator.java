package dev.interlace.properties.cli;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.parallel.Crew;
import dev.interlace.engine.property.Report;
import dev.interlace.engine.property.Verdict;
import dev.interlace.properties.Interlace;
import dev.interlace.properties.RedisReport;
import dev.interlace.properties.Traces;
import dev.interlace.properties.cli.Finding.Ruling;
import dev.interlace.properties.gallery.Exhibit;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.replay.Confirmation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Checks exhibits, several at a time if there are several and more than one thread, saves the counterexamples, and has them confirmed. */
final class Curator {
  private static final double NANOS_A_SECOND = 1e9;

  private final Checker checker;
  private final Path folder;
  private final Optional<ConfirmationDesk> desk;
  private final ProgressLine progress;

  /** What was handed in to be confirmed, by its file. */
  private final Map<Path, Future<Confirmation>> submitted = new ConcurrentHashMap<>();

  /** @param checker of each exhibit, but for its progress */
  Curator(Checker checker, Path folder, Optional<ConfirmationDesk> desk, ProgressLine progress) {
    this.checker = checker;
    this.folder = folder;
    this.desk = desk;
    this.progress = progress;
  }

  /** The verdicts on {@code exhibits}, in their order, and in that of their reports. */
  List<Finding> check(List<Exhibit> exhibits) {
    var workers = Math.clamp(exhibits.size(), 1, checker.budget().threads());
    var budget = checker.budget().withThreads(Math.max(1, checker.budget().threads() / workers)).withBytes(checker.budget().bytes() / workers);
    var next = new AtomicInteger();
    var found = new AtomicReferenceArray<List<Finding>>(exhibits.size());
    try (var crew = new Crew(workers)) {
      crew.run(worker -> {
        for (var i = next.getAndIncrement(); i < exhibits.size(); i = next.getAndIncrement()) {
          found.set(i, check(exhibits.get(i), checker.with(budget)));
        }
      });
    }
    var findings = new ArrayList<Finding>();
    for (var i = 0; i < exhibits.size(); i++) {
      findings.addAll(found.get(i));
    }
    progress.say("confirming");
    findings.replaceAll(finding -> finding.confirmed(finding.trace().map(submitted::get).flatMap(ConfirmationDesk::answer)));
    progress.end();
    return findings;
  }

  private List<Finding> check(Exhibit exhibit, Checker alone) {
    var start = System.nanoTime();
    var report = Interlace.check(exhibit.scenario(), alone.with(progress.watching(alone.budget(), exhibit.name())));
    var seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
    return report.verdicts().stream().map(judged -> finding(exhibit, report, judged, seconds)).toList();
  }

  private Finding finding(Exhibit exhibit, RedisReport report, Report.Judged<?> judged, double seconds) {
    var coverage = report.coverage();
    var none = new Finding(
        exhibit, judged.property(), Ruling.HOLDS, "", coverage.states(), coverage.transitions(), seconds, Optional.empty(),
        Optional.empty(), Optional.empty(), report.warnings());
    return switch (judged.verdict()) {
      case Verdict.Holds<?>(var certificate) -> new Finding(
          exhibit, none.property(), Ruling.HOLDS, certificate.selfCheck().toString(), none.states(), none.transitions(), seconds, Optional.empty(),
          Optional.empty(), Optional.of(certificate), none.warnings());
      case Verdict.Undecided<?> undecided -> with(none, Ruling.UNDECIDED, undecided.reason(), Optional.empty());
      case Verdict.Violated<?> violated ->
          with(none, Ruling.VIOLATED, violated.sentence(), report.trace(exhibit.name(), judged.property()).map(this::save));
    };
  }

  private Path save(Trace trace) {
    var file = folder.resolve(Traces.fileName(trace));
    TraceFile.write(trace, file);
    desk.ifPresent(each -> submitted.put(file, each.submit(trace)));
    return file;
  }

  private static Finding with(Finding none, Ruling ruling, String sentence, Optional<Path> trace) {
    return new Finding(
        none.exhibit(), none.property(), ruling, sentence, none.states(), none.transitions(), none.seconds(), trace, Optional.empty(),
        Optional.empty(), none.warnings());
  }
}
