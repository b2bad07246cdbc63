package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.LuaEngine;
import dev.interlace.model.script.ScriptHost;
import dev.interlace.model.script.ScriptLimits;
import dev.interlace.model.script.ScriptResult;
import dev.interlace.model.script.ScriptState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compiles scripts once and runs them. Nothing of one run reaches another but through the {@link ScriptState} that is handed on, so a
 * runner may serve any number of server states, one after the other.
 */
public final class ScriptRunner {
  private final LuaEngine engine = new LuaEngine();
  private final Map<Bytes, Compilation> compiled = new HashMap<>();
  private final ScriptLimits limits;

  public ScriptRunner() {
    this(ScriptLimits.GENEROUS);
  }

  ScriptRunner(ScriptLimits limits) {
    this.limits = limits;
  }

  /** @param reply what the client gets */
  record Ran(Reply reply, ScriptState state) {}

  Compilation compile(Bytes body) {
    return compiled.computeIfAbsent(body, LuaEngine::compile);
  }

  /**
   * @param call runs a command on behalf of the script; answers errors, never throws them
   * @param mayRun whether the user who runs the script may run a command; empty if there is no such command
   */
  Ran run(
      Compilation.Script script,
      List<Bytes> keys,
      List<Bytes> arguments,
      Function<List<Bytes>, Reply> call,
      Function<List<Bytes>, Optional<Boolean>> mayRun,
      ScriptState state) {
    var result = engine.run(script, keys, arguments, new Host(call, mayRun), state, limits);
    return switch (result) {
      case ScriptResult.Returned returned -> new Ran(returned.reply(), returned.state());
      case ScriptResult.Failed failed -> new Ran(failed.reply(), failed.state());
      case ScriptResult.OutOfBudget endless -> throw new EndlessScript(script.sha1().toLatin1(), limits.budget());
    };
  }

  private record Host(Function<List<Bytes>, Reply> call, Function<List<Bytes>, Optional<Boolean>> mayRunCommand) implements ScriptHost {
    @Override
    public Reply call(List<Bytes> command) {
      return call.apply(command);
    }

    @Override
    public Optional<Boolean> mayRun(List<Bytes> command) {
      return mayRunCommand.apply(command);
    }

    /** Commands answer in the richer vocabulary anyway, and the script's engine folds it. */
    @Override
    public void setResp(int protocol) {}

    /** <b>Deviation:</b> nobody reads the server's log here. */
    @Override
    public void log(int level, Bytes message) {}
  }
}
