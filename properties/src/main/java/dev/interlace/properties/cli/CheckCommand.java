package dev.interlace.properties.cli;

import dev.interlace.engine.property.PropertyFailed;
import dev.interlace.properties.cli.Finding.Ruling;
import dev.interlace.properties.gallery.Exhibit;
import dev.interlace.properties.gallery.Gallery;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.render.Diagram;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlace check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Checks some programs of the gallery, or a Lua script of yours, and draws what it finds. Ends with 1 if any property is violated.",
    customSynopsis = {
      "interlace check [OPTION…] NAME…",
      "interlace check [OPTION…] FILE.lua [KEY…] [, ARG…]"
    },
    footer = {
      "",
      "A script gets its keys and arguments as with redis-cli --eval. Every order in which the clients can run it is searched:%n"
          + "  interlace check --given 'SET stock 1' buy.lua stock , 1%n"
          + "  interlace check --given 'SET stock 1' --as client --always 'redis.call(\"GET\", \"stock\") ~= \"-1\"' buy.lua stock , 1"
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private GalleryOptions options;
  @Mixin private SearchOptions search;
  @Mixin private LuaFileOptions lua;

  @Parameters(arity = "1..*", paramLabel = "NAME",
      description = "A room, such as P2, or one of its programs, such as P2/as-written; or a script, FILE.lua, with its keys and arguments.")
  private List<String> names;

  @Override
  public Integer call() {
    try (var interruption = new Interruption()) {
      return call(interruption);
    } catch (PropertyFailed failure) {
      throw failure.getCause() instanceof ParameterException mistake ? mistake : failure; // a condition of the command line
    }
  }

  private int call(Interruption interruption) {
    var out = spec.commandLine().getOut();
    var isOwn = LuaFileOptions.isScript(names.getFirst());
    if (!isOwn) {
      checkForScriptsOnly();
    }
    var exhibits = isOwn ? List.of(lua.exhibit(spec.commandLine(), names)) : exhibits();
    var findings = options.run(exhibits, search, interruption, spec.commandLine().getErr());
    if (isOwn) { // of a program of our users nobody knows what to expect
      var violated = findings.stream().filter(each -> each.ruling() == Ruling.VIOLATED).map(Finding::property).toList();
      findings = findings.stream().map(each -> each.expecting(violated)).toList();
    }
    for (var finding : findings) {
      finding.trace().ifPresent(file ->
          out.println(Diagram.of(TraceFile.read(file), "./interlace replay " + file, finding.exhibit().why())));
    }
    FindingsTable.print(findings, true, out);
    certify(findings, out);
    findings.stream().map(Finding::exhibit).distinct().forEach(exhibit -> tellSwitchedOff(exhibit, out));
    findings.stream().flatMap(finding -> finding.warnings().stream().map(warning -> "warning  " + finding.exhibit().name() + ": " + warning))
        .distinct().forEach(out::println);
    lua.warnings().stream().distinct().forEach(warning -> out.println("warning  " + names.getFirst() + ": " + warning));
    options.write(findings);
    if (findings.stream().anyMatch(finding -> finding.ruling() == Ruling.VIOLATED)) {
      return ExitCode.VIOLATED;
    }
    return findings.stream().anyMatch(finding -> finding.ruling() == Ruling.UNDECIDED) ? ExitCode.UNDECIDED : ExitCode.EXPECTED;
  }

  /** An option that nobody heeds would be taken for heeded. */
  private void checkForScriptsOnly() {
    for (var option : spec.commandLine().getParseResult().matchedOptions()) {
      if (String.join("", option.description()).startsWith(LuaFileOptions.FOR_SCRIPTS)) {
        throw new ParameterException(spec.commandLine(), option.longestName() + " is for a script, FILE.lua, and " + names.getFirst() + " is none");
      }
    }
  }

  /** What the verdicts that something holds rest on. */
  private static void certify(List<Finding> findings, PrintWriter out) {
    var last = "";
    for (var finding : findings) {
      if (finding.certificate().isPresent()) {
        var certificate = finding.certificate().get();
        var searched = finding.exhibit().name() + " was searched: " + certificate.searched();
        if (!searched.equals(last)) {
          out.println();
          out.println(searched);
          last = searched;
        }
        out.println("  " + finding.property() + ": " + certificate.selfCheck());
      }
    }
  }

  private static void tellSwitchedOff(Exhibit exhibit, PrintWriter out) {
    exhibit.scenario().switchedOff().forEach(off ->
        out.println("not judged  " + exhibit.name() + ": " + off.property() + ", because " + off.reason()));
  }

  private List<Exhibit> exhibits() {
    var chosen = new ArrayList<Exhibit>();
    for (var name : names) {
      var matching = Gallery.exhibits().stream()
          .filter(exhibit -> exhibit.room().equalsIgnoreCase(name) || exhibit.name().equalsIgnoreCase(name))
          .filter(exhibit -> !chosen.contains(exhibit))
          .toList();
      if (matching.isEmpty()) {
        throw new ParameterException(spec.commandLine(), unknown(name));
      }
      chosen.addAll(matching);
    }
    return chosen;
  }

  private static String unknown(String name) {
    var known = new ArrayList<String>();
    Gallery.exhibits().forEach(exhibit -> {
      known.add(exhibit.room());
      known.add(exhibit.name());
    });
    var near = Nearest.to(name, known.stream().distinct().toList());
    return "the gallery has no program called \"" + name + "\"; near it are " + String.join(", ", near);
  }
}
