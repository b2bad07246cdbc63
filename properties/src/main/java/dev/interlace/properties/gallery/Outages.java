package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_LOST_WRITE;
import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;
import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;
import static dev.interlace.properties.RedisScenario.operation;
import static dev.interlace.properties.RedisScenario.powerLosses;
import static dev.interlace.properties.RedisScenario.processCrashes;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Operation;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.script.Sha1;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.JedisClient;
import dev.interlace.properties.client.JedisProgram;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.params.SetParams;

/** What other rooms show, and two of their own, where the server goes down and comes up again: who is cut off mostly does it again. */
final class Outages {
  private static final String[] LOG = {"appendonly yes"};
  private static final String[] LOG_ALWAYS = {"appendonly yes", "appendfsync always"};
  private static final String[] LOG_NEVER = {"appendonly yes", "appendfsync no"};
  private static final String[] SNAPSHOTS = {"save 900 1 300 10 60 10000"};
  private static final String[] NOTHING = {"save \"\""};

  private static final String HALF = "no transaction is half there";
  private static final String ONCE = "nothing is applied twice";
  private static final String DONE = "what is reported as done is there";
  private static final String COUNTED = "every increment is counted";
  private static final String DROPPED = "no operation is silently dropped";
  private static final String UNKNOWN = "who is cut off cannot know what has become of it";
  private static final String ADD = "return redis.call('INCRBY', KEYS[1], ARGV[1])";
  private static final String ADD_ONCE = Scripts.read("add-once.lua");
  private static final String SPEND = Scripts.read("spend.lua");
  private static final String SPEND_ONCE = Scripts.read("spend-once.lua");

  private Outages() {}

  @FunctionalInterface
  interface Code {
    @Nullable Object run(Jedis jedis);
  }

  /** {@code code}, and once more on a new connection whenever the one at hand is gone. */
  static JedisProgram.Controlled again(Code code) {
    return (jedis, client) -> new Persistent(jedis, client).send(code);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(acknowledged(), robust(), scripts(), sales(), locks(), idempotence()).flatMap(each -> each);
  }

  // C4: a successful EXEC does not mean persisted.

  private static Stream<Exhibit> acknowledged() {
    return Stream.of(
        Exhibit.broken("D1", "nothing-kept-crash", "no persistence, the process is killed", twoTransactions(processCrashes(1), NOTHING),
            "Everything was in memory only.", NO_LOST_WRITE, SERIALIZABLE),
        Exhibit.broken("D1", "snapshots-crash", "save 900 1, the process is killed", twoTransactions(processCrashes(1), SNAPSHOTS),
            "What came after the last snapshot is gone.", NO_LOST_WRITE, SERIALIZABLE),
        Exhibit.sound("D1", "log-never-synced-crash", "appendfsync no, the process is killed", twoTransactions(processCrashes(1), LOG_NEVER),
            "What was written before the reply is in the page cache, and that outlives the process."),
        Exhibit.broken("D1", "log-never-synced-power", "appendfsync no, the power goes", twoTransactions(powerLosses(1), LOG_NEVER),
            "Of the page cache anything may be lost.", NO_LOST_WRITE, SERIALIZABLE),
        Exhibit.sound("D1", "log-every-second-crash", "appendfsync everysec, the process is killed", twoTransactions(processCrashes(1), LOG),
            "What was written before the reply is in the page cache, and that outlives the process."),
        Exhibit.broken("D1", "log-every-second-power", "appendfsync everysec, the power goes", twoTransactions(powerLosses(1), LOG),
            "The reply does not wait for the sync.", NO_LOST_WRITE, SERIALIZABLE),
        Exhibit.sound("D1", "log-always-power", "appendfsync always, the power goes", twoTransactions(powerLosses(1), LOG_ALWAYS),
            "The reply waits for the sync, and a transaction that was cut in two is cut off whole."));
  }

