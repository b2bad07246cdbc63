package dev.interlace.engine.search;

import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.OperationEnd;
import dev.interlace.engine.program.ReplyTree;
import dev.interlace.engine.state.IntLog;
import dev.interlace.engine.state.LongIntMap;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.SystemModel.Disconnected;
import dev.interlace.engine.time.SimTime;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The part of a state that belongs to a client, and the steps from there, remembered; one for all clients that run the same program. A <em>local
 * id</em> stands for the pair (session, node of the reply tree); a client that has ended needs no session any more, so all its sessions are one.
 *
 * <p>Steps lie in one log: their number, what they have in common, then {@link #STRIDE} ints each. Their codes are those of the first client.
 *
 * <p><b>Threads:</b> for any number, but for the cuts; see {@link Questions}.
 */
final class ClientSteps<S, C, Q, R> {
  /** Ints before the first step: the number of steps, {@link #KEEPS_TIME} and the like, and the two halves of what they read and write. */
  static final int HEAD = 6;
  static final int FLAGS = 1;
  private static final int READS = 2;
  private static final int WRITES = 4;
  /** No step ends the client or changes when its session wakes. */
  static final int KEEPS_TIME = 1;
  /** No step changes the shared state. */
  static final int UNSEEN = 2;

  static final int STRIDE = 7;
  static final int CODE = 0;
  static final int SHARED = 1;
  static final int LOCAL = 2;
  static final int EFFECT = 3;
  static final int ALARMS = 4;
  static final int RAW = 5;
  /** The node in which the client has died, or -1. */
  static final int DEATH = 6;

  private final Client<Q, R> client;
  private final int number;
  final ReplyTree<Q, R> tree;
  private final int initial;
  private final Executions<S, C, Q, R> executions;
  private final LongIntMap locals = new LongIntMap();
  private final IntLog sessionOf = new IntLog();
  private final IntLog nodeOf = new IntLog();
  private final LongIntMap steps = new LongIntMap();
  private final LongIntMap faults = new LongIntMap();
  private final LongIntMap inFlight = new LongIntMap();
  private final LongIntMap severed = new LongIntMap();
  /** Where an effect leads that changes something; see {@link #untouched}. */
  private final LongIntMap observed = new LongIntMap();
  /**
   * Per effect the local ids that are known to stay as they are, as bits: most effects mean nothing to most sessions. Read without a lock; who comes too
   * early finds no bit, and asks.
   */
  private int[][] untouched = new int[16][];
  final IntLog log = new IntLog();
  private long[] wakeMillis = new long[64];
  private boolean[] ended = new boolean[64];
  final Futures futures = new Futures();

  /**
   * Those of each client, in their order; one for all that run the same program.
   *
   * @param known those that need not be learnt again; if there are any, the programs of the other clients are trusted to do the same twice
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array, because the hot loop reads it
  static <S, C, Q, R> ClientSteps<S, C, Q, R>[] of(
      List<Client<Q, R>> clients, Twins twins, Executions<S, C, Q, R> executions, Map<Client<Q, R>, ClientSteps<S, C, Q, R>> known) {
    if (clients.isEmpty() || clients.size() >= Code.MAX_CLIENTS - 1) {
      throw new IllegalArgumentException("a scenario has from 1 to " + (Code.MAX_CLIENTS - 2) + " clients");
    }
    var names = new TreeSet<String>();
    ClientSteps<S, C, Q, R>[] array = new ClientSteps[clients.size()];
    for (var i = 0; i < array.length; i++) {
      var client = clients.get(i);
      if (!names.add(client.name())) {
        throw new IllegalArgumentException("two clients are called " + client.name());
      }
      var number = i;
      array[i] = twins.first(i) < i
          ? array[twins.first(i)]
          : Optional.ofNullable(known.get(client)).orElseGet(() -> new ClientSteps<>(client, number, executions, !known.isEmpty()));
    }
    return array;
  }

  /** What is known of each of {@code clients}, for {@link #of}. */
  static <S, C, Q, R> Map<Client<Q, R>, ClientSteps<S, C, Q, R>> byClient(List<Client<Q, R>> clients, ClientSteps<S, C, Q, R>[] steps) {
    var known = new HashMap<Client<Q, R>, ClientSteps<S, C, Q, R>>();
    for (var c = 0; c < steps.length; c++) {
      known.put(clients.get(c), steps[c]);
    }
    return known;
  }

  /**
   * @param number of the first client that runs this program
   * @param isTrusted whether its program is known to do the same twice
   */
  ClientSteps(Client<Q, R> client, int number, Executions<S, C, Q, R> executions, boolean isTrusted) {
    this.client = client;
    this.number = number;
    this.executions = executions;
    tree = new ReplyTree<>(client, isTrusted);
    initial = local(0, tree.root());
  }

  int initial() {
    return initial;
  }

  private int local(int session, int node) {
    var isEnded = tree.isEnded(node);
    var kept = isEnded ? 0 : session;
    var key = LongIntMap.key(kept, node);
    var known = locals.get(key);
    if (known == LongIntMap.ABSENT) {
      known = sessionOf.add(kept);
      nodeOf.add(node);
      locals.put(key, known);
      if (known == ended.length) {
        var longer = Arrays.copyOf(ended, known * 2);
        var wakes = Arrays.copyOf(wakeMillis, known * 2);
        VarHandle.storeStoreFence(); // nobody may see the new arrays before what is in them
        ended = longer;
        wakeMillis = wakes;
      }
      ended[known] = isEnded;
      wakeMillis[known] = (isEnded ? SimTime.NEVER : executions.model.wakeAt(executions.sessions.valueOf(kept))).millis();
    }
    return known;
  }

  /** Whether there is such a local id, of a client that has not ended. */
  boolean canStep(int local) {
    return local < nodeOf.size() && !ended[local];
  }

  boolean isEnded(int local) {
    return ended[local];
  }

  long wakeMillis(int local) {
    return wakeMillis[local];
  }

  int node(int local) {
    return nodeOf.get(local);
  }

  C session(int local) {
    return executions.sessions.valueOf(sessionOf.get(local));
  }

  /** Index in {@link #log} of the steps of a client that has not ended. */
  int steps(int shared, int local) {
    var key = LongIntMap.key(shared, local);
    var known = steps.get(key);
    return known == LongIntMap.ABSENT ? learnSteps(key, shared, local) : known;
  }

  private int learnSteps(long key, int shared, int local) {
    synchronized (executions.questions) {
      var known = steps.get(key);
      if (known == LongIntMap.ABSENT) {
        executions.questions.add(Questions.STEPS, number, shared, local);
        known = compute(shared, local);
        steps.put(key, known);
      }
      return known;
    }
  }

  private int compute(int shared, int local) {
    var node = nodeOf.get(local);
    var outcomes = outcomes(shared, local);
    var found = new ArrayList<int[]>();
    var reads = 0L;
    var writes = 0L;
    for (var i = 0; i < executions.count(outcomes); i++) {
      var raw = executions.at(outcomes, i);
      reads |= executions.reads(raw);
      writes |= executions.writes(raw);
      if (executions.kind(raw) == Executions.BLOCKED) {
        continue;
      }
      var after = switch (executions.kind(raw)) {
        case Executions.ANSWERED -> tree.child(node, executions.reply(raw));
        case Executions.DROPPED -> tree.lost(node);
        default -> node;
      };
      var next = local(executions.session(raw), after);
      if (node == after) {
        futures.stay(node, next <= local);
      } else {
        futures.edge(node, after);
      }
      found.add(new int[] {Code.of(Code.RUN, 0, i), executions.shared(raw), next, executions.effect(raw), executions.alarms(raw), raw,
          death(node, after)});
    }
    futures.step(node, reads, writes);
    return store(found, flags(shared, local, found), reads, writes);
  }

  private int flags(int shared, int local, List<int[]> found) {
    var flags = KEEPS_TIME | UNSEEN;
    for (var step : found) {
      if (ended[step[LOCAL]] || wakeMillis[step[LOCAL]] != wakeMillis[local]) {
        flags &= ~KEEPS_TIME;
      }
      if (step[SHARED] != shared) {
        flags &= ~UNSEEN;
      }
    }
    return flags;
  }

  /** What the steps at {@code at} in the log read, together. */
  long reads(int at) {
    return join(at + READS);
  }

  /** What the steps at {@code at} in the log write, together. */
  long writes(int at) {
    return join(at + WRITES);
  }

  private long join(int at) {
    return (long) log.get(at) << 32 | log.get(at + 1) & 0xffff_ffffL;
  }

  private int outcomes(int shared, int local) {
    return executions.outcomes(shared, sessionOf.get(local), executions.requests.idOf(tree.request(nodeOf.get(local))));
  }

  /**
   * Index in {@link #log} of the faults that can hit a client that has not ended: lost replies in the order of outcomes, then the
   * dropped connection.
   */
  int faults(int shared, int local) {
    var key = LongIntMap.key(shared, local);
    var known = faults.get(key);
    return known == LongIntMap.ABSENT ? learnFaults(key, shared, local) : known;
  }

  private int learnFaults(long key, int shared, int local) {
    synchronized (executions.questions) {
      var known = faults.get(key);
      if (known == LongIntMap.ABSENT) {
        executions.questions.add(Questions.FAULTS, number, shared, local);
        known = computeFaults(shared, local);
        faults.put(key, known);
      }
      return known;
    }
  }

  private int computeFaults(int shared, int local) {
    var node = nodeOf.get(local);
    if (!executions.model.travels(tree.request(node))) {
      return store(List.of(), KEEPS_TIME | UNSEEN, 0, 0);
    }
    var after = tree.lost(node);
    var outcomes = outcomes(shared, local);
    var found = new ArrayList<int[]>();
    var reads = 0L;
    var writes = 0L;
    for (var i = 0; i < executions.count(outcomes); i++) {
      var raw = executions.at(outcomes, i);
      if (executions.kind(raw) == Executions.ANSWERED) {
        var left = disconnect(executions.shared(raw), executions.session(raw));
        var effect = both(executions.effect(raw), left.effect());
        reads |= executions.reads(raw) | executions.bits(left.footprint().reads());
        writes |= executions.writes(raw) | executions.bits(left.footprint().writes());
        found.add(new int[] {
            Code.of(Code.LOSE_REPLY, 0, i), executions.shared.idOf(left.shared()), local(0, after), effect, executions.alarms(raw), raw,
            death(node, after)});
      }
    }
    var left = disconnect(shared, sessionOf.get(local));
    var effect = executions.effects.idOf(left.effect());
    reads |= executions.bits(left.footprint().reads());
    writes |= executions.bits(left.footprint().writes());
    var dropped = Code.of(Code.DROP_CONNECTION, 0, 0);
    found.add(new int[] {dropped, executions.shared.idOf(left.shared()), local(0, after), effect, 0, -1, death(node, after)});
    futures.edge(node, after);
    futures.step(node, reads, writes);
    return store(found, flags(shared, local, found), reads, writes);
  }

  /** Index in {@link #log} of what a client that has not ended may still have executed while the system goes down, if anybody can tell the difference. */
  int inFlight(int shared, int local) {
    var key = LongIntMap.key(shared, local);
    var known = inFlight.get(key);
    return known == LongIntMap.ABSENT ? learnInFlight(key, shared, local) : known;
  }

  private int learnInFlight(long key, int shared, int local) {
    synchronized (executions.questions) {
      var known = inFlight.get(key);
      if (known == LongIntMap.ABSENT) {
        executions.questions.add(Questions.IN_FLIGHT, number, shared, local);
        known = store(computeInFlight(shared, local), 0, -1, -1);
        inFlight.put(key, known);
      }
      return known;
    }
  }

  private List<int[]> computeInFlight(int shared, int local) {
    var found = new ArrayList<int[]>();
    var node = nodeOf.get(local);
    var outcomes = outcomes(shared, local);
    for (var i = 0; i < executions.count(outcomes); i++) {
      var raw = executions.at(outcomes, i);
      if (executions.kind(raw) == Executions.ANSWERED && executions.shared(raw) != shared) {
        var session = executions.model.severed(executions.sessions.valueOf(executions.session(raw)));
        found.add(new int[] {Code.of(Code.IN_FLIGHT, 0, i), executions.shared(raw), local(executions.sessions.idOf(session), node),
            executions.effect(raw), executions.alarms(raw), raw, -1});
      }
    }
    return found;
  }

  /** The local id once the system has gone down and come up. */
  int severed(int local) {
    if (ended[local]) {
      return local;
    }
    var known = severed.get(local);
    return known == LongIntMap.ABSENT ? learnSevered(local) : known;
  }

  private int learnSevered(int local) {
    synchronized (executions.questions) {
      var known = severed.get(local);
      if (known == LongIntMap.ABSENT) {
        executions.questions.add(Questions.SEVERED, number, local, 0);
        known = local(executions.sessions.idOf(executions.model.severed(session(local))), nodeOf.get(local));
        severed.put(local, known);
      }
      return known;
    }
  }

  private Disconnected<S> disconnect(int shared, int session) {
    return executions.model.disconnect(executions.shared.valueOf(shared), executions.sessions.valueOf(session));
  }

  private int both(int first, Effect second) {
    if (second.isNone()) {
      return first;
    }
    var items = new ArrayList<Object>(executions.effects.valueOf(first).items());
    items.addAll(second.items());
    return executions.effects.idOf(new Effect(items));
  }

  private int store(List<int[]> found, int flags, long reads, long writes) {
    var start = log.add(found.size());
    log.add(flags);
    log.add((int) (reads >>> 32));
    log.add((int) reads);
    log.add((int) (writes >>> 32));
    log.add((int) writes);
    found.forEach(step -> log.addAll(step, 0, STRIDE));
    return start;
  }

  /** The node {@code after} if a client dies by coming there, or -1. */
  private int death(int before, int after) {
    return before != after && isDead(after) ? after : -1;
  }

  boolean isDead(int node) {
    return tree.isEnded(node) && tree.result(node).failure().filter(failure -> !client.expects(failure)).isPresent();
  }

  /** The local id after another's step had {@code effect}. */
  int observe(int local, int effect) {
    if (isUntouched(local, effect) || ended[local]) {
      return local;
    }
    var key = LongIntMap.key(local, effect);
    var known = observed.get(key);
    return known == LongIntMap.ABSENT ? learnObserved(key, local, effect) : known;
  }

  private boolean isUntouched(int local, int effect) {
    var rows = untouched;
    if (effect >= rows.length || rows[effect] == null) {
      return false;
    }
    var row = rows[effect];
    return local >>> 5 < row.length && (row[local >>> 5] >>> local & 1) != 0;
  }

  private void noteUntouched(int local, int effect) {
    if (effect >= untouched.length) {
      untouched = Arrays.copyOf(untouched, Math.max(effect + 1, untouched.length * 2));
    }
    var row = untouched[effect] == null ? new int[1] : untouched[effect];
    row = local >>> 5 < row.length ? row : Arrays.copyOf(row, Math.max((local >>> 5) + 1, row.length * 2));
    row[local >>> 5] |= 1 << local;
    untouched[effect] = row;
  }

  private int learnObserved(long key, int local, int effect) {
    synchronized (executions.questions) {
      var known = isUntouched(local, effect) ? local : observed.get(key);
      if (known == LongIntMap.ABSENT) {
        executions.questions.add(Questions.OBSERVED, number, local, effect);
        var session = executions.model.observe(session(local), executions.effects.valueOf(effect));
        known = local(executions.sessions.idOf(session), nodeOf.get(local));
        if (known == local) {
          noteUntouched(local, effect);
        } else {
          futures.change(nodeOf.get(local), known < local);
          observed.put(key, known);
        }
      }
      return known;
    }
  }

  /** Whether the pending request has been taken up, so that its operation cannot end here. */
  boolean isUnderWay(int local) {
    return executions.model.isUnderWay(session(local));
  }

  /** The local id after the current operation was made to end so, in a specification. */
  int cut(int local, OperationEnd end) {
    return local(sessionOf.get(local), tree.cut(nodeOf.get(local), end));
  }

  /** The same once the step with this raw outcome was taken, which leaves a session of its own. */
  int cutAfter(int local, int raw, OperationEnd end) {
    return local(executions.session(raw), tree.cut(nodeOf.get(local), end));
  }

  /** Memory taken. */
  long bytes() {
    return log.bytes() + sessionOf.bytes() + nodeOf.bytes() + locals.bytes() + steps.bytes() + faults.bytes() + inFlight.bytes() + severed.bytes()
        + observed.bytes() + Arrays.stream(untouched).mapToLong(row -> row == null ? 0 : (long) Integer.BYTES * row.length).sum()
        + (Long.BYTES + 1L) * ended.length + Executions.OBJECT_BYTES * tree.size();
  }
}
