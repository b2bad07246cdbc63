package dev.interlace.engine.toy;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.fault.Outage;
import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.time.SimTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Every interleaving, one after another, with nothing remembered: what every search must agree with. Shares no code with the
 * search; runs each program from its start at every step.
 */
public final class BruteForce<S, C, Q, R, V> {
  /** An outcome in which somebody waits for ever. */
  public static final String DEADLOCK = "deadlock";

  private static final Object LOST = "(lost)";

  private final SystemModel<S, C, Q, R, V> model;
  private final List<Client<Q, R>> clients;
  private final boolean isSerial;
  private final int longest;
  private final SortedSet<String> outcomes = new TreeSet<>();
  private long executions;

  private BruteForce(SystemModel<S, C, Q, R, V> model, List<Client<Q, R>> clients, boolean isSerial, int longest) {
    this.model = model;
    this.clients = clients;
    this.isSerial = isSerial;
    this.longest = longest;
  }

  /** All outcomes, as text: the view, then every client's results. */
  public static <S, C, Q, R, V> SortedSet<String> outcomes(
      SystemModel<S, C, Q, R, V> model, List<Client<Q, R>> clients, FaultBudget faults, boolean isSerial) {
    var search = new BruteForce<>(model, clients, isSerial, 64);
    var all = new ArrayList<Me<C, Q>>();
    for (var client : clients) {
      all.add(search.advance(client, new Me<>(model.connect(), 0, List.of(), List.of(), List.of(), false, "", false)));
    }
    search.explore(model.initial(), all, faults, -1, 0);
    return search.outcomes;
  }

  /** One client: what it has, and what it waits for. {@code isDraining}: its operation is over but requests are left. */
  private record Me<C, Q>(
      C session,
      int operation,
      List<String> results,
      List<Object> replies,
      List<Q> queue,
      boolean isDownAtStart,
      String failure,
      boolean isDraining) {
    boolean isEnded() {
      return queue.isEmpty();
    }

    Me<C, Q> in(C other) {
      return new Me<>(other, operation, results, replies, queue, isDownAtStart, failure, isDraining);
    }
  }

  private void explore(S shared, List<Me<C, Q>> all, FaultBudget faults, int running, int depth) {
    if (depth > longest) {
      throw new IllegalStateException("longer than " + longest + " steps");
    }
    if (all.stream().allMatch(Me::isEnded)) {
      outcomes.add(describe(shared, all));
      if (++executions > 2_000_000) {
        throw new IllegalStateException("too many executions");
      }
      outages(shared, all, faults, depth);
      return;
    }
    var moves = 0;
    for (var c = 0; c < all.size(); c++) {
      if (!all.get(c).isEnded() && (running < 0 || running == c)) {
        moves += step(shared, all, faults, running, depth, c, false);
      }
    }
    var wake = SimTime.NEVER;
    for (var me : all) {
      if (!me.isEnded()) {
        wake = SimTime.earlier(wake, model.wakeAt(me.session));
      }
    }
    for (var move : model.environment(shared, wake)) {
      moves++;
      explore(move.shared(), notice(all, -1, move.effect()), faults, running, depth + 1);
    }
    if (moves == 0 && running < 0) {
      outcomes.add(DEADLOCK);
    }
    for (var c = 0; c < all.size(); c++) {
      if (!all.get(c).isEnded()) {
        fault(shared, all, faults, depth, c);
      }
    }
    outages(shared, all, faults, depth);
  }

  private void outages(S shared, List<Me<C, Q>> all, FaultBudget faults, int depth) {
    if (!isSerial && faults.hasOutages()) {
      goDown(model.goingDown(shared), all, faults, depth);
    }
  }

