package dev.interlace.properties.conformance;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Outcome;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Transaction;
import dev.interlace.traces.oracle.Agreement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The model with its clients, stepped as the search steps it: a pure function from state to state.
 *
 * <p>Where the model leaves a choice open, every outcome that agrees with the real server's reply is followed: RANDOMKEY does not say
 * which expired key it removed on the way.
 */
final class ModelServer {
  /** Beyond this many outcomes of one command we would be testing our patience. */
  private static final int MOST_OUTCOMES = 20_000;

  private final RedisSystem system = new RedisSystem(ServerState.EMPTY);
  private Set<World> worlds;

  ModelServer(int clients, long nowMillis, int protocol) {
    worlds = Set.of(new World(system.initial().at(nowMillis), Collections.nCopies(clients, system.connect().withProtocol(protocol))));
  }

  private record World(ServerState state, List<Session> sessions) {
    World later(int millis) {
      return new World(state.at(state.nowMillis() + millis), sessions);
    }

    List<Command> queued(int client) {
      return sessions.get(client).transaction() instanceof Transaction.Queueing(var commands) ? commands : List.of();
    }
  }

  /**
   * Runs {@code step}.
   *
   * @return the reply of the model if it cannot give {@code actual}
   */
  Optional<Reply> play(Step step, Reply actual) {
    if (step.isPause()) {
      worlds = new LinkedHashSet<>(worlds.stream().map(world -> world.later(step.pauseMillis())).toList());
      return Optional.empty();
    }
    var agreeing = new LinkedHashSet<World>();
    var others = new ArrayList<Reply>();
    for (var world : worlds) {
      var choices = new Choices();
      do {
        var outcome = execute(world, step, choices);
        if (Agreement.agree(step.command(), world.queued(step.client()), outcome.reply(), actual)) {
          agreeing.add(after(world, step.client(), outcome));
        } else {
          others.add(outcome.reply());
        }
        if (agreeing.size() + others.size() > MOST_OUTCOMES) {
          throw new IllegalStateException("more than " + MOST_OUTCOMES + " outcomes of " + step.command());
        }
      } while (choices.next());
    }
    worlds = agreeing;
    return agreeing.isEmpty() ? Optional.of(others.getFirst()) : Optional.empty();
  }

  private Outcome.Answered<ServerState, Session, Reply> execute(World world, Step step, Choices choices) {
    var before = world.state.hashCode();
    var outcome = system.execute(world.state, world.sessions.get(step.client()), step.command(), choices);
    if (world.state.hashCode() != before) {
      throw new AssertionError(step.command() + " changed the state it was given");
    }
    if (outcome instanceof Outcome.Answered<ServerState, Session, Reply> answered) {
      checkThatAnErrorLeavesNoTrace(world, step, answered);
      return answered;
    }
    throw new AssertionError(step.command() + " is not answered");
  }

  /** EXEC answers no error once it has run anything; a script that fails keeps what it wrote. */
  private static void checkThatAnErrorLeavesNoTrace(World world, Step step, Outcome.Answered<ServerState, Session, Reply> answered) {
    var isScript = step.command().name().toLowerCase().startsWith("eval");
    if (answered.reply() instanceof Reply.Error && !isScript && !live(world.state).equals(live(answered.shared()))) {
      throw new AssertionError(step.command() + " answers an error and yet changed a key");
    }
  }

  /** The keys that have not expired, by database; the others go whenever somebody looks at them. */
  private static List<Map<Bytes, Entry>> live(ServerState state) {
    var databases = new ArrayList<Map<Bytes, Entry>>();
    for (var i = 0; i < Keyspace.DATABASES; i++) {
      var entries = new TreeMap<>(state.keyspace().entries(i));
      entries.values().removeIf(entry -> entry.isExpired(state.nowMillis()));
      databases.add(entries);
    }
    return databases;
  }

  private World after(World world, int client, Outcome.Answered<ServerState, Session, Reply> outcome) {
    var sessions = new ArrayList<Session>();
    for (var i = 0; i < world.sessions.size(); i++) {
      var isGone = i == client && outcome.session().isClosed();
      sessions.add(isGone ? system.connect() : i == client ? outcome.session() : system.observe(world.sessions.get(i), outcome.effect()));
    }
    return new World(outcome.shared(), sessions);
  }

  /** Walks through all sequences of choices, the first ones first. */
  private static final class Choices implements Chooser {
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private int at;

    @Override
    public int choose(int n) {
      if (at == taken.size()) {
        taken.add(0);
        sizes.add(n);
      }
      return taken.get(at++);
    }

    /** False if every sequence was tried. */
    boolean next() {
      at = 0;
      while (!taken.isEmpty()) {
        var last = taken.removeLast();
        var size = sizes.removeLast();
        if (last + 1 < size) {
          taken.add(last + 1);
          sizes.add(size);
          return true;
        }
      }
      return false;
    }
  }
}