  private static RedisScenario twoTransactions(FaultBudget faults, String... configuration) {
    return Reachable.success(RedisScenario.named("two transactions that are acknowledged"))
        .configured(configuration)
        .given("MSET a 4 b 0")
        .client("alice", jedis -> move(jedis, 1))
        .client("bob", jedis -> move(jedis, 2))
        .expects(JedisConnectionException.class)
        .faults(faults)
        .always(HALF, db -> !db.exists("a") && !db.exists("b") || Reading.isSum(db, 4, "a", "b"))
        .losesNothing()
        .without(NO_PARTIAL_EFFECT, UNKNOWN);
  }

  private static boolean move(Jedis jedis, int amount) {
    var transaction = jedis.multi();
    transaction.decrBy("a", amount);
    transaction.incrBy("b", amount);
    return transaction.exec() != null;
  }

  // P3 and P13: a transaction that is tried again.

  private static Stream<Exhibit> robust() {
    return Stream.of(
        Exhibit.broken("P3", "crash", "the process is killed, the transaction is tried again",
            RobustTransaction.told().configured(LOG).faults(processCrashes(1)),
            "An EXEC that was written before the kill and one that never arrived look the same; trying again does it twice.",
            RobustTransaction.ONCE, SERIALIZABLE),
        Exhibit.sound("P3", "request-id-crash", "repaired: a mark under the request's id, the process is killed",
            RobustTransaction.repaired().configured(LOG).faults(processCrashes(1)),
            "The mark survives together with the writes, or neither does."),
        Exhibit.broken("P3", "request-id-power", "the same, appendfsync everysec, and the power goes",
            RobustTransaction.repaired().configured(LOG).faults(powerLosses(1)),
            "A mark cannot bring back what was acknowledged and not synced.", RobustTransaction.DONE, SERIALIZABLE),
        Exhibit.sound("P3", "request-id-power-always", "the same, appendfsync always, and the power goes",
            RobustTransaction.repaired().configured(LOG_ALWAYS).faults(powerLosses(1)),
            "The mark survives together with the writes, or neither does."),
        Exhibit.broken("P13", "crash", "an order is tried again after the process was killed",
            orders(again(jedis -> Orders.order(jedis, "alice", "1")), again(jedis -> Orders.order(jedis, "bob", "2"))),
            "The order that was placed before the kill is placed once more: its items leave the shop twice.",
            Orders.INVENTORY, Orders.SALES, Orders.PENDING, SERIALIZABLE),
        Exhibit.sound("P13", "known-order-crash", "repaired: who tries again looks for the order first, under the same WATCH",
            orders(again(jedis -> orderOnce(jedis, "alice", "1")), again(jedis -> orderOnce(jedis, "bob", "2"))),
            "The order itself is the mark that it was placed."));
  }

  private static RedisScenario orders(JedisProgram.Controlled alice, JedisProgram.Controlled bob) {
    return Reachable.success(Orders.shop("two orders and a crash", 3))
        .configured(LOG)
        .client("alice", alice)
        .client("bob", bob)
        .faults(processCrashes(1));
  }

  private static boolean orderOnce(Jedis jedis, String user, String id) {
    jedis.watch("order:" + id);
    if (jedis.exists("order:" + id)) {
      jedis.unwatch();
      return true;
    }
    return Orders.order(jedis, user, id);
  }

  // P10, P11, P12 and P18: scripts.

  private static Stream<Exhibit> scripts() {
    return Stream.of(
        Exhibit.broken("P10", "restart", "the server starts again between loading and calling",
            twoCallers(ADD, false).faults(processCrashes(1)),
            "Scripts are not part of what is kept: NOSCRIPT, and the operation is gone; and a call that was not answered is made again.",
            ONCE, DROPPED, SERIALIZABLE, NO_PARTIAL_EFFECT),
        Exhibit.sound("P10", "request-id-restart", "repaired: EVAL where EVALSHA does not know the script, with a request id",
            twoCallers(ADD_ONCE, true).faults(processCrashes(1)),
            "EVAL brings the script along, and the request's answer is kept with what the script did."),
        Exhibit.sound("P11", "checked-power", "the repaired transfer, appendfsync always, and the power goes",
            payments(powerLosses(1), LOG_ALWAYS),
            "What a script wrote is one record of the log: all of it is there, or nothing."),
        Exhibit.broken("P11", "checked-power-every-second", "the same, appendfsync everysec",
            payments(powerLosses(1), LOG),
            "The money stays whole, but a payment that was acknowledged may never have been made.", NO_LOST_WRITE, SERIALIZABLE));
  }

