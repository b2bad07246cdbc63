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
import dev.interlace.model.script.ScriptState;
import dev.interlace.model.script.Scripting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

  /** @param reply what the client gets */
  record Ran(Reply reply, Scripting scripting) {}

  Compilation compile(Bytes body) {
    return compiled.computeIfAbsent(body, LuaEngine::compile);
  }

  FunctionEngine.Loaded load(Bytes library) {
    return functions.load(library);
  }

  /** @param call runs a command on behalf of the script; answers errors, never throws them */
  Ran run(Code code, List<Bytes> keys, List<Bytes> arguments, Function<List<Bytes>, Reply> call, Scripting before) {
    var host = new Host(call);
    return switch (code) {
      case Code.Script(var script) -> {
        var result = scripts.run(script, keys, arguments, host, before.left(), limits);
        yield new Ran(reply(result.ended(), code), before.with(result.state()));
      }
      case Code.Function(var found) -> {
        var result = functions.call(found, keys, arguments, host, before.functions(), before.left().randomBits(), limits);
        yield new Ran(reply(result.ended(), code), before.with(result.functions()).withRandomBits(result.randomBits()));
      }
    };
  }

  private Reply reply(Ended ended, Code code) {
    return switch (ended) {
      case Ended.Returned(var reply) -> reply;
      case Ended.Failed failed -> failed.reply();
      case Ended.OutOfBudget endless -> throw new EndlessScript(code.name().toLatin1(), limits.budget());
    };
  }

  private record Host(Function<List<Bytes>, Reply> call) implements ScriptHost {
    @Override
    public Reply call(List<Bytes> command) {
      return call.apply(command);
    }

    /** Commands answer in the richer vocabulary anyway, and the script's engine folds it. */
    @Override
    public void setResp(int protocol) {}

    /** <b>Deviation:</b> nobody reads the server's log here. */
    @Override
    public void log(int level, Bytes message) {}
  }
}
