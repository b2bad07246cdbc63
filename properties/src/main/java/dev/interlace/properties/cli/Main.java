package dev.interlace.properties.cli;

import dev.interlace.engine.search.NotThisSearch;
import dev.interlace.model.reply.NoVerdict;
import dev.interlace.properties.cli.SearchFile.BadSearchFile;
import dev.interlace.traces.format.BadTrace;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine;

/** The entry point of the command line. */
@Command(
    name = "interlace",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Checks code that talks to Redis: every order of commands, against a model of Redis 7.0.",
    subcommands = {
      DemoCommand.class, CheckCommand.class, ReplayCommand.class, ConfirmCommand.class, SpecCommand.class, ServeCommand.class, DurabilityCommand.class,
      BenchCommand.class, BenchServeCommand.class
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  as expected",
      "  1  violated, or not as recorded",
      "  2  bad input",
      "  3  undecided"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    var err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
    System.exit(run(new FileOutputStream(FileDescriptor.out), err, args));
  }

  /** The same, but for success if what there is to read cannot be written; not if its reader has gone, as {@code head} does. */
  static int run(OutputStream target, PrintWriter err, String... args) {
    var watched = new WatchedOutput(target);
    var code = run(new PrintWriter(new OutputStreamWriter(watched, StandardCharsets.UTF_8), true), err, args);
    var complaint = watched.complaint();
    complaint.ifPresent(reason -> err.println("interlace: not everything could be written: " + reason));
    return complaint.isPresent() && code == ExitCode.EXPECTED ? ExitCode.BAD_INPUT : code;
  }

  /** Runs one command; answers its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    var commands = new CommandLine(new Main()).setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true);
    commands.registerConverter(Path.class, Main::path);
    commands.setParameterExceptionHandler((failure, words) -> {
      var line = failure.getCommandLine();
      line.getErr().println("interlace: " + failure.getMessage());
      line.getErr().println("For help: ./" + line.getCommandSpec().qualifiedName() + " --help");
      return ExitCode.BAD_INPUT;
    });
    commands.setExecutionExceptionHandler((failure, line, parsed) -> {
      if (failure instanceof BadTrace || failure instanceof UncheckedIOException) {
        line.getErr().println("interlace: " + failure.getMessage());
        return ExitCode.BAD_INPUT;
      }
      if (failure instanceof InvalidPathException) {
        line.getErr().println("interlace: " + noFile(failure));
        return ExitCode.BAD_INPUT;
      }
      if (failure instanceof BadSearchFile || failure instanceof NotThisSearch) {
        line.getErr().println("interlace: the search cannot be resumed: " + failure.getMessage());
        return ExitCode.BAD_INPUT;
      }
      if (failure instanceof NoVerdict) {
        line.getErr().println("interlace: " + failure.getMessage());
        return ExitCode.UNDECIDED;
      }
      return bug(line, failure);
    });
    var code = execute(commands, args);
    out.flush();
    err.flush();
    return code;
  }

  /** Java itself would end with 1 on an Error, which says that something is violated. */
  private static int execute(CommandLine commands, String... args) {
    try {
      return commands.execute(args);
    } catch (OutOfMemoryError full) {
      commands.getErr().println("interlace: the memory that Java may have is used up; with JAVA_TOOL_OPTIONS=-Xmx4g it may have more");
      return ExitCode.UNDECIDED;
    } catch (Error mistake) {
      return bug(commands, mistake);
    }
  }

  private static int bug(CommandLine line, Throwable mistake) {
    line.getErr().println("interlace: this is a mistake of Interlace, not of your program:");
    mistake.printStackTrace(line.getErr());
    return ExitCode.BUG;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(noFile(e));
    }
  }

  private static String noFile(Exception invalid) {
    return "no file can have this name (in a locale with UTF-8, more can): " + invalid.getMessage();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do, for example: ./interlace demo");
  }
}
