package dev.interlace.properties.mutants;

import static dev.interlace.properties.soundness.Tampered.answered;
import static dev.interlace.properties.soundness.Tampered.is;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel.EnvironmentStep;
import dev.interlace.engine.time.SimTime;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.notice.Message;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.model.settings.Settings;
import dev.interlace.properties.conformance.DamagedDumpsConformanceTest;
import dev.interlace.properties.soundness.Tampered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Servers that get one thing wrong that families of commands share: rights, settings, representations, dumps, what others are told. */
final class BrokenAnswers {
  private BrokenAnswers() {}

  // Rights.

  static Tampered forgetsTakenCategories(RedisSystem real) {
    return rewriting(real, command -> isAbout(command, "ACL", "SETUSER")
        ? new Command(command.words().stream().filter(word -> !word.toLowerCase().startsWith("-@")).toList())
        : command);
  }

  static Tampered scriptsMayTouchAnyKey(RedisSystem real) {
    return asDefaultUser(real, "EVAL");
  }

  static Tampered channelsAreFree(RedisSystem real) {
    return rewriting(real, command -> isAbout(command, "ACL", "SETUSER")
        ? new Command(command.words().stream().map(word -> word.length() > 0 && word.at(0) == '&' ? Bytes.of("&*") : word).toList())
        : command);
  }

  /** Runs commands of that name as the default user. */
  private static Tampered asDefaultUser(RedisSystem real, String name) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        if (!is(request, name)) {
          return super.execute(shared, session, request, chooser);
        }
        var identity = session.identity();
        var outcome = super.execute(shared, session.withIdentity(identity.asDefault(true)), request, chooser);
        return outcome instanceof Outcome.Answered<ServerState, Session, Reply>(var next, var after, var reply, var effect, var footprint, var alarms)
            ? new Outcome.Answered<>(next, after.withIdentity(identity), reply, effect, footprint, alarms)
            : outcome;
      }
    };
  }

  // Settings and representations.

  static Tampered thresholdsHaveNoEffect(RedisSystem real) {
    return withSettings(real, settings -> settings.with("zset-max-listpack-entries", "128").with("set-max-intset-entries", "512"));
  }

  static Tampered thresholdsAreOneTooHigh(RedisSystem real) {
    return withSettings(real, settings -> settings.with(
        "zset-max-listpack-entries", Long.toString(settings.number("zset-max-listpack-entries") + 1)));
  }

  static Tampered notificationsCannotBeSet(RedisSystem real) {
    return withSettings(real, settings -> settings.with("notify-keyspace-events", ""));
  }

  /** Runs everything but CONFIG and its like with other settings than there are. */
  private static Tampered withSettings(RedisSystem real, UnaryOperator<Settings> change) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        if (is(request, "CONFIG") || is(request, "ACL") || is(request, "EXEC")) {
          return super.execute(shared, session, request, chooser);
        }
        var outcome = super.execute(shared.with(change.apply(shared.settings())), session, request, chooser);
        return outcome instanceof Outcome.Answered<ServerState, Session, Reply>(var next, var after, var reply, var effect, var footprint, var alarms)
            ? new Outcome.Answered<>(next.with(shared.settings()), after, reply, effect, footprint, alarms)
            : outcome;
      }
    };
  }

  // Dumps.

  static Tampered restoresWhateverTheChecksum(RedisSystem real) {
    return rewriting(real, command -> is(command, "RESTORE") && command.words().size() > 3 ? withPayload(command, DamagedDumpsConformanceTest::resealed) : command);
  }

  static Tampered compressedTextsLoseTheirEnd(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        var outcome = super.execute(shared, session, request, chooser);
        if (!is(request, "RESTORE") || !isCompressed((Command) request) || !answered(outcome).reply().equals(Reply.OK)) {
          return outcome;
        }
        var key = ((Command) request).words().get(1);
        var cut = answered(super.execute(answered(outcome).shared(), answered(outcome).session(),
            new Command(List.of(Bytes.of("SETRANGE"), key, Bytes.of("3"), Bytes.of("?"))), chooser));
        return new Outcome.Answered<>(cut.shared(), cut.session(), Reply.OK, answered(outcome).effect(), cut.footprint(), cut.alarms());
      }
    };
  }

  private static boolean isCompressed(Command restore) {
    var payload = restore.words().size() > 3 ? restore.words().get(3) : Bytes.EMPTY;
    return payload.length() > 2 && payload.at(0) == 0 && (payload.at(1) & 0xff) == 0xc3;
  }

  private static Command withPayload(Command restore, UnaryOperator<Bytes> change) {
    var words = new ArrayList<>(restore.words());
    words.set(3, change.apply(words.get(3)));
    return new Command(words);
  }

  // What others are told.

  static Tampered expiryIsSilent(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public List<EnvironmentStep<ServerState>> environment(ServerState shared, SimTime wake) {
        return super.environment(shared, wake).stream()
            .map(step -> step.label().startsWith("expire") ? new EnvironmentStep<>(step.label(), step.shared(), Effect.NONE) : step)
            .toList();
      }
    };
  }

  static Tampered tellsBackwards(RedisSystem real) {
    return telling(real, effect -> new Effect(effect.items().reversed()));
  }

  /** To who asked for a prefix, while others hear. */
  static Tampered broadcastsReachNobody(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        var trackers = shared.clients().trackers().clients();
        return told(super.execute(shared, session, request, chooser), effect -> new Effect(effect.items().stream()
            .filter(item -> !(item instanceof Message.Invalidated(var client, var isRedirected, var keys)
                && Optional.ofNullable(trackers.get(client)).filter(tracker -> tracker.isBroadcast()).isPresent()))
            .toList()));
      }
    };
  }

  private static Tampered telling(RedisSystem real, UnaryOperator<Effect> change) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        return told(super.execute(shared, session, request, chooser), change);
      }
    };
  }

  private static Outcome<ServerState, Session, Reply> told(Outcome<ServerState, Session, Reply> outcome, UnaryOperator<Effect> change) {
    return switch (outcome) {
      case Outcome.Answered<ServerState, Session, Reply>(var next, var after, var reply, var effect, var footprint, var alarms) ->
          new Outcome.Answered<>(next, after, reply, change.apply(effect), footprint, alarms);
      case Outcome.Waiting<ServerState, Session, Reply>(var next, var after, var effect, var footprint) ->
          new Outcome.Waiting<>(next, after, change.apply(effect), footprint);
      case Outcome.Dropped<ServerState, Session, Reply> dropped -> dropped;
    };
  }

  /** A busy server takes what only reads. */
  static Tampered busyServerAnswersReads(RedisSystem real) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        var busy = shared.scripting().busy();
        if (busy.isEmpty() || !is(request, "GET")) {
          return super.execute(shared, session, request, chooser);
        }
        var free = new ServerState(shared.keyspace(), shared.nowMillis(), shared.scripting().withoutBusy(), shared.clients(), shared.settings(), shared.recoverable());
        var done = answered(super.execute(free, session, request, chooser));
        return new Outcome.Answered<>(shared, done.session(), done.reply(), done.effect(), done.footprint(), done.alarms());
      }
    };
  }

  private static Tampered rewriting(RedisSystem real, Function<Command, Command> change) {
    return new Tampered(real) {
      @Override
      public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
        return super.execute(shared, session, request instanceof Command command ? change.apply(command) : request, chooser);
      }
    };
  }

  private static boolean isAbout(Command command, String name, String subcommand) {
    return is(command, name) && command.words().size() > 1 && is(new Command(command.words().subList(1, 2)), subcommand);
  }
}
