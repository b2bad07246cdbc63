package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.script.Code;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.Ended;
import dev.interlace.model.script.FunctionEngine;
import dev.interlace.model.script.LuaEngine;
import dev.interlace.model.script.ScriptHost;
import dev.interlace.model.script.ScriptLimits;
import dev.interlace.model.script.ScriptState;
import dev.interlace.model.script.Scripting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles scripts once and runs them. Nothing of one run reaches another but through the {@link ScriptState} that is handed on, so a
 * runner may serve any number of server states, one after the other.
 */
public final class ScriptRunner {
  private final LuaEngine scripts = new LuaEngine();
  private final FunctionEngine functions = new FunctionEngine();
  private final Map<Bytes, Compilation> compiled = new HashMap<>();
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
        var result = scripts.run(script, keys, arguments, host, before.left(), within);
        yield new Ran(result.ended(), before.with(result.state()), result.units());
      }
      case Code.Function(var found) -> {
        var result = functions.call(found, keys, arguments, host, before.functions(), before.left().randomBits(), within);
        yield new Ran(result.ended(), before.with(result.functions()).withRandomBits(result.randomBits()), result.units());
      }
    };
  }
}
