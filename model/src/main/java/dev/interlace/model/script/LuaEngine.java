package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.front.Compiler;
import dev.interlace.model.script.front.SourceText;
import dev.interlace.model.script.front.SyntaxError;
import dev.interlace.model.script.lib.CjsonLibrary;
import dev.interlace.model.script.lib.RandomState;
import dev.interlace.model.script.lua.Execution;
import dev.interlace.model.script.lua.LuaError;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Origin;
import dev.interlace.model.script.lua.OutOfBudget;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
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

  private final Machine machine = new Machine();
  private final RandomState random = new RandomState();
  private final CjsonLibrary.Instance cjson = new CjsonLibrary.Instance();
  private final CurrentRun session = new CurrentRun();
  private final int lastIdOfEnvironment;

  public LuaEngine() {
    Environment.build(machine, random, cjson, session);
    lastIdOfEnvironment = machine.lastId();
  }

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

  private static String lines(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
  }

  /** Runs a script from its start to its end, or to the end of its budget. */
  public ScriptResult run(
      Compilation.Script script, List<Bytes> keys, List<Bytes> arguments, ScriptHost host, ScriptState state, ScriptLimits limits) {
    machine.forgetIdsAfter(lastIdOfEnvironment);
    machine.setBudget(limits.budget());
    machine.globals.set(KEYS, array(keys));
    machine.globals.set(ARGV, array(arguments));
    random.setBits(state.randomBits());
    cjson.setSettings(state.cjson());
    session.start(host, limits.budget());
    try {
      var value = Execution.run(machine, script.proto(), state.hasOverflowedStack());
      var reply = new LuaToReply(session.protocol()).convert(value);
      return new ScriptResult.Returned(reply, stateAfter());
    } catch (LuaError e) {
      var reply = ScriptErrors.reply(machine, e.value(), Origin.ofError(machine.mainThread), script.sha1());
      return new ScriptResult.Failed(reply, ScriptErrors.isCounted(e.value()), stateAfter());
    } catch (OutOfBudget e) {
      return new ScriptResult.OutOfBudget(stateAfter());
    } catch (StackOverflowError e) { // how deep is too deep differs from JVM to JVM, so it must not become an answer
      throw new IllegalStateException("a script nests deeper than this thread's stack; start the JVM with -Xss4m", e);
    }
  }

  private ScriptState stateAfter() {
    return new ScriptState(random.bits(), cjson.settings(), machine.mainThread.hasOverflowed());
  }

  private Table array(List<Bytes> values) {
    var table = new Table(machine);
    for (var i = 0; i < values.size(); i++) {
      table.set(i + 1, Str.of(values.get(i)));
    }
    return table;
  }

  /** What the functions of {@code redis} see of the run in progress. */
  private static final class CurrentRun implements RedisLibrary.Session {
    private ScriptHost host = NO_HOST;
    private int protocol = 2;
    private long budget;

    void start(ScriptHost newHost, long newBudget) {
      host = newHost;
      budget = newBudget;
      setProtocol(2);
    }

    @Override
    public ScriptHost host() {
      return host;
    }

    @Override
    public long budget() {
      return budget;
    }

    @Override
    public int protocol() {
      return protocol;
    }

    @Override
    public void setProtocol(int newProtocol) {
      protocol = newProtocol;
      host.setResp(newProtocol);
    }
  }

  private static final ScriptHost NO_HOST =
      new ScriptHost() {
        @Override
        public Reply call(List<Bytes> command) {
          throw new IllegalStateException("no script is running");
        }

        @Override
        public void setResp(int protocol) {}

        @Override
        public void log(int level, Bytes message) {}
      };
}
