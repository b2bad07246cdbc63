package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.command.CommandKeys;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.CommandTable;
import dev.interlace.model.command.Host;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.Busy;
import dev.interlace.model.script.Code;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.Ended;
import dev.interlace.model.script.ScriptFlag;
import dev.interlace.model.script.ScriptHost;
import dev.interlace.model.script.ScriptLimits;
import dev.interlace.model.script.Scripting;
import dev.interlace.model.session.Condition;
import dev.interlace.model.telemetry.Telemetry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Scripts and functions at work for one client; their commands go through its {@link Pipeline}. <b>Source:</b> {@code script.c} of Redis 7.0. */
final class ScriptExecution {
  private static final Reply.Error WRITES_BY_READ_ONLY = Errors.error("ERR Can not execute a script with write flag using *_ro command.");
  /** In exploration. */
  private static final long MOST_CALLS = 100_000;
  private static final long UNITS_PER_MICRO = ScriptLimits.UNITS_PER_MILLI / 1_000;

  /** Among the flags of {@code redis.set_repl}. */
  private static final int TO_LOG = 1;

  private final RedisServer server;
  private final Pipeline pipeline;
  private long micros;

  ScriptExecution(RedisServer server, Pipeline pipeline) {
    this.server = server;
    this.pipeline = pipeline;
  }

  /** How long the script that is running has been running; 0 if none is. */
  long micros() {
    return micros;
  }

  /** Compiles the body of a script, and remembers it if it is one. */
  Compilation compile(Bytes body) {
    var compilation = server.scriptRunner.compile(body);
    if (compilation instanceof Compilation.Script script) {
      server.scripting = server.scripting.with(script.sha1().toLatin1(), body);
    }
    return compilation;
  }

  Reply run(Code code, List<Bytes> command, List<Bytes> keys, List<Bytes> arguments, boolean isReadOnly) {
    if (code.mayWrite() && lacksMemory(code)) {
      return Errors.OUT_OF_MEMORY;
    }
    if (isReadOnly && code.mayWrite()) {
      return WRITES_BY_READ_ONLY;
    }
    var changesBefore = server.journal.changes();
    var database = pipeline.session().database();
    var mayOnlyRead = isReadOnly || code.flags().contains(ScriptFlag.NO_WRITES);
    var before = server.scripting;
    var host = new Server(code, keys, mayOnlyRead);
    var wasInside = pipeline.enter();
    var ran = server.scriptRunner.run(code, keys, arguments, host, before);
    pipeline.leave(wasInside);
    server.journal.effects().mute(false);
    var toldMicros = micros;
    micros = 0;
    pipeline.become(pipeline.session().withDatabase(database)); // SELECT within a script ends with it
    server.scripting = ran.scripting();
    var hasWritten = server.journal.changes() > changesBefore;
    if (hasWritten) {
      error(ran.ended()).ifPresent(
          error -> pipeline.reportPartialEffect("a script answered an error (" + error.text() + ") and kept what it had written before"));
    }
    server.host.telemetry().ifPresent(telemetry -> count(ran.ended(), telemetry));
    if (ran.units() <= patience() * ScriptLimits.UNITS_PER_MILLI && !(ran.ended() instanceof Ended.OutOfBudget) || pipeline.isInExec()) {
      passTime(toldMicros);
      return reply(code, ran.ended());
    }
    var isDirty = host.isDirty;
    var ifKilled = isDirty ? Reply.NOTHING : ifKilled(ran.ended(), code, keys, arguments, host, before);
    var name = code.name();
    var end = ran.ended() instanceof Ended.OutOfBudget ? Long.MAX_VALUE : server.nowMillis + ran.units() / ScriptLimits.UNITS_PER_MILLI;
    var answer = end == Long.MAX_VALUE ? Reply.NOTHING : reply(code, ran.ended());
    server.scripting = server.scripting.with(new Busy(
        pipeline.clientId(), code instanceof Code.Function, name, command, isDirty, ifKilled, server.nowMillis, end, answer));
    pipeline.become(pipeline.session().withCondition(Condition.BLOCKED));
    return Reply.NOTHING;
  }

  /** A clock that runs does not go back behind what the last command of a script may have told of it. */
  private void passTime(long toldMicros) {
    if (toldMicros >= 1_000 && server.host != Host.NONE && !pipeline.isInExec()) {
      server.host.sleep(toldMicros);
    }
  }

  private static Optional<Reply.Error> error(Ended ended) {
    return switch (ended) {
      case Ended.Returned(Reply.Error error, var counted) -> Optional.of(error);
      case Ended.Returned returned -> Optional.empty();
      case Ended.Failed failed -> Optional.of(failed.reply());
      case Ended.OutOfBudget endless -> Optional.empty();
    };
  }

  /** Every error that a script answers counts, in an array too; not those that a command of its has been counted for. */
  private static void count(Ended ended, Telemetry telemetry) {
    switch (ended) {
      case Ended.Returned returned -> {
        returned.errors().forEach(error -> telemetry.answeredError(error.code()));
        if (returned.reply() instanceof Reply.Error) {
          telemetry.foretell(true);
        }
      }
      case Ended.Failed failed -> telemetry.foretell(!failed.isCounted());
      case Ended.OutOfBudget endless -> {}
    }
  }

  private boolean lacksMemory(Code code) {
    return !code.flags().contains(ScriptFlag.ALLOW_OOM) && server.lacksMemory;
  }

