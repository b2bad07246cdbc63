package dev.interlace.engine.search;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@link World} in which some clients wait where the order does not matter.
 *
 * <p>In each state it looks for a set of clients such that nothing that the others may ever do before one of these steps is dependent on what these
 * do next: a persistent set (Godefroid 1996). Only those step. What a client may still do is what was seen from its node of the reply tree on, in the
 * whole search: {@link Futures}. A search that learns too late that a decision was wrong starts again.
 *
 * <p>Why what was seen is enough. Take a decision that is wrong, because others can do w and then t, which depends on a favoured step p, and of all such the
 * one with the shortest w, and of those the last one that the search comes to. Since w is independent of p, the search, which goes on with
 * favoured steps only, can still do w and t; every decision on that way about something shorter, or later, is right, so it does come to t, or to a t that reads
 * something else only because p came before, and then t has read what p wrote. So t's footprint becomes known, at t's node and at those before it.
 *
 * <p>A client that waits may be in the set, though it has no step there: then so is everybody who may write what it waits for (a necessary enabling set), so
 * that nobody else can make it go on.
 *
 * <p>Why nobody waits for ever. A loop of states takes whoever steps in it round a loop of its reply tree, through a node that an edge leads back to, or, if it
 * waits all the time, round a loop of sessions, in which it comes back to one with a smaller number. Nobody is favoured who is about to step from such
 * a node, so in every loop there is a state in which all step.
 *
 * <p>A client is favoured with all that can happen to its next request, so with the faults that can hit it. That a fault uses up what another
 * client's fault would need makes them no more dependent: whichever of the favoured client's steps comes first in an execution, faults of others
 * before it leave it possible and are as possible after it, because both together are within the budget.
 *
 * <p>Time, and whatever else the environment does, is one more who may do something before the favoured step. It is never favoured itself; what it may do is
 * all that it was seen to be able to do anywhere. Time stops when everybody has ended, so nobody who is about to end is favoured once time can
 * pass, and nobody who changes when its session wakes; and time counts as able to pass as well where only everybody's end keeps it from passing.
 *
 * <p>Several threads decide as one would. While they expand, nothing is learnt: a state whose expansion needs something that nobody has asked yet
 * is left to one thread, which expands such states afterwards, in the order of the queue ({@link #mayLearn}). So what a decision is taken on, and
 * the numbers of nodes and
 * resources with it, depend on the states expanded before this batch and on those left over before this one, and not on the threads. What
 * decisions rest on is noted by each thread for itself and put together when none expands ({@link #mustStartOver}). The argument above is
 * about the decisions of a whole search and all that it has learnt in the end, and asks for no order of the two: every pair of something relied on
 * and something learnt is held against each other by whichever comes later, learning ({@link Futures#step}) or putting together ({@link
 * Futures#take}). Deciding on less than could be known makes it more likely to start again, and nothing else.
 */
public final class ReducedSpace implements StateSpace {
  /** What must be found although orders are left out. */
  public enum Keeping {
    /** Every outcome, every deadlock, every alarm. */
    OUTCOMES,
    /** Those, and every shared state on the way up to ones that nobody can tell apart: who changes the shared state is not favoured. */
    VIEWS
  }

  private static final int MOST_CLIENTS = 64;

  private final World<?, ?, ?, ?, ?> world;
  /** The space from which those for other threads were made, and all of them, itself included, which it alone knows. */
  private final ReducedSpace first;
  private final List<ReducedSpace> all = new ArrayList<>();
  private final Keeping keeping;
  private final boolean guardsLoops;
  private final boolean awaitsOutages;
  private final int clients;
  private final int[] steps;
  /** Where the faults that can hit a client lie in its log, -1 if none can. */
  private final int[] faults;
  private final long[] reads;
  private final long[] writes;
  private final long[] laterReads;
  private final long[] laterWrites;
  private final long[] dependents;
  /** What this thread's decisions rest on, per program; clients with the same have the same. */
  private final Reliance[] reliances;
  /** Clients that may not be favoured. */
  private long excluded;
  /** Clients that wait, and that no fault can hit. */
  private long waiting;
  private long active;
  /** Whether time was seen to be able to pass, by this thread. */
  private boolean sawTime;
  /** The same by anybody; the first space's holds for all. */
  private boolean timePasses;
  /** What favoured steps that rest on their being independent of the environment have read and written. */
  private long timelessReads;
  private long timelessWrites;
  private boolean isLate;

  public ReducedSpace(World<?, ?, ?, ?, ?> world, Keeping keeping) {
    this(world, keeping, true, true, Optional.empty());
  }

  /**
   * Either {@code false} is a mistake, for tests that must notice it.
   *
   * @param awaitsOutages whether all step for as long as the system may still go down
   */
  ReducedSpace(World<?, ?, ?, ?, ?> world, Keeping keeping, boolean guardsLoops, boolean awaitsOutages, Optional<ReducedSpace> first) {
    this.world = world;
    this.first = first.orElse(this);
    this.first.all.add(this);
    this.keeping = keeping;
    this.guardsLoops = guardsLoops;
    this.awaitsOutages = awaitsOutages;
    clients = world.clientCount();
    steps = new int[clients];
    faults = new int[clients];
    reads = new long[clients];
    writes = new long[clients];
    laterReads = new long[clients];
    laterWrites = new long[clients];
    dependents = new long[clients];
    reliances = new Reliance[clients];
    for (var c = 0; c < clients; c++) {
      reliances[c] = world.twins().first(c) == c ? new Reliance() : reliances[world.twins().first(c)];
    }
  }

  @Override
  public Optional<StateSpace> forAnotherThread() {
    return Optional.of(new ReducedSpace(world, keeping, guardsLoops, awaitsOutages, Optional.of(first)));
  }

  @Override
  public void mayLearn(boolean mayLearn) {
    world.executions.questions.close(!mayLearn);
  }

  @Override
  public void expand(int[] state, Successors out) {
    sawTime |= world.hasEnvironmentSteps(state);
    if (clients > MOST_CLIENTS || world.isEnded(state, 0) || awaitsOutages && world.mayGoDown(state)) { // an outage depends on every step
      world.expand(state, out);
      return;
    }
    var favoured = favoured(state);
    out.clear();
    var fingerprint = world.fingerprint(state, 0);
    var stepping = favoured == 0 ? active : favoured;
    for (var rest = stepping; rest != 0; rest &= rest - 1) {
      var c = Long.numberOfTrailingZeros(rest);
      if (!isRepeated(state, stepping, c)) {
        world.expandClient(state, fingerprint, c, steps[c], out);
      }
    }
    if (favoured == 0) {
      world.expandEnvironment(state, fingerprint, out);
    }
    for (var rest = stepping; rest != 0; rest &= rest - 1) {
      var c = Long.numberOfTrailingZeros(rest);
      if (faults[c] >= 0 && !isRepeated(state, stepping, c)) {
        world.expandFaults(state, fingerprint, c, out);
      }
    }
  }

  /** Whether an earlier favoured client is in the same place, in a space where that is the same. */
  private boolean isRepeated(int[] state, long stepping, int c) {
    for (var d = world.twins().first(c); d < c; d++) {
      if (world.twins().areAlike(state, c, d) && (stepping >>> d & 1) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The clients that alone need to step, as bits; 0 if all must. */
  private long favoured(int[] state) {
    look(state);
    var best = 0L;
    var fewest = Integer.MAX_VALUE;
    for (var rest = active & ~excluded & ~waiting; rest != 0; rest &= rest - 1) {
      var seed = Long.numberOfTrailingZeros(rest);
      if ((dependents(state, seed) | 1L << seed) == active) {
        continue;
      }
      var set = closure(state, seed);
      var count = Long.bitCount(set);
      if (count < fewest && set != active && (set & excluded) == 0) {
        best = set;
        fewest = count;
      }
      if (fewest == 1) {
        break;
      }
    }
    if (best != 0) {
      rely(state, best);
    }
    return best;
  }

  private void look(int[] state) {
    active = 0;
    excluded = 0;
    waiting = 0;
    var timePasses = first.timePasses;
    var shared = world.shared(state, 0);
    var mayFail = world.mayFail(state);
    for (var c = 0; c < clients; c++) {
      dependents[c] = -1;
      var client = world.steps(c);
      var local = World.local(state, 0, c);
      if (client.isEnded(local)) {
        continue;
      }
      active |= 1L << c;
      var at = client.steps(shared, local);
      steps[c] = at;
      reads[c] = client.reads(at);
      writes[c] = client.writes(at);
      var flags = client.log.get(at + ClientSteps.FLAGS);
      faults[c] = mayFail ? client.faults(shared, local) : -1;
      if (mayFail) {
        reads[c] |= client.reads(faults[c]);
        writes[c] |= client.writes(faults[c]);
        flags &= client.log.get(faults[c] + ClientSteps.FLAGS);
      }
      var node = client.node(local);
      laterReads[c] = client.futures.reads(node);
      laterWrites[c] = client.futures.writes(node);
      var isWaiting = client.log.get(at) == 0;
      if (isWaiting && !canFail(c)) {
        waiting |= 1L << c;
      }
      if (isWaiting && canFail(c) || !isWaiting && guardsLoops && client.futures.isHead(node) || timePasses && !isTimeless(c, flags)
          || keeping == Keeping.VIEWS && (flags & ClientSteps.UNSEEN) == 0) {
        excluded |= 1L << c;
      }
    }
  }

  private boolean canFail(int c) {
    return faults[c] >= 0 && world.steps(c).log.get(faults[c]) > 0;
  }

  /** Whether the next step of client {@code c} comes to the same before and after whatever the environment may do. */
  private boolean isTimeless(int c, int flags) {
    return (flags & ClientSteps.KEEPS_TIME) != 0 && (isIdle(c)
        || !Futures.conflict(reads[c], writes[c], world.environmentReads(), world.environmentWrites()));
  }

  private boolean isIdle(int c) {
    return reads[c] == 0 && writes[c] == 0;
  }

  private long closure(int[] state, int seed) {
    var set = 0L;
    var open = 1L << seed;
    while (open != 0) {
      var c = Long.numberOfTrailingZeros(open);
      set |= 1L << c;
      if ((set & excluded) != 0) {
        return active;
      }
      open = (open | dependents(state, c)) & ~set;
    }
    return set;
  }

  /** The clients that may do something dependent on the next step of client {@code c}, as bits. */
  private long dependents(int[] state, int c) {
    if (dependents[c] != -1) {
      return dependents[c];
    }
    var bits = 0L;
    var read = reads[c];
    var written = writes[c];
    for (var d = 0; d < clients; d++) {
      if (Futures.conflict(read, written, laterReads[d], laterWrites[d])) {
        bits |= 1L << d;
      }
    }
    bits = bits & active & ~(1L << c);
    bits |= disturbed(state, c, active & ~bits & ~(1L << c));
    dependents[c] = bits;
    return bits;
  }

  /** The clients among {@code others} whose session the next step of {@code c} changes, as bits. */
  private long disturbed(int[] state, int c, long others) {
    var bits = 0L;
    if (others == 0) {
      return 0;
    }
    bits |= disturbed(state, c, steps[c], others);
    return faults[c] < 0 ? bits : bits | disturbed(state, c, faults[c], others);
  }

  private long disturbed(int[] state, int c, int first, long others) {
    var bits = 0L;
    var log = world.steps(c).log;
    for (var i = 0; i < log.get(first); i++) {
      var effect = log.get(first + ClientSteps.HEAD + i * ClientSteps.STRIDE + ClientSteps.EFFECT);
      for (var rest = effect == 0 ? 0 : others; rest != 0; rest &= rest - 1) {
        var d = Long.numberOfTrailingZeros(rest);
        var local = World.local(state, 0, d);
        if (world.steps(d).observe(local, effect) != local) {
          bits |= 1L << d;
        }
      }
    }
    return bits;
  }

  private void rely(int[] state, long favoured) {
    for (var c = 0; c < clients; c++) {
      if ((favoured >>> c & 1) == 0) {
        continue;
      }
      if (!isIdle(c)) {
        timelessReads |= reads[c];
        timelessWrites |= writes[c];
      }
      var node = world.steps(c).node(World.local(state, 0, c));
      if (guardsLoops && (waiting >>> c & 1) == 0) {
        reliances[c].favour(node);
      }
      for (var d = 0; d < clients; d++) {
        if ((active & ~favoured) >>> d << 63 != 0) {
          reliances[d].trust(world.steps(d).node(World.local(state, 0, d)), reads[c], writes[c]);
        }
      }
    }
  }

  @Override
  public boolean mustStartOver() {
    settleTime();
    var isBroken = isLate;
    for (var c = 0; c < clients; c++) {
      for (var each : all) {
        world.steps(c).futures.take(each.reliances[c]);
      }
      isBroken |= world.steps(c).futures.isBroken();
    }
    return isBroken;
  }

  private void settleTime() {
    var isSeen = false;
    for (var each : all) {
      timelessReads |= each.timelessReads;
      timelessWrites |= each.timelessWrites;
      isSeen |= each.sawTime;
      each.sawTime = false;
    }
    if (isSeen) {
      isLate |= !timePasses || (timelessReads | timelessWrites) != 0
          && Futures.conflict(timelessReads, timelessWrites, world.environmentReads(), world.environmentWrites());
      timePasses = true;
    }
  }

  @Override
  public void startOver() {
    isLate = false;
    for (var each : all) {
      each.timelessReads = 0;
      each.timelessWrites = 0;
      each.sawTime = false;
      for (var reliance : each.reliances) {
        reliance.clear();
      }
    }
    for (var c = 0; c < clients; c++) {
      world.steps(c).futures.startOver();
    }
  }

  @Override
  public long bytes() {
    return world.bytes();
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    world.save(out);
    out.writeBoolean(timePasses);
    out.writeLong(timelessReads);
    out.writeLong(timelessWrites);
    for (var c = 0; c < clients; c++) {
      world.steps(c).futures.save(out);
    }
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    world.restore(in);
    timePasses = in.readBoolean();
    timelessReads = in.readLong();
    timelessWrites = in.readLong();
    for (var c = 0; c < clients; c++) {
      world.steps(c).futures.restore(in);
    }
  }

  @Override
  public int width() {
    return world.width();
  }

  @Override
  public int[] initial() {
    return world.initial();
  }

  @Override
  public long fingerprint(int[] data, int offset) {
    return world.fingerprint(data, offset);
  }

  @Override
  public void canonical(int[] data, int offset, int[] target) {
    world.canonical(data, offset, target);
  }

  @Override
  public boolean isEnded(int[] data, int offset) {
    return world.isEnded(data, offset);
  }
}
