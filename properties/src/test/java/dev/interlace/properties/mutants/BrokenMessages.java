package dev.interlace.properties.mutants;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Outcome;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.notice.Message;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.soundness.Tampered;
import java.util.function.Predicate;

/** Servers that get one thing wrong in what they say unasked, and a program that relies on it. */
final class BrokenMessages {
  static final String READS_THE_NEW = "who is told of a change reads the new value";

  static final RedisScenario TOLD = RedisScenario.named("told of a change").given("SET k 1")
      .without("serializable", "who is told waits for another")
      .without("no deadlock", "who reads too late is never told")
      .plainClient("alice", redis -> {
        redis.call("HELLO", "3");
        redis.call("CLIENT", "TRACKING", "ON");
        redis.call("GET", "k");
        redis.receivePush();
        return redis.call("GET", "k").toString();
      })
      .plainClient("bob", redis -> redis.call("SET", "k", "2").toString())
      .atEnd(READS_THE_NEW, (db, results) -> results.of("alice").value(0).equals(Reply.bulk("2").toString()));

  static final RedisScenario TOLD_OF_EXPIRY = RedisScenario.named("told of expiry").given("CONFIG SET notify-keyspace-events Ex")
      .plainClient("alice", redis -> {
        redis.call("HELLO", "3");
        redis.call("SUBSCRIBE", "__keyevent@0__:expired");
        redis.call("SET", "lease", "held", "PX", "10");
        return redis.receivePush().toString();
      });

  private static final Bytes TOLD_ALREADY = Bytes.of("told");

  private BrokenMessages() {}

  /** RESET and UNSUBSCRIBE forget to take the client off the server's list. */
  static Tampered reachWhoHasLeft(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        var outcome = super.execute(shared, session, request, chooser);
        if (!is(request, "RESET") && !is(request, "UNSUBSCRIBE")) {
          return outcome;
        }
        var done = answered(outcome);
        var stale = done.shared().with(done.shared().clients().with(shared.clients().subscriptions()));
        return new Outcome.Answered<>(stale, done.session(), done.reply(), done.effect(), done.footprint(), done.alarms());
      }
    };
  }

  /** Those who listen to patterns are counted and get nothing. */
  static Tampered dropPatternMessages(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Session observe(Session session, Effect effect) {
        return super.observe(session, without(effect, BrokenMessages::isForPattern));
      }
    };
  }

  private static boolean isForPattern(Object item) {
    return item instanceof Message.Pushed(var client, Reply.Push(var words)) && words.getFirst().equals(Reply.bulk("pmessage"));
  }

  private static Effect without(Effect effect, Predicate<Object> dropped) {
    return new Effect(effect.items().stream().filter(item -> !dropped.test(item)).toList());
  }

  /** SET tells of the change in one step and makes it in the next. */
  static Tampered tellBeforeTheWrite(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        if (!is(request, "SET")) {
          return super.execute(shared, session, request, chooser);
        }
        var done = answered(super.execute(shared, named(session, Bytes.EMPTY), request, chooser));
        if (session.name().equals(TOLD_ALREADY)) {
          var rest = without(done.effect(), Message.class::isInstance);
          return new Outcome.Answered<>(done.shared(), done.session(), done.reply(), rest, done.footprint(), done.alarms());
        }
        var isTelling = done.effect().items().stream().anyMatch(Message.class::isInstance);
        return isTelling ? new Outcome.Waiting<>(shared, named(session, TOLD_ALREADY), done.effect()) : done;
      }
    };
  }

  private static Session named(Session session, Bytes name) {
    return session.withIdentity(session.identity().withName(name));
  }
}