  /** Any number of requests are executed that nobody is told of, then the system comes up again. */
  private void goDown(S shared, List<Me<C, Q>> all, FaultBudget faults, int depth) {
    for (var c = 0; c < all.size(); c++) {
      if (!all.get(c).isEnded()) {
        goDownAfter(shared, all, faults, depth, c);
      }
    }
    for (var outage : Outage.values()) {
      if (faults.allows(outage, 0)) {
        var isCrash = outage == Outage.PROCESS_CRASH;
        var left = new FaultBudget(faults.repliesLost(), faults.connectionsDropped(),
            faults.processCrashes() - (isCrash ? 1 : 0), faults.powerLosses() - (isCrash ? 0 : 1));
        var severed = all.stream().map(me -> me.isEnded() ? me : me.in(model.severed(me.session))).toList();
        model.restarts(shared, outage, !left.hasOutages()).forEach(way -> explore(way.shared(), severed, left, -1, depth + 1));
      }
    }
  }

  private void goDownAfter(S shared, List<Me<C, Q>> all, FaultBudget faults, int depth, int c) {
    for (var choice = new int[] {0, 1}; choice[0] < choice[1]; choice[0]++) { // requests of the toy choose at most once
      var outcome = model.execute(shared, all.get(c).session, all.get(c).queue.getFirst(), n -> {
        choice[1] = n;
        return choice[0];
      });
      if (outcome instanceof Outcome.Answered<S, C, R> done) {
        var others = notice(all, c, done.effect());
        others.set(c, all.get(c).in(model.severed(done.session())));
        goDown(done.shared(), others, faults, depth + 1);
      }
    }
  }

  private void fault(S shared, List<Me<C, Q>> all, FaultBudget faults, int depth, int c) {
    if (faults.repliesLost() > 0) {
      step(shared, all, new FaultBudget(faults.repliesLost() - 1, faults.connectionsDropped(), faults.processCrashes(), faults.powerLosses()), -1, depth, c, true);
    }
    if (faults.connectionsDropped() > 0) {
      var left = model.disconnect(shared, all.get(c).session);
      var others = notice(all, c, left.effect());
      others.set(c, answered(c, all.get(c), model.connect(), LOST));
      explore(left.shared(), others, new FaultBudget(faults.repliesLost(), faults.connectionsDropped() - 1, faults.processCrashes(), faults.powerLosses()), -1, depth + 1);
    }
  }

  private int step(S shared, List<Me<C, Q>> all, FaultBudget faults, int running, int depth, int c, boolean losesReply) {
    var moves = 0;
    var me = all.get(c);
    var picks = new ArrayList<int[]>();
    while (true) {
      var position = new int[1];
      var outcome = model.execute(shared, me.session, me.queue.getFirst(), n -> {
        if (position[0] == picks.size()) {
          picks.add(new int[] {0, n});
        }
        return picks.get(position[0]++)[0];
      });
      switch (outcome) {
        case Outcome.Answered<S, C, R> done -> {
          moves++;
          if (losesReply) {
            var left = model.disconnect(done.shared(), done.session());
            var others = notice(notice(all, c, done.effect()), c, left.effect());
            others.set(c, answered(c, me, model.connect(), LOST));
            explore(left.shared(), others, faults, -1, depth + 1);
          } else {
            var others = notice(all, c, done.effect());
            var next = answered(c, me, done.session(), done.reply());
            others.set(c, next);
            var isOver = next.isEnded() || next.operation != me.operation;
            explore(done.shared(), others, faults, isSerial && !isOver ? c : -1, depth + 1);
          }
        }
        case Outcome.Waiting<S, C, R> waiting -> {
          if (!losesReply && !(waiting.shared().equals(shared) && waiting.session().equals(me.session))) {
            moves++;
            var others = notice(all, c, waiting.effect());
            others.set(c, me.in(waiting.session()));
            explore(waiting.shared(), others, faults, isSerial ? c : -1, depth + 1);
          }
        }
        case Outcome.Dropped<S, C, R> dropped -> {
          if (!losesReply) {
            moves++;
            var others = notice(all, c, dropped.effect());
            var next = answered(c, me, model.connect(), LOST);
            others.set(c, next);
            var isOver = next.isEnded() || next.operation != me.operation;
            explore(dropped.shared(), others, faults, isSerial && !isOver ? c : -1, depth + 1);
          }
        }
      }
      while (!picks.isEmpty() && picks.getLast()[0] + 1 == picks.getLast()[1]) {
        picks.removeLast();
      }
      if (picks.isEmpty()) {
        return moves;
      }
      picks.getLast()[0]++;
    }
  }

