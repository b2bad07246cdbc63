package dev.interlace.model.bench;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.Ended;
import dev.interlace.model.script.LuaEngine;
import dev.interlace.model.script.ScriptHost;
import dev.interlace.model.script.ScriptLimits;
import dev.interlace.model.script.ScriptResult;
import dev.interlace.model.script.ScriptState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.VarArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Our machine beside luaj's interpreter, on the scripts of the fact sheet's cost table. Ours counts instructions, converts KEYS, ARGV
 * and the reply, and answers as Redis does; luaj's is as it comes. {@code redis.call} is a stub in both.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class LuaBenchmark {
  /** The scripts, by their place in the cost table. */
  public enum Script {
    ONE_CALL("return redis.call('GET', KEYS[1])"),
    COMPARE_AND_DELETE(
        """
        if redis.call('GET', KEYS[1]) == ARGV[1] then
          return redis.call('DEL', KEYS[1])
        else
          return 0
        end"""),
    COUNT_AND_LIST(
        """
        local n = redis.call('INCR', KEYS[1])
        redis.call('EXPIRE', KEYS[1], 60)
        local t = {}
        for i = 1, 10 do
          t[i] = i * 2 + n
        end
        return t"""),
    WORDS(
        """
        local words = {}
        for word in string.gmatch(ARGV[2], '%a+') do
          words[#words + 1] = string.upper(word)
        end
        return table.concat(words, '-')"""),
    HUNDRED_FIELDS(
        """
        local t = {}
        for i = 1, 100 do
          t['field' .. i] = i
        end
        local sum = 0
        for i = 1, 100 do
          sum = sum + t['field' .. i]
        end
        return sum"""),
    LOOP_1000("local s = 0 for i = 1, 1000 do s = s + i % 7 end return s"),
    FIB_15("local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end return fib(15)"),
    LOOP_1000000("local s = 0 for i = 1, 1000000 do s = s + i % 7 end return s");

    private final String text;

    Script(String text) {
      this.text = text;
    }
  }

  private static final List<String> KEYS = List.of("key:1");
  private static final List<String> ARGUMENTS = List.of("token", "the quick brown fox jumps");

  @Param
  public Script script;

  private final LuaEngine engine = new LuaEngine();
  private final ScriptHost host = new Stub();
  private final List<Bytes> keys = KEYS.stream().map(Bytes::of).toList();
  private final List<Bytes> arguments = ARGUMENTS.stream().map(Bytes::of).toList();
  private Compilation.Script compiled;
  private Globals globals;
  private LuaClosure closure;

  @Setup
  public void compile() throws IOException {
    compiled = (Compilation.Script) LuaEngine.compile(Bytes.of(script.text));
    globals = JsePlatform.standardGlobals();
    var redis = new LuaTable();
    redis.set("call", new StockStub());
    globals.set("redis", redis);
    var text = new ByteArrayInputStream(script.text.getBytes(StandardCharsets.ISO_8859_1));
    closure = new LuaClosure(LuaC.instance.compile(text, "@user_script"), globals);
    check();
  }

  /** Both must compute the same. */
  private void check() {
    var stock = stock().arg1();
    var text = stock.istable() ? stock.get(10).tojstring() : stock.tojstring();
    var ours = ((Ended.Returned) ours().ended()).reply();
    var same = switch (ours) {
      case Reply.Array array -> String.valueOf(((Reply.Int) array.items().get(9)).value()).equals(text);
      case Reply.Int number -> String.valueOf(number.value()).equals(text);
      default -> ours.equals(Reply.bulk(text));
    };
    if (!same) {
      throw new IllegalStateException(ours + " is not " + text);
    }
  }

  @Benchmark
  public ScriptResult ours() {
    return engine.run(compiled, keys, arguments, host, ScriptState.INITIAL, ScriptLimits.GENEROUS);
  }

  @Benchmark
  public Varargs stock() {
    globals.set("KEYS", array(KEYS));
    globals.set("ARGV", array(ARGUMENTS));
    return closure.invoke(LuaValue.NONE);
  }

  private static LuaTable array(List<String> values) {
    var table = new LuaTable();
    IntStream.range(0, values.size()).forEach(i -> table.set(i + 1, LuaValue.valueOf(values.get(i))));
    return table;
  }

  private static final class Stub implements ScriptHost {
    private static final Reply TOKEN = Reply.bulk("token");

    @Override
    public Reply call(List<Bytes> command) {
      return command.getFirst().length() == 3 && command.getFirst().at(0) == 'G' ? TOKEN : Reply.ONE;
    }

    @Override
    public void setResp(int protocol) {}

    @Override
    public void log(int level, Bytes message) {}
  }

  private static final class StockStub extends VarArgFunction {
    private static final LuaString TOKEN = LuaValue.valueOf("token");

    @Override
    public Varargs invoke(Varargs arguments) {
      var name = arguments.checkstring(1);
      return name.m_length == 3 && name.m_bytes[name.m_offset] == 'G' ? TOKEN : LuaValue.ONE;
    }
  }
}
