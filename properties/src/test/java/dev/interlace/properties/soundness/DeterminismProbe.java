package dev.interlace.properties.soundness;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Coverage;
import dev.interlace.engine.search.DepthFirst;
import dev.interlace.engine.search.RandomWalk;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.properties.Interlace;
import dev.interlace.properties.Traces;
import dev.interlace.properties.gallery.Exhibit;
import dev.interlace.properties.gallery.Gallery;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.render.Diagram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks the gallery and writes down all that comes of it; run in a JVM of its own. */
public final class DeterminismProbe {
  /** Small enough for a test, large enough to decide most exhibits. What is undecided must be so in the same words. */
  private static final Budget BUDGET = Budget.DEFAULT.withStates(5_000).withThreads(Integer.getInteger("interlace.threads", 1));

  private DeterminismProbe() {}

  /** @param arguments the folder to write to; a second one lets a hash code leak into it instead */
  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[0]);
    if (arguments.length > 1) {
      Files.writeString(folder.resolve("leak.txt"), Integer.toString(new Object().hashCode()), StandardCharsets.UTF_8);
      return;
    }
    var checker = Checker.EXHAUSTIVE.with(BUDGET).withShrinkBudget(BUDGET, 200);
    for (var exhibit : Gallery.exhibits()) {
      for (var each : List.of(checker, checker.with(new DepthFirst(false)), checker.with(new RandomWalk(1, 20)))) {
        write(folder.resolve(exhibit.room()), exhibit, each);
      }
    }
  }

  /** How full the tables of several threads are depends on how things are numbered. */
  private static Coverage withoutBytes(Coverage coverage) {
    return new Coverage(coverage.strategy(), coverage.unfinished(), coverage.states(), coverage.transitions(), coverage.depth(),
        coverage.fingerprintBits(), 0, coverage.executions());
  }

  private static void write(Path folder, Exhibit exhibit, Checker checker) throws IOException {
    var report = Interlace.check(exhibit.scenario(), checker);
    var text = new StringBuilder().append(withoutBytes(report.coverage())).append('\n');
    for (var judged : report.verdicts()) {
      text.append(judged.property()).append(": ");
      switch (judged.verdict()) {
        case Verdict.Holds<?>(var certificate) -> text.append("holds, ").append(certificate).append('\n');
        case Verdict.Undecided<?>(var reason, var searched) -> text.append("undecided, ").append(reason).append(withoutBytes(searched)).append('\n');
        case Verdict.Violated<Counterexample<ServerState, Session, Request, Reply, DatabaseView>>(var sentence, var counterexample) -> {
          text.append("violated, ").append(sentence).append('\n');
          counterexample.map(found -> Traces.of(exhibit.name(), exhibit.scenario(), found))
              .ifPresent(trace -> text.append(Diagram.of(trace, "")).append(TraceFile.toJson(trace)));
        }
      }
    }
    Files.createDirectories(folder);
    var strategy = report.coverage().strategy().replaceAll("[^a-z0-9]+", "-");
    Files.writeString(folder.resolve(exhibit.variant() + "-" + strategy + ".txt"), text, StandardCharsets.UTF_8);
  }
}