  private List<Me<C, Q>> notice(List<Me<C, Q>> all, int except, Effect effect) {
    var others = new ArrayList<Me<C, Q>>();
    for (var c = 0; c < all.size(); c++) {
      var me = all.get(c);
      others.add(c == except || me.isEnded() || effect.isNone() ? me : me.in(model.observe(me.session, effect)));
    }
    return others;
  }

  private Me<C, Q> answered(int c, Me<C, Q> me, C session, Object reply) {
    if (me.isDraining) {
      var rest = reply == LOST ? List.<Q>of() : me.queue.subList(1, me.queue.size());
      return drained(clients.get(c), new Me<>(session, me.operation, me.results, List.of(), rest, reply == LOST, me.failure, true));
    }
    var replies = new ArrayList<>(me.replies);
    replies.add(reply);
    return advance(clients.get(c), new Me<>(session, me.operation, me.results, replies, List.of(), me.isDownAtStart, "", false));
  }

  private Me<C, Q> drained(Client<Q, R> client, Me<C, Q> me) {
    if (!me.queue.isEmpty() || !me.failure.isEmpty()) {
      return me;
    }
    return advance(client, new Me<>(me.session, me.operation + 1, me.results, List.of(), List.of(), me.isDownAtStart, "", false));
  }

  /** Runs the current operation on the replies it has had. */
  private Me<C, Q> advance(Client<Q, R> client, Me<C, Q> me) {
    if (me.operation == client.operations().size()) {
      return me;
    }
    var wire = new Wire<Q, R>(me.replies, me.isDownAtStart);
    var results = new ArrayList<>(me.results);
    var failure = "";
    try {
      results.add(text(client.operations().get(me.operation).program().run(wire)));
    } catch (Stop stop) {
      return new Me<>(me.session, me.operation, me.results, me.replies, wire.unread(), me.isDownAtStart, "", false);
    } catch (Exception thrown) {
      failure = thrown.getClass().getSimpleName() + ": " + Objects.toString(thrown.getMessage(), "");
    }
    return drained(client, new Me<>(me.session, me.operation, results, List.of(), wire.unread(), wire.isDown, failure, true));
  }

  private static String text(@Nullable Object result) {
    return result instanceof Object[] array ? Arrays.asList(array).toString() : String.valueOf(result);
  }

  private String describe(S shared, List<Me<C, Q>> all) {
    var text = new StringBuilder(model.view(shared).toString());
    for (var me : all) {
      text.append(" | ").append(me.results).append(me.failure.isEmpty() ? "" : " " + me.failure);
    }
    return text.toString();
  }

  private static final class Stop extends Error {}

  private static final class Wire<Q, R> implements Channel<Q, R> {
    private final List<Object> replies;
    private final List<Q> sent = new ArrayList<>();
    private int next;
    private int read;
    private boolean isDown;

    Wire(List<Object> replies, boolean isDown) {
      this.replies = replies;
      this.isDown = isDown;
    }

    List<Q> unread() {
      return List.copyOf(sent.subList(read, sent.size()));
    }

    @Override
    public void send(Q request) {
      if (isDown) {
        throw new ConnectionLost();
      }
      sent.add(request);
    }

    @Override
    @SuppressWarnings("unchecked")
    public R receive() {
      if (isDown) {
        throw new ConnectionLost();
      }
      if (next == replies.size()) {
        throw new Stop();
      }
      var reply = replies.get(next++);
      if (reply == LOST) {
        isDown = true;
        read = sent.size();
        throw new ConnectionLost();
      }
      read++;
      return (R) reply;
    }

    @Override
    public void reconnect() {
      isDown = false;
    }

    @Override
    public void mark(String label) {}

    @Override
    public <T> @Nullable T retry(OptionalInt tries, Callable<@Nullable T> attempt) throws Exception {
      for (var i = 0; i < tries.orElseThrow(); i++) {
        var result = attempt.call();
        if (result != null) {
          return result;
        }
      }
      return null;
    }
  }
}