  private Reply reply(Code code, Ended ended) {
    return switch (ended) {
      case Ended.Returned returned -> returned.reply();
      case Ended.Failed failed -> failed.reply();
      case Ended.OutOfBudget endless -> throw new EndlessScript(code.name().toLatin1(), server.scriptRunner.limits().budget(), MOST_CALLS);
    };
  }

  /** After so many milliseconds others are told that the server is busy. */
  private long patience() {
    var millis = server.settings.number("busy-reply-threshold");
    return millis <= 0 ? Long.MAX_VALUE / ScriptLimits.UNITS_PER_MILLI : millis;
  }

  /** Unless patience is at an end just where the script was cut off, it is run anew: nothing that it does is seen but what it answers. */
  private Reply ifKilled(Ended ended, Code code, List<Bytes> keys, List<Bytes> arguments, ScriptHost host, Scripting before) {
    var limits = new ScriptLimits(Math.min(server.scriptRunner.limits().budget(), patience() * ScriptLimits.UNITS_PER_MILLI));
    if (ended instanceof Ended.OutOfBudget(var reply) && limits.equals(server.scriptRunner.limits())) {
      return reply;
    }
    var ran = server.scriptRunner.run(code, keys, arguments, host, before, limits);
    micros = 0;
    return ran.ended() instanceof Ended.OutOfBudget(var reply) ? reply : reply(code, ran.ended());
  }

  /** What the script sees of the server. */
  private final class Server implements ScriptHost {
    private final Code code;
    private final List<Bytes> keys;
    private final boolean mayOnlyRead;
    private final boolean lacksMemory;
    /** Whether it has called a command that may write, whatever came of it. */
    private boolean isDirty;

    Server(Code code, List<Bytes> keys, boolean mayOnlyRead) {
      this.code = code;
      this.keys = keys;
      this.mayOnlyRead = mayOnlyRead;
      this.lacksMemory = lacksMemory(code);
    }

    /** A search meets a script in many states, and cannot wait in each of them until a real server would lose patience. */
    @Override
    public long patience() {
      return server.host == Host.NONE && !server.isLoading ? MOST_CALLS : Long.MAX_VALUE;
    }

    /** <b>Source:</b> {@code scriptCall}. */
    @Override
    public Reply call(List<Bytes> words) {
      return switch (server.lookup(words)) {
        case CommandTable.Lookup.Unknown unknown -> refused(Optional.empty(), Errors.UNKNOWN_FROM_SCRIPT);
        case CommandTable.Lookup.Incomplete incomplete -> refused(Optional.empty(), Errors.WRONG_ARITY_FROM_SCRIPT);
        case CommandTable.Lookup.Found found -> call(found.spec(), words);
      };
    }

    /** What is refused never runs, and is counted here. */
    private Reply.Error refused(Optional<CommandSpec> spec, Reply.Error error) {
      server.host.telemetry().ifPresent(telemetry -> {
        telemetry.answeredError(error.code());
        spec.ifPresent(known -> telemetry.rejected(known.name()));
      });
      return error;
    }

    private Reply call(CommandSpec spec, List<Bytes> words) {
      if (!spec.accepts(words.size())) {
        return refused(Optional.of(spec), Errors.WRONG_ARITY_FROM_SCRIPT);
      }
      if (spec.has(Flag.NOSCRIPT) && !server.host.isOn(Host.Switch.FREE_SCRIPTS)) {
        return refused(Optional.of(spec), Errors.NOT_FROM_SCRIPT);
      }
      var refusal = pipeline.refusalInScript(spec, words);
      if (refusal.isPresent()) {
        return refused(Optional.of(spec), refusal.get());
      }
      if (mayOnlyRead && (spec.has(Flag.WRITE) || spec.has(Flag.MAY_REPLICATE))) {
        return refused(Optional.of(spec), Errors.WRITE_FROM_READ_ONLY_SCRIPT);
      }
      var trouble = spec.has(Flag.WRITE) && !isDirty ? new Admission(server, pipeline.session()).trouble() : Optional.<Reply.Error>empty();
      if (trouble.isPresent()) {
        return refused(Optional.of(spec), trouble.get());
      }
      if (lacksMemory && spec.has(Flag.DENYOOM) && !isDirty) { // after a write it is too late to stop
        return refused(Optional.of(spec), Errors.OUT_OF_MEMORY);
      }
      isDirty |= spec.has(Flag.WRITE);
      if (server.host == Host.NONE && CommandKeys.mayHave(spec.info())) {
        noteUndeclaredKeys(spec, words);
      }
      return pipeline.runForScript(spec, words);
    }

    private void noteUndeclaredKeys(CommandSpec spec, List<Bytes> words) {
      for (var found : CommandKeys.in(spec.info(), words)) {
        var key = words.get(found.position());
        if (!keys.contains(key)) {
          server.warnings.add((code instanceof Code.Function ? "function " : "script ") + code.name().toLatin1() + " uses the key "
              + key.toQuoted() + " in " + spec.name().toUpperCase(Locale.ROOT) + ", which is not among the keys it was given");
        }
      }
    }

    @Override
    public void ranFor(long units) {
      micros = units / UNITS_PER_MICRO;
    }

    @Override
    public Optional<Boolean> mayRun(List<Bytes> command) {
      return pipeline.mayRun(command);
    }

    /** Commands answer in the richer vocabulary anyway, and the script's engine folds it. */
    @Override
    public void setResp(int protocol) {}

    @Override
    public void setReplication(int flags) {
      server.journal.effects().mute((flags & TO_LOG) == 0);
    }

    /** <b>Deviation:</b> what a function library logs while it loads is lost. */
    @Override
    public void log(int level, Bytes message) {
      server.host.log(level, message);
    }
  }
}
