package dev.interlace.properties.mutants;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.time.SimTime;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.BlockedClients;
import dev.interlace.model.clients.Waiter;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Transaction;
import dev.interlace.model.session.Watches;
import dev.interlace.properties.soundness.Tampered;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Servers that get one thing wrong. */
final class BrokenServers {
  /** What {@link #scriptInTwoSteps} takes apart. */
  static final String INCREMENT = "local v = redis.call('GET', KEYS[1]) return redis.call('SET', KEYS[1], v + 1)";

  private BrokenServers() {}

  static Tampered watchMissesTouches(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Session observe(Session session, Effect effect) {
        return session;
      }
    };
  }

  static Tampered watchMissesExpiry(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        return super.execute(shared, is(request, "EXEC") ? session.withWatches(asIfExpired(session.watches())) : session, request, chooser);
      }
    };
  }

  /** A key that was expired when the watch began does not count as touched when it is still so at EXEC. */
  private static Watches asIfExpired(Watches watches) {
    if (!(watches instanceof Watches.Watching(var keys))) {
      return watches;
    }
    var changed = new TreeMap<>(keys);
    changed.replaceAll((key, watch) -> new Watches.Watch(true, watch.shields()));
    return new Watches.Watching(changed);
  }

  static Tampered execRollsBack(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        var outcome = super.execute(shared, session, request, chooser);
        if (is(request, "EXEC")
            && answered(outcome).reply() instanceof Reply.Array(var items)
            && items.stream().anyMatch(Reply.Error.class::isInstance)) {
          return new Outcome.Answered<>(
              shared, answered(outcome).session(), answered(outcome).reply(), Effect.NONE, answered(outcome).footprint(), List.of());
        }
        return outcome;
      }
    };
  }

  static Tampered execIgnoresDirt(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        return super.execute(shared, is(request, "EXEC") ? session.withWatches(Watches.NONE) : session, request, chooser);
      }
    };
  }

  static Tampered discardKeepsWatch(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        var outcome = super.execute(shared, session, request, chooser);
        if (!is(request, "DISCARD")) {
          return outcome;
        }
        var done = answered(outcome);
        var kept = done.session().withWatches(session.watches());
        return new Outcome.Answered<>(done.shared(), kept, done.reply(), done.effect(), done.footprint(), done.alarms());
      }
    };
  }

  /** Runs one queued command per step; the reply is the last one's alone. */
  static Tampered execInSeveralSteps(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        if (!is(request, "EXEC") || !(session.transaction() instanceof Transaction.Queueing(var queued)) || queued.size() < 2) {
          return super.execute(shared, session, request, chooser);
        }
        var first = answered(super.execute(shared, session.withTransaction(Transaction.NONE), queued.getFirst(), chooser));
        var rest = new Transaction.Queueing(queued.subList(1, queued.size()));
        return new Outcome.Waiting<>(first.shared(), first.session().withTransaction(rest), first.effect());
      }
    };
  }

  /** Lets others in between the GET and the SET of {@link #INCREMENT}; what was read is kept as the connection's name. */
  static Tampered scriptInTwoSteps(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        if (!is(request, "EVAL")) {
          return super.execute(shared, session, request, chooser);
        }
        var key = ((Command) request).words().get(3);
        if (session.name().equals(Bytes.EMPTY)) {
          var read = answered(super.execute(shared, session, new Command(List.of(Bytes.of("GET"), key)), chooser));
          return new Outcome.Waiting<>(read.shared(), named(read.session(), ((Reply.Bulk) read.reply()).value()), Effect.NONE);
        }
        var next = Bytes.of(Long.toString(Long.parseLong(session.name().toUtf8()) + 1));
        return super.execute(shared, named(session, Bytes.EMPTY), new Command(List.of(Bytes.of("SET"), key, next)), chooser);
      }
    };
  }

  private static Session named(Session session, Bytes name) {
    return session.withIdentity(session.identity().withName(name));
  }

  static Tampered partialEffectsUnreported(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        var outcome = super.execute(shared, session, request, chooser);
        return outcome instanceof Outcome.Answered<ServerState, Session, Reply>(var next, var after, var reply, var effect, var footprint, var alarms)
            ? new Outcome.Answered<>(next, after, reply, effect, footprint, List.of())
            : outcome;
      }
    };
  }

  /** The last outcome of every choice never happens. */
  static Tampered choicesLackTheLast(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        return super.execute(shared, session, request, n -> chooser.choose(Math.max(1, n - 1)));
      }
    };
  }

  static Tampered timeStandsStill(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public List<EnvironmentStep<ServerState>> environment(ServerState shared, SimTime wake) {
        return List.of();
      }
    };
  }

  /** Of those who wait for a key, the last one is served first. */
  static Tampered servesTheLastFirst(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        return switch (super.execute(waiting(shared, List::reversed), session, request, chooser)) {
          case Outcome.Answered<ServerState, Session, Reply>(var next, var after, var reply, var effect, var footprint, var alarms) ->
              new Outcome.Answered<>(waiting(next, List::reversed), after, reply, effect, footprint, alarms);
          case Outcome.Waiting<ServerState, Session, Reply>(var next, var after, var effect, var footprint) ->
              // The one who comes now is at the end as it is.
              new Outcome.Waiting<>(next.with(next.clients().with(inOrder(shared, next))), after, effect, footprint);
          case Outcome.Dropped<ServerState, Session, Reply> dropped -> dropped;
        };
      }
    };
  }

  private static BlockedClients inOrder(ServerState before, ServerState after) {
    var all = before.clients().blocked();
    for (var waiter : after.clients().blocked().waiters()) {
      all = all.find(waiter.client()).isPresent() ? all : all.with(waiter);
    }
    return all;
  }

  /** Who waits for several keys is noted under the first one only. */
  static Tampered forgetsTheSecondKey(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        return super.execute(waiting(shared, waiters -> waiters.stream().map(BrokenServers::forFirstKey).toList()), session, request, chooser);
      }
    };
  }

  private static Waiter forFirstKey(Waiter waiter) {
    return new Waiter(waiter.client(), waiter.database(), waiter.keys().subList(0, 1), waiter.wish(), waiter.deadlineMillis());
  }

  static Tampered timeoutsNeverFire(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public List<EnvironmentStep<ServerState>> environment(ServerState shared, SimTime wake) {
        return super.environment(waiting(shared, waiters -> waiters.stream().map(BrokenServers::forEver).toList()), wake);
      }
    };
  }

  private static Waiter forEver(Waiter waiter) {
    return new Waiter(waiter.client(), waiter.database(), waiter.keys(), waiter.wish(), Waiter.FOR_EVER);
  }

  private static ServerState waiting(ServerState shared, UnaryOperator<List<Waiter>> change) {
    var clients = shared.clients();
    return clients.blocked().isNone() ? shared : shared.with(clients.with(new BlockedClients(change.apply(clients.blocked().waiters()))));
  }
}
