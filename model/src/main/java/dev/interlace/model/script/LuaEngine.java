package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.front.Compiler;
import dev.interlace.model.script.front.SourceText;
import dev.interlace.model.script.front.SyntaxError;
import dev.interlace.model.script.lua.Execution;
import dev.interlace.model.script.lua.Str;
import java.util.List;

/**
 * Runs scripts as EVAL of Redis 7.0.15 does.
 *
 * <p>A run is a function of its arguments: everything that a script could leave behind is either read-only or in {@link ScriptState}. An
 * engine is reused from run to run only because its environment is costly to build; it is not safe for use by several threads at once,
 * nor from within its own {@link ScriptHost}.
 *
 * <p>Calls of Lua functions do not use Java's stack; the 200 calls that may nest through built-in functions do, and need less than 1 MB
 * of it.
 */
public final class LuaEngine {
  private static final String CHUNK_NAME = "@user_script";
  private static final Str KEYS = Str.of("KEYS");
  private static final Str ARGV = Str.of("ARGV");

  private final Sandbox sandbox = new Sandbox(Environment.Kind.SCRIPTS);

  /** Compiles the body of a script, its shebang line included. */
  public static Compilation compile(Bytes body) {
    var text = body.toLatin1();
    var parsed = Shebang.parse(text);
    if (parsed.error().isPresent()) {
      return new Compilation.Refused(parsed.error().get());
    }
    try {
      var proto = Compiler.compile(new SourceText(text.substring(parsed.bodyStart())), CHUNK_NAME, 0);
      return new Compilation.Script(Sha1.hex(body), parsed.shebang(), proto);
    } catch (SyntaxError e) {
      return new Compilation.Refused(new Reply.Error(Bytes.latin1(lines("ERR Error compiling script (new function): " + e.text()))));
    }
  }

  static String lines(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
  }

  /** Runs a script from its start to its end, or to the end of its budget. */
  public ScriptResult run(
      Compilation.Script script, List<Bytes> keys, List<Bytes> arguments, ScriptHost host, ScriptState state, ScriptLimits limits) {
    var machine = sandbox.machine;
    sandbox.begin(host, limits, new Sandbox.Left(state.randomBits(), state.cjson(), state.hasOverflowedStack()), sandbox.lastId());
    machine.globals.set(KEYS, sandbox.array(keys));
    machine.globals.set(ARGV, sandbox.array(arguments));
    var ended = sandbox.run(() -> Execution.run(machine, script.proto(), state.hasOverflowedStack()), script.sha1());
    var left = sandbox.left();
    return new ScriptResult(ended, new ScriptState(left.randomBits(), left.cjson(), left.hasOverflowedStack()), limits.budget() - machine.budget());
  }
}
