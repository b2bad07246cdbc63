package dev.interlace.properties.cli;

import dev.interlace.engine.check.Checker;
import dev.interlace.properties.cli.Finding.Ruling;
import dev.interlace.properties.gallery.Gallery;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interlace demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Checks the whole gallery and prints one table. Ends with 0 if every verdict is the expected one.")
final class DemoCommand implements Callable<Integer> {
  private static final double NANOS_A_SECOND = 1e9;

  @Spec private CommandSpec spec;
  @Mixin private GalleryOptions options;
  @Mixin private SearchOptions search;

  @Option(
      names = "--compare",
      description = "Instead, search each room with all reductions and with none, and print what both took.")
  private boolean compares;

  @Override
  public Integer call() {
    try (var interruption = new Interruption()) {
      return call(interruption);
    }
  }

  private int call(Interruption interruption) {
    var out = spec.commandLine().getOut();
    if (compares) {
      var checker = Checker.REDUCED.with(search.budget(1, false, spec.commandLine().getErr()).withInterruption(interruption::reason));
      return new GalleryComparison(checker, out).print(Gallery.exhibits()) ? ExitCode.EXPECTED : ExitCode.VIOLATED;
    }
    var start = System.nanoTime();
    var findings = options.run(Gallery.exhibits(), search, interruption, spec.commandLine().getErr());
    FindingsTable.print(findings, false, out);
    out.println();
    out.println(summary(findings, (System.nanoTime() - start) / NANOS_A_SECOND));
    var holding = findings.stream().filter(finding -> finding.ruling() == Ruling.HOLDS).toList();
    var vacuous = holding.stream().filter(Finding::isVacuous).count();
    out.println(String.format(Locale.ROOT,
        "of %d properties that hold, %d were reached or seen to be violated by a mutant of their program; %d may be vacuous (./interlace check tells which)",
        holding.size(), holding.size() - vacuous, vacuous));
    findings.stream().filter(finding -> finding.trace().isPresent()).findFirst()
        .ifPresent(finding -> out.println("See one happen:  ./interlace replay " + finding.trace().get()));
    options.write(findings);
    if (findings.stream().allMatch(Finding::isExpected)) {
      return ExitCode.EXPECTED;
    }
    return findings.stream().anyMatch(finding -> finding.ruling() == Ruling.UNDECIDED) ? ExitCode.UNDECIDED : ExitCode.VIOLATED;
  }

  private static String summary(List<Finding> findings, double seconds) {
    var violated = findings.stream().filter(finding -> finding.ruling() == Ruling.VIOLATED).count();
    var confirmed = findings.stream().filter(finding -> finding.confirmed().orElse(false)).count();
    var unexpected = findings.stream().filter(finding -> !finding.isExpected()).count();
    var programs = findings.stream().map(finding -> finding.exhibit().name()).distinct().count();
    return String.format(
        Locale.ROOT,
        "%d programs, %d verdicts: %d violations found, %d confirmed on a real server, %s. %.1f s",
        programs, findings.size(), violated, confirmed,
        unexpected == 0 ? "every verdict as expected" : unexpected + " NOT AS EXPECTED", seconds);
  }
}
