package dev.interlace.model.bench;

import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.RedisServer;
import dev.interlace.model.server.ScriptRunner;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A warm EVAL of ten lines with three commands, as a step of the search executes it: from an immutable state to the next. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Thread)
public class EvalBenchmark {
  private static final String RESERVE =
      """
      local stock = tonumber(redis.call('GET', KEYS[1]))
      local wanted = tonumber(ARGV[1])
      if stock == nil then
        return redis.error_reply('ERR no such article')
      end
      if stock < wanted then
        return -1
      end
      redis.call('DECRBY', KEYS[1], wanted)
      return redis.call('HSET', KEYS[2], ARGV[2], wanted)""";

  private final ScriptRunner scripts = new ScriptRunner();
  private final Command eval = command("EVAL", RESERVE, "2", "stock", "orders", "3", "order:17");
  private ServerState state = ServerState.EMPTY;

  private static Command command(String... words) {
    return new Command(List.of(words).stream().map(Bytes::of).toList());
  }

  @Setup
  public void stock() {
    var server = new RedisServer(state, scripts);
    server.execute(Session.FRESH, command("SET", "stock", "1000000"), Chooser.FIRST);
    var filled = server.state();
    state = filled;
    if (!eval().equals(Reply.ONE)) {
      throw new IllegalStateException(eval().toString());
    }
  }

  @Benchmark
  public Reply eval() {
    var server = new RedisServer(state, scripts);
    var reply = server.execute(Session.FRESH, eval, Chooser.FIRST).reply();
    server.state();
    return reply;
  }
}
