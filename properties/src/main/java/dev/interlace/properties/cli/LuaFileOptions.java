package dev.interlace.properties.cli;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.LuaEngine;
import dev.interlace.model.serve.ConfigFault;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.properties.Interlace;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.LuaScript;
import dev.interlace.properties.client.RedisProgram;
import dev.interlace.properties.gallery.Exhibit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How {@code check} is told about a script: who runs it, from where, and what must hold. */
final class LuaFileOptions {
  /** The descriptions of all options here begin so. */
  static final String FOR_SCRIPTS = "FILE.lua: ";

  private static final int MOST_CLIENTS = 510;

  /** Who runs the script. */
  enum Mode {
    EVAL,
    CLIENT
  }

  @Option(names = "--clients", paramLabel = "N", defaultValue = "2",
      description = FOR_SCRIPTS + "how many clients run it at a time (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(names = "--client", paramLabel = "'KEY… , ARG…'",
      description = FOR_SCRIPTS + "one client with keys and arguments of its own; once for each. Instead of --clients.")
  private List<String> own = List.of();

  @Option(names = "--as", paramLabel = "eval|client", defaultValue = "eval",
      description = FOR_SCRIPTS + "eval: the server runs it as one step; client: each client runs it itself, and others come between any two of its "
          + "redis.calls. Default: ${DEFAULT-VALUE}.")
  private Mode mode;

  @Option(names = "--given", paramLabel = "COMMAND", description = FOR_SCRIPTS + "a command that has been run before, such as 'SET stock 1'; any number.")
  private List<String> given = List.of();

  @Option(names = "--always", paramLabel = "LUA",
      description = FOR_SCRIPTS + "must be true in every state, with redis.call for commands that read; KEYS and ARGV are those of the command line.")
  private List<String> always = List.of();

  @Option(names = "--at-end", paramLabel = "LUA", description = FOR_SCRIPTS + "the same when every client has ended.")
  private List<String> atEnd = List.of();

  @Option(names = "--configured", paramLabel = "LINE", description = FOR_SCRIPTS + "a line of redis.conf, such as 'appendfsync always'; any number.")
  private List<String> configured = List.of();

  @Option(names = "--process-crashes", paramLabel = "N", defaultValue = "0",
      description = FOR_SCRIPTS + "how often the server's process may be killed; it starts again with what its configuration has it keep.")
  private int processCrashes;

  @Option(names = "--power-losses", paramLabel = "N", defaultValue = "0", description = FOR_SCRIPTS + "the same for the machine.")
  private int powerLosses;

  @Option(names = "--again", description = FOR_SCRIPTS + "a client whose connection is gone runs the script again.")
  private boolean isAgain;

  @Option(names = "--no-loss", description = FOR_SCRIPTS + "no outage may cost a write that its client was told of.")
  private boolean mustKeepAll;

  private final List<String> warnings = new ArrayList<>();

  static boolean isScript(String name) {
    return name.endsWith(".lua");
  }

  /** The scenario that {@code words}, a file with its keys and arguments, and the options describe. */
  Exhibit exhibit(picocli.CommandLine line, List<String> words) {
    var file = Path.of(words.getFirst());
    var script = script(line, file);
    var common = with(script, words.subList(1, words.size()));
    var name = file.getFileName().toString().replaceAll("\\.lua$", "").replaceAll("[^A-Za-z0-9-]+", "-");
    var scenario = given(line, breakable(line, RedisScenario.named(name + " as " + word())));
    var nobody = scenario;
    for (var property : always) {
      compiled(line, "--always " + property, condition(property));
      scenario = scenario.always(property, view -> holds(line, view, property, common));
    }
    for (var property : atEnd) {
      compiled(line, "--at-end " + property, condition(property));
      scenario = scenario.atEnd(property, view -> holds(line, view, property, common));
    }
    var programs = programs(line, script, common);
    for (var i = 0; i < programs.size(); i++) {
      scenario = scenario.plainClient("client-" + (i + 1), programs.get(i));
      if (i == 0 || !own.isEmpty()) {
        failureAlone(nobody, programs.get(i)).ifPresent(warnings::add);
      }
    }
    checkNames(line, scenario);
    var why = mode == Mode.EVAL ? "The server runs " + file + " as one step." : "Each redis.call of " + file + " is a step of its own.";
    return new Exhibit(name, "as-" + word(), file.toString(), scenario, List.of(), why);
  }

  /** Two properties of one name, or one of the name of a built-in one, could not be told apart. */
  private static void checkNames(picocli.CommandLine line, RedisScenario scenario) {
    try {
      scenario.scenario();
    } catch (IllegalArgumentException refusal) {
      throw new ParameterException(line, refusal.getMessage(), refusal);
    }
  }

  private RedisScenario breakable(picocli.CommandLine line, RedisScenario scenario) {
    try {
      var faults = new FaultBudget(0, 0, processCrashes, powerLosses);
      var breakable = scenario.configured(configured.toArray(String[]::new)).faults(faults);
      if (faults.hasOutages() && !isAgain) {
        breakable = breakable.expects(ConnectionLost.class).without(BuiltIn.NO_PARTIAL_EFFECT, "who is cut off cannot know what has become of it");
      }
      return mustKeepAll ? breakable.losesNothing() : breakable;
    } catch (ConfigFault | IllegalArgumentException refusal) {
      throw new ParameterException(line, refusal.getMessage(), refusal);
    }
  }