  private static RedisScenario twoCallers(String script, boolean sends) {
    return RedisScenario.named("a script is loaded once, and called")
        .configured(LOG)
        .client("alice", loadAndCall("alice", script, sends))
        .client("bob", loadAndCall("bob", script, sends))
        .sometimes("both calls count", db -> db.integer("total") == 2)
        .always(ONCE, db -> db.integer("total") <= 2)
        .atEnd(DROPPED, (db, results) -> results.all().stream().allMatch(each -> each.values().stream().allMatch(value -> value != null)));
  }

  private static List<Operation<Request, Reply>> loadAndCall(String user, String script, boolean sends) {
    var keys = List.of("total", "request:" + user);
    var sha = Sha1.hex(Bytes.of(script)).toLatin1();
    return List.of(
        operation("load", again(jedis -> jedis.scriptLoad(script))),
        operation("call", again(jedis -> sends
            ? ScriptManager.callOrSend(jedis, sha, script, keys)
            : ScriptManager.callOrNothing(jedis, sha))));
  }

  private static RedisScenario payments(FaultBudget faults, String... configuration) {
    return Reachable.success(RedisScenario.named("two people pay each other, and the power goes"))
        .configured(configuration)
        .given("SET account:alice 3", "SET account:bob 2")
        .client("alice", jedis -> TransferScript.transferChecked(jedis, "alice", "bob", "3"))
        .client("bob", jedis -> TransferScript.transferChecked(jedis, "bob", "alice", "2"))
        .expects(JedisConnectionException.class)
        .faults(faults)
        .always(Transfer.SUM, db -> Reading.isSum(db, 5, "account:alice", "account:bob"))
        .always(Transfer.NOT_NEGATIVE, db -> Reading.noneNegative(db, "account:alice", "account:bob"))
        .losesNothing()
        .without(NO_PARTIAL_EFFECT, UNKNOWN);
  }

  private static Stream<Exhibit> sales() {
    return Stream.of(
        Exhibit.broken("P12", "crash", "who is cut off tries to buy again", FlashSale.afterCrash(false),
            "The user was marked as a buyer before the kill, and is now told that there is nothing to be had.", NO_PARTIAL_EFFECT),
        Exhibit.sound("P12", "bought-already-crash", "repaired: to have bought already counts as bought", FlashSale.afterCrash(true),
            "The mark that keeps a user from buying twice tells him that he has bought."),
        Exhibit.broken("P18", "crash", "a charge that was cut off is made again", till(SPEND, processCrashes(1), LOG),
            "The charge that was made before the kill is made once more.", "nobody pays twice", SERIALIZABLE),
        Exhibit.sound("P18", "receipt-crash", "repaired: the script leaves a receipt and looks for it", till(SPEND_ONCE, processCrashes(1), LOG),
            "The receipt is written with the charge, so who asks again gets it."),
        Exhibit.broken("P18", "receipt-power", "the same, appendfsync everysec, and the power goes", till(SPEND_ONCE, powerLosses(1), LOG),
            "Goods that were handed over on a charge which is lost with the power.", "what was handed over is paid", SERIALIZABLE),
        Exhibit.sound("P18", "receipt-power-always", "the same, appendfsync always", till(SPEND_ONCE, powerLosses(1), LOG_ALWAYS),
            "The receipt is on the disk before the till hears of it."));
  }

  private static RedisScenario till(String script, FaultBudget faults, String... configuration) {
    var card = List.of("card", "stock", "sold", "receipt");
    return Reachable.success(RedisScenario.named("a card, a till and a clerk who looks"))
        .configured(configuration)
        .given("SET card 4", "SET stock 3", "SET sold 0")
        .client("till", again(jedis -> Long.valueOf(1).equals(jedis.eval(script, card, List.of("2")))))
        .client("clerk", again(jedis -> jedis.get("sold")))
        .faults(faults)
        .always("nobody pays twice", db -> db.integer("card") >= 2)
        .atEnd("what was handed over is paid", (db, results) -> Reading.count(results, true) == 0 || db.integer("card") <= 2);
  }

