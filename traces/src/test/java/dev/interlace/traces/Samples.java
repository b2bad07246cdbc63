package dev.interlace.traces;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Property;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.replay.Recorder;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Small violating executions to save, draw and play. */
public final class Samples {
  private Samples() {}

  /** Two clients read the stock and both take the last one. */
  public static Trace oversell() {
    var given = List.of(Command.of("SET", "stock", "1"));
    var scenario = Scenario.named("oversell", RedisSystem.given(given))
        .property(Property.<DatabaseView>always("stock is never negative", db -> db.integer("stock") >= 0))
        .client("alice", List.of(new Operation<Request, Reply>("buy", Samples::buy)))
        .client("bob", List.of(new Operation<Request, Reply>("buy", Samples::buy)));
    return violation(scenario, "stock is never negative", given);
  }

  /** A key expires while its reader sleeps; names are not UTF-8. */
  public static Trace expiry() {
    var key = Bytes.latin1("k\u00ff\"");
    var given = List.<Command>of();
    var scenario = Scenario.named("expiry", RedisSystem.given(given))
        .property(Property.<DatabaseView>atEnd("the key is there", (db, results) -> !db.keys().isEmpty()))
        .client("carol", List.of(new Operation<Request, Reply>("wait", channel -> {
          ask(channel, new Command(List.of(Bytes.of("SET"), key, Bytes.of("v"), Bytes.of("PX"), Bytes.of("20"))));
          ask(channel, new Request.Sleep(Duration.ofMillis(30)));
          return ReplyText.oneLine(ask(channel, new Command(List.of(Bytes.of("GET"), key))));
        })));
    return violation(scenario, "the key is there", given);
  }

  /** A reply is lost, the client tries again, and its increment counts twice. */
  public static Trace appliedTwice() {
    var given = List.<Command>of();
    var scenario = Scenario.named("applied twice", RedisSystem.given(given))
        .property(Property.<DatabaseView>atEnd("counted once", (db, results) -> db.integer("n") == 1))
        .faults(new FaultBudget(1, 0))
        .client("dave", List.of(new Operation<Request, Reply>("count", channel -> {
          try {
            return ReplyText.oneLine(ask(channel, Command.of("INCR", "n")));
          } catch (ConnectionLost lost) {
            channel.reconnect();
            return ReplyText.oneLine(ask(channel, Command.of("INCR", "n")));
          }
        })));
    return violation(scenario.without(BuiltIn.SERIALIZABLE, "not the point"), "counted once", given);
  }

  /** What is given violates the property already. */
  public static Trace fromTheStart() {
    var given = List.of(Command.of("SET", "stock", "-1"));
    var scenario = Scenario.named("from the start", RedisSystem.given(given))
        .property(Property.<DatabaseView>always("stock is never negative", db -> db.integer("stock") >= 0))
        .client("alice", List.of(new Operation<Request, Reply>("buy", Samples::buy)));
    return violation(scenario, "stock is never negative", given);
  }

  /** One client whose two operations count a visit each. */
  public static Trace twoVisits() {
    var given = List.<Command>of();
    var visit = new Operation<Request, Reply>("visit", channel -> ReplyText.oneLine(ask(channel, Command.of("INCR", "n"))));
    var scenario = Scenario.named("two visits", RedisSystem.given(given))
        .property(Property.<DatabaseView>always("at most one visit", db -> db.integer("n") <= 1))
        .client("erin", List.of(visit, visit));
    return violation(scenario, "at most one visit", given);
  }

  private static Object buy(Channel<Request, Reply> channel) {
    if (ask(channel, Command.of("GET", "stock")) instanceof Reply.Bulk(var stock) && !stock.equals(Bytes.of("0"))) {
      ask(channel, Command.of("DECR", "stock"));
      return "bought";
    }
    return "sold out";
  }

  private static Reply ask(Channel<Request, Reply> channel, Request request) {
    channel.send(request);
    return channel.receive();
  }

  private static Trace violation(
      Scenario<ServerState, Session, Request, Reply, DatabaseView> scenario, String property, List<Command> given) {
    var verdict = Checker.EXHAUSTIVE.check(scenario).of(property).orElseThrow();
    var found = switch (verdict) {
      case Verdict.Violated<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> violated -> violated.counterexample().orElseThrow();
      case Verdict.Holds<?> holds -> throw new AssertionError(property + " holds");
      case Verdict.Undecided<?> undecided -> throw new AssertionError(property + ": " + undecided.reason());
    };
    return Recorder.record(scenario.name(), property, found.sentence(), OptionalLong.empty(), RedisSystem.given(given), found.execution());
  }
}
