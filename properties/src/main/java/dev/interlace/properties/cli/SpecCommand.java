package dev.interlace.properties.cli;

import dev.interlace.properties.spec.Chapter;
import dev.interlace.properties.spec.ChapterResult;
import dev.interlace.properties.spec.MalformedSpec;
import dev.interlace.properties.spec.ModelTarget;
import dev.interlace.properties.spec.OracleTarget;
import dev.interlace.properties.spec.SpecBook;
import dev.interlace.properties.spec.SpecReader;
import dev.interlace.properties.spec.SpecRunner;
import dev.interlace.properties.spec.SpecTarget;
import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlace spec}. */
@Command(
    name = "spec",
    mixinStandardHelpOptions = true,
    description = "Runs executable specifications against the model, and against redis-server where there is one.")
final class SpecCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Markdown files with redis transcripts; without any, those that come with Interlace.")
  private List<Path> files = List.of();

  @Option(names = "--print", description = "Print the chapters that come with Interlace instead of running them.")
  private boolean isPrint;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    if (isPrint) {
      SpecBook.files().forEach(file -> out.println(SpecBook.text(file)));
      return ExitCode.EXPECTED;
    }
    var chapters = chapters();
    var targets = new ArrayList<SpecTarget>(List.of(new ModelTarget()));
    OracleTarget.find().ifPresentOrElse(targets::add, () -> out.println(OracleServer.ABSENT));
    var failures = 0;
    for (var target : targets) {
      var results = chapters.stream().map(chapter -> new SpecRunner(target).run(chapter)).toList();
      failures += report(target, results);
    }
    return failures == 0 ? ExitCode.EXPECTED : ExitCode.VIOLATED;
  }

  private int report(SpecTarget target, List<ChapterResult> results) {
    var out = spec.commandLine().getOut();
    var failed = results.stream().filter(result -> result.mismatch().isPresent()).toList();
    failed.forEach(result -> out.println(result.chapter().heading() + "\n" + result.mismatch().orElseThrow()));
    var compared = results.stream().mapToInt(ChapterResult::compared).sum();
    var skipped = results.stream().mapToInt(ChapterResult::skipped).sum();
    out.println(target.name() + ": " + (results.size() - failed.size()) + " of " + results.size() + " chapters as written, " + compared
        + " replies compared" + (skipped == 0 ? "" : ", " + skipped + " transcripts left to real servers"));
    return failed.size();
  }

  private List<Chapter> chapters() {
    if (files.isEmpty()) {
      return SpecBook.files().stream().flatMap(file -> SpecBook.chapters(file).stream()).toList();
    }
    var chapters = new ArrayList<Chapter>();
    for (var file : files) {
      try {
        var found = SpecReader.read(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        if (found.isEmpty()) {
          throw new ParameterException(spec.commandLine(), file + " has no transcripts: they stand between ```redis and ```");
        }
        chapters.addAll(found);
      } catch (IOException e) {
        throw new ParameterException(spec.commandLine(), Unreadable.because(file, e), e);
      } catch (MalformedSpec e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }
    return chapters;
  }
}