  private String word() {
    return mode == Mode.EVAL ? "eval" : "client";
  }

  private static LuaScript script(picocli.CommandLine line, Path file) {
    try {
      var source = Files.readString(file, StandardCharsets.UTF_8);
      compiled(line, file.toString(), source);
      return LuaScript.of(source);
    } catch (IOException e) {
      throw new ParameterException(line, "the script " + Unreadable.because(file, e), e);
    }
  }

  private static void compiled(picocli.CommandLine line, String what, String source) {
    if (LuaEngine.compile(Bytes.of(source)) instanceof Compilation.Refused refused) {
      throw new ParameterException(line, what + ": " + refused.reply().text().toUtf8());
    }
  }

  /** Keys stand before a comma of its own, arguments behind it, as with {@code redis-cli --eval}. */
  private static LuaScript with(LuaScript script, List<String> words) {
    var comma = words.indexOf(",");
    var keys = comma < 0 ? words : words.subList(0, comma);
    var arguments = comma < 0 ? List.<String>of() : words.subList(comma + 1, words.size());
    return new LuaScript(script.source(), keys, arguments);
  }

  /** Clients that do the same have the very same program, so that the search takes them for each other. */
  private List<RedisProgram> programs(picocli.CommandLine line, LuaScript script, LuaScript common) {
    if (own.isEmpty() && (clients < 1 || clients > MOST_CLIENTS) || own.size() > MOST_CLIENTS) {
      throw new ParameterException(line, "--clients wants a number from 1 to " + MOST_CLIENTS);
    }
    return own.isEmpty()
        ? Collections.nCopies(clients, program(common))
        : own.stream().map(words -> program(with(script, split(line, "--client", words)))).toList();
  }

  /** The error that a run ends with where nobody else is, if it does: where every run fails, the rest holds and proves nothing. */
  private static Optional<String> failureAlone(RedisScenario nobody, RedisProgram program) {
    var errors = new ArrayList<String>();
    var works = "works";
    var alone = nobody.faults(FaultBudget.NONE).plainClient("alone", program).sometimesAtEnd(works, (view, results) -> {
      var answers = results.of("alone").values().stream().map(Answer.class::cast).toList();
      answers.stream().filter(Answer::isError).map(Answer::text).forEach(errors::add);
      return answers.stream().anyMatch(answer -> !answer.isError());
    });
    var report = Interlace.check(alone, Checker.REDUCED.withoutSelfCheck().withoutShrinking());
    return report.of(works).filter(Verdict.Violated.class::isInstance).isPresent() && !errors.isEmpty()
        ? Optional.of("the script ends with an error even where nobody else is, so there may be little to prove: " + errors.getFirst())
        : Optional.empty();
  }

  /** What the scripts do on their own that looks like a mistake. Known once there is an {@link #exhibit}. */
  List<String> warnings() {
    return warnings;
  }

  /** What a run answers, on one line. */
  private record Answer(String text, boolean isError) {
    static Answer of(Reply reply) {
      return new Answer(ReplyText.oneLine(reply), reply instanceof Reply.Error);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private RedisProgram program(LuaScript script) {
    var program = mode == Mode.EVAL ? script.asEval() : script.asClientCode();
    return redis -> {
      while (true) {
        try {
          return program.run(redis) instanceof Reply reply ? Answer.of(reply) : null;
        } catch (ConnectionLost gone) {
          if (!isAgain) {
            throw gone;
          }
          redis.reconnect();
        }
      }
    };
  }

  private RedisScenario given(picocli.CommandLine line, RedisScenario scenario) {
    for (var command : given) {
      if (split(line, "--given", command).isEmpty()) {
        throw new ParameterException(line, "--given wants a command, such as 'SET stock 1'");
      }
    }
    try {
      return scenario.given(given.toArray(String[]::new));
    } catch (IllegalArgumentException refusal) { // what the server answers to it is an error
      throw new ParameterException(line, "--" + refusal.getMessage(), refusal);
    }
  }

  private static List<String> split(picocli.CommandLine line, String option, String words) {
    return CommandLine.parse(Bytes.of(words))
        .orElseThrow(() -> new ParameterException(line, option + " " + words + ": unbalanced quotes"))
        .stream().map(Bytes::toUtf8).toList();
  }

  /** An expression, or statements that return something. */
  private static String condition(String property) {
    var expression = "return (" + property + "\n) and 1 or 0";
    var statements = "return (function() " + property + "\nend)() and 1 or 0";
    return LuaEngine.compile(Bytes.of(statements)) instanceof Compilation.Script ? statements : expression;
  }

  private static boolean holds(picocli.CommandLine line, DatabaseView view, String property, LuaScript common) {
    var reply = view.ask(condition(property), common.keys(), common.arguments());
    if (reply instanceof Reply.Error error) {
      throw new ParameterException(line, "\"" + property + "\" cannot be judged: " + error.text().toUtf8());
    }
    return reply.equals(Reply.ONE);
  }
}
