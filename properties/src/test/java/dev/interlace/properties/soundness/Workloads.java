package dev.interlace.properties.soundness;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.model.request.Command;
import dev.interlace.properties.soundness.Errand.Tells;
import dev.interlace.properties.soundness.Errand.WhenLost;
import dev.interlace.properties.soundness.Statement.Listen.Ear;
import dev.interlace.properties.durability.Policy;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Small workloads whose clients get into each other's way: everything happens to one, two or three keys. */
final class Workloads {
  private static final double ORDERS = 2_000;

  private static final String READ_THEN_WRITE =
      "local v = tonumber(redis.call('GET', KEYS[1]) or 0) if not v then return 'text' end redis.call('SET', KEYS[1], v + 1) return v";
  private static final String WRITE_THEN_FAIL = "redis.call('DEL', KEYS[1]) redis.call('RPUSH', KEYS[1], 'x') return redis.call('INCR', KEYS[1])";

  private Workloads() {}

  static Arbitrary<Workload> workloads() {
    return workloads(ORDERS);
  }

  /** @param most orders that one may have, about */
  static Arbitrary<Workload> workloads(double most) {
    var keys = Arbitraries.of("s", "t", "l", "m", "u", "h", "z", "x").set().ofMinSize(1).ofMaxSize(3).map(List::copyOf);
    return keys.flatMap(some -> {
      var given = Arbitraries.of(some).flatMap(Workloads::fill).list().ofMaxSize(3);
      var errands = errand(some).list().ofMinSize(1).ofMaxSize(2);
      var clients = errands.list().ofMinSize(2).ofMaxSize(3);
      return Combinators.combine(given, clients, faults(), Arbitraries.of(Policy.class))
          .as((first, all, breaks, policy) -> new Workload(replacing(first), all, breaks, policy).trimmed(breaks.hasOutages() ? most / 20 : most));
    });
  }

  private static Arbitrary<FaultBudget> faults() {
    return Arbitraries.frequency(
        Tuple.of(6, FaultBudget.NONE),
        Tuple.of(1, new FaultBudget(1, 0)),
        Tuple.of(1, new FaultBudget(0, 1)),
        Tuple.of(1, new FaultBudget(1, 1)),
        Tuple.of(1, new FaultBudget(0, 0, 1, 0)),
        Tuple.of(1, new FaultBudget(0, 0, 0, 1)));
  }

  /** What is given first; a type that does not fit a second time would be an error. */
  private static List<Command> replacing(List<Command> commands) {
    var all = new ArrayList<Command>();
    for (var command : commands) {
      all.add(new Command(List.of(Command.of("DEL").name(), command.words().get(command.name().equalsIgnoreCase("xgroup") ? 2 : 1))));
      all.add(command);
    }
    return all;
  }

  private static Arbitrary<Command> fill(String key) {
    return switch (key) {
      case "s", "t" -> Arbitraries.of(Command.of("SET", key, "5"), Command.of("SET", key, "text"), Command.of("SET", key, "2", "PX", "10"));
      case "l", "m" -> Arbitraries.of(Command.of("RPUSH", key, "a"), Command.of("RPUSH", key, "a", "b"));
      case "u" -> Arbitraries.of(Command.of("SADD", key, "x"), Command.of("SADD", key, "x", "y"), Command.of("SADD", key, "x", "y", "w"));
      case "h" -> Arbitraries.of(Command.of("HSET", key, "f", "1"), Command.of("HSET", key, "f", "text"));
      case "x" -> Arbitraries.of(Command.of("XADD", key, "1-1", "f", "v"), Command.of("XGROUP", "CREATE", key, "g", "0", "MKSTREAM"));
      default -> Arbitraries.of(Command.of("ZADD", key, "1", "a"), Command.of("ZADD", key, "1", "a", "2", "b"));
    };
  }

  private static Arbitrary<Errand> errand(List<String> keys) {
    var tells = Arbitraries.of(Tells.class);
    var whenLost = Arbitraries.of(WhenLost.class);
    var last = Arbitraries.frequencyOf(Tuple.of(5, statement(keys)), Tuple.of(1, command(keys).map(Statement.Unread::new)));
    var statements = Combinators.combine(statement(keys).list().ofMaxSize(1), last).as((some, end) -> {
      var all = new ArrayList<Statement>(some);
      all.add(end);
      return List.copyOf(all);
    });
    return Combinators.combine(statements, tells, whenLost).as(Errand::new);
  }

  private static Arbitrary<Statement> statement(List<String> keys) {
    return Arbitraries.frequencyOf(
        Tuple.of(6, command(keys).map(Statement.Call::new)),
        Tuple.of(2, command(keys).list().ofMinSize(2).ofMaxSize(3).map(Statement.Pipeline::new)),
        Tuple.of(2, Combinators.combine(command(keys), command(keys), command(keys)).as(Statement.Branch::new)),
        Tuple.of(2, Arbitraries.of(keys).map(Statement.ReadThenWrite::new)),
        Tuple.of(4, block(keys)),
        Tuple.of(2, listen(keys)),
        Tuple.of(1, Combinators.combine(Arbitraries.of(keys), Arbitraries.<List<String>>of(List.of(), List.of("NOLOOP"), List.of("BCAST"))).as(Statement.Copy::new)),
        Tuple.of(1, Arbitraries.of(5, 10, 11, 2_000).map(Statement.Sleep::new)),
        Tuple.of(1, Arbitraries.just(new Statement.Clock())));
  }