  // L1: a lock outlives its server, or does not.

  private static Stream<Exhibit> locks() {
    return Stream.of(
        Exhibit.broken("L1", "lost-with-power", "appendfsync everysec, and the power goes while somebody is inside",
            twoWithLock().configured(LOG).faults(powerLosses(1)),
            "The lock is lost, its holder goes on over a new connection, and another gets in.", COUNTED, SERIALIZABLE),
        Exhibit.sound("L1", "kept-with-power", "the same, appendfsync always", twoWithLock().configured(LOG_ALWAYS).faults(powerLosses(1)),
            "The lock is on the disk before its holder hears of it."));
  }

  private static RedisScenario twoWithLock() {
    return Reachable.success(RedisScenario.named("two clients, a lock and a power loss"))
        .given("SET counter 0")
        .client("alice", (jedis, client) -> count(new Persistent(jedis, client), "alice"))
        .client("bob", (jedis, client) -> count(new Persistent(jedis, client), "bob"))
        .atEnd(COUNTED, (db, results) -> Reading.number(db, "counter").longValue() >= Reading.count(results, true));
  }

  /** Each command is sent again until it is answered; each may be. */
  private static boolean count(Persistent redis, String token) {
    redis.send(jedis -> jedis.set("lock", token, SetParams.setParams().nx()));
    if (!token.equals(redis.send(jedis -> jedis.get("lock")))) {
      return false;
    }
    var next = Long.parseLong(String.valueOf(redis.send(jedis -> jedis.get("counter")))) + 1;
    redis.send(jedis -> jedis.set("counter", Long.toString(next)));
    redis.send(jedis -> jedis.eval(Lock.DELETE_OWN, List.of("lock"), List.of(token)));
    return true;
  }

  /** A connection, or the next one. */
  private static final class Persistent {
    private final JedisClient client;
    private Jedis jedis;

    Persistent(Jedis jedis, JedisClient client) {
      this.jedis = jedis;
      this.client = client;
    }

    @Nullable Object send(Code command) {
      while (true) {
        try {
          return command.run(jedis);
        } catch (JedisConnectionException gone) {
          jedis = client.connect();
        }
      }
    }
  }

  // I1: an idempotency key.

  private static Stream<Exhibit> idempotence() {
    return Stream.of(
        Exhibit.broken("I1", "key-first", "the key is taken, then the work is done", payment(again(Outages::keyFirst)),
            "After a kill between the two the key says that work was done which was not.", DONE, SERIALIZABLE),
        Exhibit.broken("I1", "work-first", "the work is done, then the key is left", payment(again(Outages::workFirst)),
            "After a kill between the two nothing says that the work was done.", ONCE, DONE, SERIALIZABLE),
        Exhibit.sound("I1", "together", "repaired: key and work in one transaction", payment(again(Outages::together)),
            "Both survive, or neither does."));
  }

  private static boolean keyFirst(Jedis jedis) {
    if (jedis.set("key:1", "taken", SetParams.setParams().nx()) != null) {
      jedis.incr("paid");
    }
    return true;
  }

  private static boolean workFirst(Jedis jedis) {
    if (!jedis.exists("key:1")) {
      jedis.incr("paid");
      jedis.set("key:1", "taken");
    }
    return true;
  }

  private static boolean together(Jedis jedis) {
    jedis.watch("key:1");
    if (jedis.exists("key:1")) {
      jedis.unwatch();
      return true;
    }
    var transaction = jedis.multi();
    transaction.set("key:1", "taken");
    transaction.incr("paid");
    return transaction.exec() != null;
  }

  private static RedisScenario payment(JedisProgram.Controlled payer) {
    return Reachable.success(RedisScenario.named("a payment under an idempotency key"))
        .configured(LOG)
        .client("payer", payer)
        .client("clerk", again(jedis -> jedis.get("paid")))
        .faults(processCrashes(1))
        .always(ONCE, db -> db.integer("paid") <= 1)
        .atEnd(DONE, (db, results) -> Reading.count(results, true) == 0 || db.integer("paid") == 1);
  }
}
