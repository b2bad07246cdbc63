package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.Code;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.Ended;
import dev.interlace.model.script.FunctionEngine;
import dev.interlace.model.script.LuaEngine;
import dev.interlace.model.script.ScriptHost;
import dev.interlace.model.script.ScriptLimits;
import dev.interlace.model.script.ScriptResult;
import dev.interlace.model.script.ScriptState;
import dev.interlace.model.script.Scripting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles scripts once and runs them. Nothing of one run reaches another but through the {@link ScriptState} that is handed on, so a
 * runner may serve any number of server states, one after the other.
 */
public final class ScriptRunner {
  private final LuaEngine scripts = new LuaEngine();
  private final FunctionEngine functions = new FunctionEngine();
  private final Map<Bytes, Compilation> compiled = new HashMap<>();
  /** Runs that came to no end and asked nothing of the server: they do so again wherever they are run. */
  private final Map<Endless, ScriptResult> endless = new HashMap<>();
  private final ScriptLimits limits;

  public ScriptRunner() {
    this(ScriptLimits.GENEROUS);
  }

  ScriptRunner(ScriptLimits limits) {
    this.limits = limits;
  }

  ScriptLimits limits() {
    return limits;
  }

  /**
   * What a run came to.
   *
   * @param units how long it took
   */
  record Ran(Ended ended, Scripting scripting, long units) {}

  Compilation compile(Bytes body) {
    return compiled.computeIfAbsent(body, LuaEngine::compile);
  }

  FunctionEngine.Loaded load(Bytes library) {
    return functions.load(library);
  }

  Ran run(Code code, List<Bytes> keys, List<Bytes> arguments, ScriptHost host, Scripting before) {
    return run(code, keys, arguments, host, before, limits);
  }

  Ran run(Code code, List<Bytes> keys, List<Bytes> arguments, ScriptHost host, Scripting before, ScriptLimits within) {
    return switch (code) {
      case Code.Script(var script) -> {
        var result = run(script, keys, arguments, host, before.left(), within);
        yield new Ran(result.ended(), before.with(result.state()), result.units());
      }
      case Code.Function(var found) -> {
        var result = functions.call(found, keys, arguments, host, before.functions(), before.left().randomBits(), within);
        yield new Ran(result.ended(), before.with(result.functions()).withRandomBits(result.randomBits()), result.units());
      }
    };
  }

  private ScriptResult run(Compilation.Script script, List<Bytes> keys, List<Bytes> arguments, ScriptHost host, ScriptState left, ScriptLimits within) {
    var run = new Endless(script, keys, arguments, left, within);
    var known = endless.get(run);
    if (known != null) {
      return known;
    }
    var witness = new Witness(host);
    var result = scripts.run(script, keys, arguments, witness, left, within);
    if (result.ended() instanceof Ended.OutOfBudget && !witness.wasAsked) {
      endless.put(run, result);
    }
    return result;
  }

  private record Endless(Compilation.Script script, List<Bytes> keys, List<Bytes> arguments, ScriptState left, ScriptLimits within) {}

  /** A host that knows whether a script has asked it anything. */
  private static final class Witness implements ScriptHost {
    private final ScriptHost host;
    private boolean wasAsked;

    Witness(ScriptHost host) {
      this.host = host;
    }

    private ScriptHost asked() {
      wasAsked = true;
      return host;
    }

    @Override
    public Reply call(List<Bytes> command) {
      return asked().call(command);
    }

    @Override
    public void ranFor(long units) {
      asked().ranFor(units);
    }

    @Override
    public long patience() {
      return host.patience();
    }

    @Override
    public void setResp(int protocol) {
      host.setResp(protocol); // of every script, before it begins
    }

    @Override
    public void log(int level, Bytes message) {
      asked().log(level, message);
    }

    @Override
    public void setReplication(int flags) {
      asked().setReplication(flags);
    }

    @Override
    public Optional<Boolean> mayRun(List<Bytes> command) {
      return asked().mayRun(command);
    }
  }
}
