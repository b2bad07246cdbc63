package dev.interlace.properties.conformance;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Outcome;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Transaction;
import dev.interlace.traces.oracle.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The model with its clients, stepped as the search steps it: a pure function from state to state. */
final class ModelServer {
  /** Beyond this many outcomes of one command we would be testing our patience. */
  private static final int MOST_OUTCOMES = 20_000;

  private final RedisSystem system = new RedisSystem(ServerState.EMPTY);
  private final List<Session> sessions = new ArrayList<>();
  private ServerState state;

  ModelServer(int clients, long nowMillis) {
    state = system.initial().at(nowMillis);
    for (var i = 0; i < clients; i++) {
      sessions.add(system.connect());
    }
  }

  /**
   * Runs {@code step}. Where the model leaves a choice open, it takes the first that leads to {@code actual}.
   *
   * @return the reply of the model if it cannot give {@code actual}
   */
  Optional<Reply> play(Step step, Reply actual) {
    var queued = sessions.get(step.client()).transaction() instanceof Transaction.Queueing(var commands) ? commands : List.<Command>of();
    var choices = new Choices();
    Reply first = null;
    for (var outcomes = 0; outcomes < MOST_OUTCOMES; outcomes++) {
      var outcome = execute(step, choices);
      if (Agreement.agree(step.command(), queued, outcome.reply(), actual)) {
        accept(step.client(), outcome);
        return Optional.empty();
      }
      first = first == null ? outcome.reply() : first;
      if (!choices.next()) {
        return Optional.of(first);
      }
    }
    throw new IllegalStateException("more than " + MOST_OUTCOMES + " outcomes of " + step.command());
  }

  private Outcome.Answered<ServerState, Session, Reply> execute(Step step, Choices choices) {
    var before = state.hashCode();
    var outcome = system.execute(state, sessions.get(step.client()), step.command(), choices);
    if (state.hashCode() != before) {
      throw new AssertionError(step.command() + " changed the state it was given");
    }
    if (outcome instanceof Outcome.Answered<ServerState, Session, Reply> answered) {
      return answered;
    }
    throw new AssertionError(step.command() + " waits");
  }

  private void accept(int client, Outcome.Answered<ServerState, Session, Reply> outcome) {
    state = outcome.shared();
    for (var i = 0; i < sessions.size(); i++) {
      sessions.set(i, i == client ? outcome.session() : system.observe(sessions.get(i), outcome.effect()));
    }
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
