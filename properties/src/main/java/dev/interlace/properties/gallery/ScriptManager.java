package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_CLIENT_DIES;
import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;
import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;
import static dev.interlace.properties.RedisScenario.connectionsDropped;
import static dev.interlace.properties.RedisScenario.repliesLost;

import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.JedisClient;
import dev.interlace.properties.client.JedisProgram;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** P10: a script is loaded once and called by its digest from then on. */
final class ScriptManager {
  private static final String DROPPED = "no operation is silently dropped";
  private static final String ONCE = "no operation is applied twice";
  private static final String ADD = "return redis.call('INCRBY', KEYS[1], ARGV[1])";
  private static final String ADD_ONCE = Scripts.read("add-once.lua");
  private static final String ADD_ONCE_FOR_A_WHILE = ADD_ONCE.replace("KEYS[2], total)", "KEYS[2], total, 'PX', 100)");

  private ScriptManager() {}

  /** The call as it is told: without the script it says so on the console and returns nothing. */
  static @Nullable Object callOrNothing(Jedis jedis, String sha) {
    try {
      return jedis.evalsha(sha, List.of("total"), List.of("1"));
    } catch (JedisNoScriptException gone) {
      return null;
    }
  }

  /** Its repair: without the script it sends the script. */
  static Object callOrSend(Jedis jedis, String sha, String script, List<String> keys) {
    try {
      return jedis.evalsha(sha, keys, List.of("1"));
    } catch (JedisNoScriptException gone) {
      return jedis.eval(script, keys, List.of("1"));
    }
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.sound("P10", "as-written", "nobody touches the scripts", twoCallers(ScriptManager::told),
            "What was loaded stays loaded."),
        Exhibit.broken("P10", "script-flush", "another client empties the script cache", withFlush(ScriptManager::told),
            "NOSCRIPT is an answer like any other here, and the operation is gone.", DROPPED),
        Exhibit.broken("P10", "reply-lost", "the reply is lost and nobody catches it",
            twoCallers(ScriptManager::told).faults(repliesLost(1)),
            "The caller dies, and whether the call was done nobody knows.", NO_PARTIAL_EFFECT, NO_CLIENT_DIES),
        Exhibit.broken("P10", "reply-lost-again", "the reply is lost and the caller calls again",
            twoCallers(again(ScriptManager::told)).faults(repliesLost(1)),
            "Calling again does it again.", ONCE, SERIALIZABLE),
        Exhibit.sound("P10", "dropped-again", "the call never arrives and the caller calls again",
            twoCallers(again(ScriptManager::told)).faults(connectionsDropped(1)),
            "What never arrived was not done; the scripts outlive the connection."),
        Exhibit.sound("P10", "eval-script-flush", "repaired: EVAL where EVALSHA does not know the script",
            withFlush(ScriptManager::repaired),
            "EVAL brings the script along, and whatever was flushed in between does not matter."),
        Exhibit.sound("P10", "request-id", "repaired: a request id, the reply lost, the cache emptied",
            withFlush(again(withId(ADD_ONCE))).faults(repliesLost(1)),
            "The script remembers the request's answer, so calling again gives the same answer and does nothing."),
        Exhibit.broken("P10", "request-id-expires", "the same, but the request is remembered for a tenth of a second only",
            twoCallers(again(withId(ADD_ONCE_FOR_A_WHILE))).faults(repliesLost(1)),
            "Nothing says that the caller calls again in time.", ONCE, SERIALIZABLE));
  }

  @FunctionalInterface
  interface Code {
    @Nullable Object run(Jedis jedis, String user);
  }

  private static @Nullable Object told(Jedis jedis, String user) {
    return callOrNothing(jedis, jedis.scriptLoad(ADD));
  }

  private static Object repaired(Jedis jedis, String user) {
    return callOrSend(jedis, jedis.scriptLoad(ADD), ADD, List.of("total"));
  }

  private static Code withId(String script) {
    return (jedis, user) -> callOrSend(jedis, jedis.scriptLoad(script), script, List.of("total", "request:" + user));
  }

  /** The same, once more on a new connection if the first was lost. */
  private static ManagedCode again(Code code) {
    return (jedis, client, user) -> {
      try {
        return code.run(jedis, user);
      } catch (JedisConnectionException lost) {
        return code.run(client.connect(), user);
      }
    };
  }

  @FunctionalInterface
  interface ManagedCode {
    @Nullable Object run(Jedis jedis, JedisClient client, String user);
  }

  private static RedisScenario twoCallers(Code code) {
    return twoCallers((jedis, client, user) -> code.run(jedis, user));
  }

  private static RedisScenario twoCallers(ManagedCode code) {
    JedisProgram.Controlled alice = (jedis, client) -> code.run(jedis, client, "alice");
    JedisProgram.Controlled bob = (jedis, client) -> code.run(jedis, client, "bob");
    return RedisScenario.named("a script is loaded and called")
        .client("alice", alice)
        .client("bob", bob)
        .always(ONCE, db -> db.integer("total") <= 2)
        .sometimes("both calls count", db -> db.integer("total") == 2)
        .atEnd(DROPPED, (db, results) -> results.all().stream().allMatch(each -> each.values().stream().allMatch(value -> value != null)));
  }

  private static RedisScenario withFlush(Code code) {
    return withFlush((jedis, client, user) -> code.run(jedis, user));
  }

  private static RedisScenario withFlush(ManagedCode code) {
    var flush = again((jedis, user) -> jedis.scriptFlush());
    JedisProgram.Controlled admin = (jedis, client) -> flush.run(jedis, client, "admin");
    return twoCallers(code).client("admin", admin);
  }
}
