package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.lib.CjsonLibrary;
import dev.interlace.model.script.lib.CjsonSettings;
import dev.interlace.model.script.lib.RandomState;
import dev.interlace.model.script.lua.LuaError;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Origin;
import dev.interlace.model.script.lua.OutOfBudget;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Value;
import java.util.List;
import java.util.function.Supplier;

/**
 * One machine with the environment of a kind of scripts, and the run in progress on it.
 *
 * <p>Whatever a run leaves behind is in {@link #left}; all else is read-only or forgotten. A sandbox is costly to build and is reused, but
 * not by several threads at once, nor from within its own {@link ScriptHost}.
 */
final class Sandbox {
  final Machine machine = new Machine();
  private final RandomState random = new RandomState();
  private final CjsonLibrary.Instance cjson = new CjsonLibrary.Instance();
  private final CurrentRun session = new CurrentRun();
  private final int lastId;

  private static final String KILLED = "Script killed by user with SCRIPT KILL...";

  Sandbox(Environment.Kind kind) {
    Environment.build(kind, machine, random, cjson, session);
    lastId = machine.lastId();
  }

  /**
   * What scripts of one kind leave for each other.
   *
   * @param randomBits shared by all kinds
   */
  record Left(long randomBits, CjsonSettings cjson, boolean hasOverflowedStack) {}

  /** The number of the newest object of the environment itself, which is the same in every sandbox of a kind. */
  int lastId() {
    return lastId;
  }

  /** Gets ready for a run whose objects are numbered from {@code firstId} on. */
  void begin(ScriptHost host, ScriptLimits limits, Left left, int firstId) {
    machine.forgetIdsAfter(firstId);
    machine.setBudget(limits.budget(), this::killed);
    random.setBits(left.randomBits());
    cjson.setSettings(left.cjson());
    session.start(host, limits.budget());
  }

  private LuaError killed() {
    return new LuaError(ErrorTables.table(machine, KILLED));
  }

  /** Runs something to its end, or to the end of its budget; {@code name} is what its errors call it. */
  Ended run(Supplier<Value> work, Bytes name) {
    try {
      var value = work.get();
      var conversion = new LuaToReply(session.protocol());
      var reply = conversion.convert(value);
      return machine.isKilled() ? new Ended.OutOfBudget(reply) : new Ended.Returned(reply, conversion.errors());
    } catch (LuaError e) {
      var reply = ScriptErrors.reply(machine, e.value(), Origin.ofError(machine.mainThread), name);
      return machine.isKilled() ? new Ended.OutOfBudget(reply) : new Ended.Failed(reply, ScriptErrors.isCounted(e.value()));
    } catch (OutOfBudget e) {
      return new Ended.OutOfBudget(new Reply.Error(Bytes.of("ERR " + KILLED)));
    } catch (StackOverflowError e) { // how deep is too deep differs from JVM to JVM, so it must not become an answer
      throw new IllegalStateException("a script nests deeper than this thread's stack; start the JVM with -Xss4m", e);
    }
  }

  Left left() {
    return new Left(random.bits(), cjson.settings(), machine.mainThread.hasOverflowed());
  }

  Table array(List<Bytes> values) {
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
    private long calls;

    void start(ScriptHost newHost, long newBudget) {
      host = newHost;
      calls = 0;
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
    public boolean mayCall() {
      return ++calls <= host.patience();
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

  static final ScriptHost NO_HOST =
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