  private static Arbitrary<Statement> listen(List<String> keys) {
    var between = Arbitraries.oneOf(Arbitraries.just(Command.of("PING")), command(keys)).list().ofMaxSize(1);
    return Combinators.combine(Arbitraries.of(Ear.class), Arbitraries.of(false, true), between).as(Statement.Listen::new);
  }

  private static Arbitrary<Statement> block(List<String> keys) {
    var watched = Arbitraries.of(keys).set().ofMaxSize(2).map(List::copyOf);
    var queued = command(keys).list().ofMinSize(1).ofMaxSize(2);
    return Combinators.combine(watched, command(keys), queued, Arbitraries.of(false, false, false, true), Arbitraries.of(1, 1, 2))
        .as(Statement.Block::new);
  }

  private static Arbitrary<Command> command(List<String> keys) {
    return Arbitraries.frequencyOf(
        Tuple.of(9, Arbitraries.of(keys).flatMap(Workloads::fitting)),
        Tuple.of(2, Arbitraries.of(keys).flatMap(Workloads::ofAnyType)));
  }

  private static Arbitrary<Command> ofAnyType(String key) {
    return Arbitraries.of(
        Command.of("DEL", key),
        Command.of("EXPIRE", key, "1"),
        Command.of("PEXPIRE", key, "10"),
        Command.of("PERSIST", key),
        Command.of("PTTL", key),
        Command.of("EXISTS", key),
        Command.of("RANDOMKEY"),
        Command.of("PUBLISH", "news", key),
        Command.of("PUBLISH", "news", "hello"),
        Command.of("PUBLISH", "sport", "hello"),
        Command.of("INCR", key),
        Command.of("LPUSH", key, "a"),
        Command.of("EVAL", WRITE_THEN_FAIL, "1", key),
        Command.of("INCR"),
        Command.of("MSET", key, "1", "t", "2"),
        Command.of("RENAME", key, "m"),
        Command.of("COPY", "s", key),
        Command.of("MOVE", key, "1"),
        Command.of("SWAPDB", "0", "1"),
        Command.of("FLUSHALL"),
        Command.of("UNWATCH"),
        Command.of("CLIENT", "ID"),
        Command.of("CLIENT", "UNBLOCK", "3"),
        Command.of("CLIENT", "UNBLOCK", "3", "ERROR"),
        Command.of("PUBSUB", "NUMSUB", "news"));
  }

  private static Arbitrary<Command> fitting(String key) {
    return switch (key) {
      case "s", "t" -> Arbitraries.of(
          Command.of("GET", key), Command.of("SET", key, "1"), Command.of("INCR", key), Command.of("DECRBY", key, "2"), Command.of("APPEND", key, "0"),
          Command.of("SET", key, "7", "PX", "10"), Command.of("SET", key, "8", "NX"), Command.of("GETDEL", key), Command.of("EVAL", READ_THEN_WRITE, "1", key));
      case "l", "m" -> Arbitraries.of(
          Command.of("LPUSH", key, "c"), Command.of("LPOP", key), Command.of("RPOP", key), Command.of("RPOPLPUSH", key, key), Command.of("LRANGE", key, "0", "-1"),
          Command.of("RPOPLPUSH", "l", "m"), Command.of("LLEN", key), Command.of("BLPOP", key, "0"), Command.of("BRPOP", "m", "l", "0.005"),
          Command.of("BLMOVE", "l", "m", "LEFT", "RIGHT", "0"), Command.of("BLMOVE", "m", "l", "RIGHT", "LEFT", "0.005"));
      case "u" -> Arbitraries.of(
          Command.of("SADD", key, "x"), Command.of("SADD", key, "v"), Command.of("SPOP", key), Command.of("SRANDMEMBER", key), Command.of("SREM", key, "x"),
          Command.of("SMEMBERS", key));
      case "h" -> Arbitraries.of(
          Command.of("HINCRBY", key, "f", "1"), Command.of("HGET", key, "f"), Command.of("HDEL", key, "f"), Command.of("HSET", key, "g", "2"),
          Command.of("HRANDFIELD", key));
      case "x" -> Arbitraries.of(
          Command.of("XADD", key, "*", "f", "w"), Command.of("XADD", key, "5-1", "f", "w"), Command.of("XLEN", key), Command.of("XDEL", key, "1-1"),
          Command.of("XREAD", "BLOCK", "0", "STREAMS", key, "$"), Command.of("XREAD", "COUNT", "1", "STREAMS", key, "0"),
          Command.of("XREADGROUP", "GROUP", "g", "c", "BLOCK", "0", "STREAMS", key, ">"), Command.of("XREADGROUP", "GROUP", "g", "d", "BLOCK", "5", "STREAMS", key, ">"));
      default -> Arbitraries.of(
          Command.of("ZADD", key, "3", "a"), Command.of("ZINCRBY", key, "2", "a"), Command.of("ZPOPMIN", key), Command.of("ZRANGE", key, "0", "0"),
          Command.of("ZREM", key, "a"), Command.of("BZPOPMIN", key, "0"), Command.of("BZMPOP", "0.005", "1", key, "MAX"));
    };
  }
}
