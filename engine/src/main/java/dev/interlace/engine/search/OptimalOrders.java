package dev.interlace.engine.search;

import java.util.Arrays;
import java.util.BitSet;

/**
 * One execution of each set that differ only in the order of independent steps, with no state remembered: for programs whose states never
 * repeat, and as a check of searches that do remember.
 *
 * <p><b>Source:</b> algorithm 2 of Abdulla, Aronsson, Jonsson and Sagonas, Optimal dynamic partial order reduction (POPL 2014): sleep sets and
 * wakeup trees. Three things are added. Where a step has several outcomes, all are explored wherever one is. A step that another makes
 * impossible, such as a fault or the passing of time, is explored before that one too. And the last step of a reversed race is looked up where it
 * now comes, for it may read and write something else there. With none of these, no execution is explored twice, and none in vain.
 *
 * <p>A client that waits could have gone on, had the order been another, although in this execution there is no step of it to reverse. So it is tried
 * after every part of the execution that may come first, with something left out of what was written that it awaits: {@link Awaits}.
 *
 * <p>Walks a {@link World} only. A loop that ends in no execution is walked up to the bound of steps.
 */
public final class OptimalOrders implements Strategy {
  private static final int MOST_ACTORS = 63;

  private final boolean wakes;

  public OptimalOrders() {
    this(true);
  }

  /** @param wakes whether a sleeper is woken by what it depends on; false is a mistake, for tests that must notice it */
  OptimalOrders(boolean wakes) {
    this.wakes = wakes;
  }

  @Override
  public Coverage explore(StateSpace space, Budget budget, Visitor visitor) {
    if (!(space instanceof World<?, ?, ?, ?, ?> world) || world.clientCount() >= MOST_ACTORS) {
      throw new IllegalArgumentException("orders are known of the steps of a world with at most " + (MOST_ACTORS - 1) + " clients");
    }
    return new Walk(world, budget, visitor, wakes).run();
  }

  /** The state between two steps of the execution at hand, and what is still to be explored from it. */
  static final class Frame {
    final int[] state;
    final Successors steps;
    final Moves moves = new Moves();
    /** Actors whose next step was explored from here or an equivalent place, as bits. */
    long asleep;
    /** Actors all of whose outcomes here were or will be explored, as bits. */
    long complete;
    int tree;
    /** Whether the step taken last has made somebody else's step impossible. */
    boolean hasStopped;
    Frame(int width) {
      state = new int[width];
      steps = new Successors(width);
    }
  }

  static final class Walk implements Visitor.Trail {
    final World<?, ?, ?, ?, ?> world;
    private final Visitor visitor;
    private final boolean wakes;
    private final Tally tally;
    private final WakeupTrees trees = new WakeupTrees();
    Frame[] frames;
    /** The steps of the execution at hand. */
    final Moves events = new Moves();
    /** Per event: which earlier events happen before it; and those among them with which it is in a race. */
    private long[][] before = new long[64][];
    private long[][] races = new long[64][];
    private final Moves sequence = new Moves();
    /** Where a sequence is tried out. */
    private final Frame tried;
    private final Awaits awaits = new Awaits(this);
    private int depth;
    private long blocked;

    Walk(World<?, ?, ?, ?, ?> world, Budget budget, Visitor visitor, boolean wakes) {
      this.world = world;
      this.wakes = wakes;
      this.visitor = visitor;
      tally = new Tally(budget, visitor, () -> 0);
      frames = new Frame[64];
      tried = new Frame(world.width());
    }

    Coverage run() {
      System.arraycopy(world.initial(), 0, frame(0).state, 0, world.width());
      enter(frames[0], trees.root(), 0);
      while (depth >= 0) {
        var frame = frames[depth];
        if (trees.isEmpty(frame.tree)) {
          trees.release(frame.tree);
          leave();
        } else if (!step(frame)) {
          break;
        }
      }
      return tally.coverage(blocked == 0 ? "optimal orders" : "optimal orders, " + blocked + " blocked", 0, 0);
    }

    private Frame frame(int index) {
      if (index == frames.length) {
        frames = Arrays.copyOf(frames, index * 2);
        before = Arrays.copyOf(before, index * 2);
        races = Arrays.copyOf(races, index * 2);
      }
      if (frames[index] == null) {
        frames[index] = new Frame(world.width());
        before[index] = new long[(index >>> 6) + 1];
        races[index] = new long[(index >>> 6) + 1];
      }
      return frames[index];
    }

    /** Comes to a state for the first time on this way. */
    private void enter(Frame frame, int tree, long asleep) {
      tally.states++;
      frame.tree = tree;
      frame.asleep = asleep;
      frame.complete = 0;
      visitor.entered(frame.state, 0, this);
      world.expand(frame.state, frame.steps);
      if (frame.steps.isStuck()) {
        visitor.stuck(world, frame.state, this);
      }
      world.describe(frame.steps, frame.moves);
      if (depth > 0) {
        frames[depth - 1].hasStopped = stops(frames[depth - 1].moves, frame.moves, events.actors[depth - 1]);
      }
      if (world.mayGoDown(frame.state)) {
        tally.stop("the system may go down, which depends on every step");
      }
      if (frame.moves.size() == 0 || !tally.mayStep(depth)) {
        tally.executions++;
        reverseRaces();
        reverseStops();
        reverseEnds(frame);
        reverseWaits(frame);
        return;
      }
      if (trees.isEmpty(tree)) {
        chooseFirst(frame);
      }
    }

    /** Who waits at the end could have gone on somewhere, had what it awaits not been written. */
    private void reverseWaits(Frame frame) {
      for (var rest = world.active(frame.state) & ~frame.moves.running(); rest != 0; rest &= rest - 1) {
        var actor = Long.numberOfTrailingZeros(rest);
        awaits.reverse(actor, events.size(), world.awaited(frame.state, actor));
      }
    }

    /**
     * Where everybody has ended although time could have passed, had somebody waited: takes time for a step that they all stopped, and explores it before
     * the last steps.
     */
    private void reverseEnds(Frame frame) {
      if (!world.isEnded(frame.state, 0) || !world.hasEnvironmentSteps(frame.state)) {
        return;
      }
      frame(events.size() + 1);
      frame.steps.clear();
      world.expandEnvironment(frame.state, 0, frame.steps);
      world.describe(frame.steps, frame.moves);
      for (var i = 0; i < frame.moves.size(); i++) {
        var event = events.add(frame.moves, i);
        order(event);
        reverseRaces(event);
        events.truncate(event);
      }
      frame.steps.clear();
      frame.moves.truncate(0);
    }

    private void chooseFirst(Frame frame) {
      for (var i = 0; i < frame.moves.size(); i++) {
        if ((frame.asleep >>> frame.moves.actors[i] & 1) == 0) {
          trees.append(frame.tree, frame.moves, i);
          return;
        }
      }
      blocked++;
    }

    /** Takes the step that comes first in the wakeup tree; false if the search has to stop. */
    private boolean step(Frame frame) {
      var code = trees.code(trees.firstChild(frame.tree));
      var actor = trees.actor(trees.firstChild(frame.tree));
      var index = find(frame.moves, code);
      if (index < 0) {
        trees.release(trees.detachFirst(frame.tree)); // what it was in a race with has made it possible
        return true;
      }
      if (!tally.goesOn(depth, 1)) {
        return false;
      }
      tally.transitions++;
      var event = events.add(frame.moves, index);
      var next = frame(event + 1);
      order(event);
      System.arraycopy(frame.steps.data(), frame.steps.offset(index), next.state, 0, world.width());
      var asleep = stillAsleep(frame, index);
      var tree = trees.detachFirst(frame.tree);
      addOtherOutcomes(frame, actor, code);
      if (!trees.hasChildOf(frame.tree, actor)) {
        frame.asleep |= 1L << actor; // as soon as this branch is done, which is before anybody asks again
      }
      if (frame.steps.alarms(index) != 0) {
        visitor.alarmed(frame.steps.alarms(index), this);
      }
      depth++;
      enter(next, tree, asleep);
      return true;
    }

    private void leave() {
      depth--;
      if (depth >= 0) {
        events.truncate(depth);
      }
    }

    private static int find(Moves moves, int code) {
      for (var i = 0; i < moves.size(); i++) {
        if (moves.codes[i] == code) {
          return i;
        }
      }
      return -1;
    }

    /** Lets the other outcomes of a step follow it at once. */
    private void addOtherOutcomes(Frame frame, int actor, int code) {
      if ((frame.complete >>> actor & 1) != 0) {
        return;
      }
      frame.complete |= 1L << actor;
      for (var i = frame.moves.size() - 1; i >= 0; i--) {
        if (frame.moves.actors[i] == actor && frame.moves.codes[i] != code && !trees.hasChild(frame.tree, frame.moves.codes[i])) {
          trees.prepend(frame.tree, frame.moves, i);
        }
      }
    }

    private long stillAsleep(Frame frame, int taken) {
      var asleep = frame.asleep & ~(1L << frame.moves.actors[taken]);
      for (var i = 0; i < frame.moves.size(); i++) {
        var bit = 1L << frame.moves.actors[i];
        if (wakes && (asleep & bit) != 0 && frame.moves.areDependent(i, frame.moves, taken)) {
          asleep &= ~bit;
        }
      }
      return asleep;
    }

    /** Where one step has stopped another that could have been taken, makes sure that it is, before the one that stopped it. */
    private void reverseStops() {
      for (var event = 0; event < events.size(); event++) {
        var frame = frames[event];
        for (var i = 0; i < frame.moves.size() && frame.hasStopped; i++) {
          var actor = frame.moves.actors[i];
          if (actor != events.actors[event] && (frame.asleep >>> actor & 1) == 0 && find(frames[event + 1].moves, frame.moves.codes[i]) < 0) {
            takeBefore(event, frame.moves, i);
          }
        }
      }
    }

    private static boolean stops(Moves before, Moves after, int actor) {
      for (var i = 0; i < before.size(); i++) {
        if (before.actors[i] != actor && find(after, before.codes[i]) < 0) {
          return true;
        }
      }
      return false;
    }

    /** Makes sure that the step at {@code index} is taken before {@code event}, after whatever may come before both. */
    private void takeBefore(int event, Moves moves, int index) {
      var isOpen = true;
      for (var last = event; last < events.size() && isOpen; last++) {
        isOpen = events.actors[last] != moves.actors[index] || last == event;
        if (isOpen && (last == event || !happensBefore(event, last))) {
          sequence.truncate(0);
          for (var other = event + 1; other <= last; other++) {
            if (!happensBefore(event, other)) {
              sequence.add(events, other);
            }
          }
          sequence.add(moves, index);
          insert(event, true, 1L << events.actors[event]);
        }
      }
    }

    /** @param mayDiffer whether the last step of the sequence may read and write something else if {@code event} has not come before it */
    private long insert(int event, boolean mayDiffer, long others) {
      var frame = frames[event];
      if (mayDiffer && !settleLast(frame)) {
        var last = sequence.size() - 1;
        return Code.kind(sequence.codes[last]) == Code.RUN ? world.awaited(last == 0 ? frame.state : tried.state, sequence.actors[last]) : 0;
      }
      if (!isCovered(frame, others)) {
        trees.insert(frame.tree, sequence);
      }
      return 0;
    }

    /**
     * Makes sure that the next step of {@code actor} is taken after the first {@code end} steps without those that are left out.
     *
     * @return what it waits for there, 0 if it is possible
     */
    long takeAfter(BitSet leftOut, int end, int actor) {
      var first = leftOut.nextSetBit(0);
      sequence.truncate(0);
      for (var event = first + 1; event < end; event++) {
        if (!leftOut.get(event)) {
          sequence.add(events, event);
        }
      }
      sequence.add(Code.ofClient(Code.of(Code.RUN, 0, 0), actor), actor, 0, 0, 0);
      return insert(first, true, 0); // what was taken there and does not matter to the sequence may as well be
    }

    /** Finds out what the last step of the sequence is, if the others are taken from {@code frame} on; false if it is none. */
    private boolean settleLast(Frame frame) {
      var last = sequence.size() - 1;
      var found = findLike(frame.moves, last);
      if (last == 0 || found >= 0 && isUntouched(frame.moves, found, last)) {
        return replaceLast(frame.moves, found);
      }
      System.arraycopy(frame.state, 0, tried.state, 0, world.width());
      world.expand(tried.state, tried.steps);
      for (var i = 0; i < last; i++) {
        var taken = indexOf(tried.steps, sequence.codes[i]);
        if (taken < 0) {
          return false;
        }
        System.arraycopy(tried.steps.data(), tried.steps.offset(taken), tried.state, 0, world.width());
        world.expand(tried.state, tried.steps);
      }
      world.describe(tried.steps, tried.moves);
      return replaceLast(tried.moves, findLike(tried.moves, last));
    }

    private boolean replaceLast(Moves moves, int found) {
      if (found >= 0) {
        sequence.copy(moves, found, sequence.size() - 1);
      }
      return found >= 0;
    }

    /** The step that is the one at {@code last}, or another outcome of the same; -1 for none. */
    private int findLike(Moves moves, int last) {
      var found = find(moves, sequence.codes[last]);
      for (var i = 0; i < moves.size() && found < 0; i++) {
        found = moves.actors[i] == sequence.actors[last] && Code.kind(moves.codes[i]) == Code.kind(sequence.codes[last]) ? i : -1;
      }
      return found;
    }

    /** Whether the step at {@code index} is the same after the first {@code count} of the sequence. */
    private boolean isUntouched(Moves moves, int index, int count) {
      for (var i = 0; i < count; i++) {
        if (sequence.actors[i] == moves.actors[index] || sequence.areDependent(i, moves, index)) {
          return false;
        }
      }
      return true;
    }

    private static int indexOf(Successors steps, int code) {
      for (var i = 0; i < steps.count(); i++) {
        if (steps.code(i) == code) {
          return i;
        }
      }
      return -1;
    }

    /** Finds out what happens before the last event, and with what it is in a race. */
    private void order(int event) {
      var happensBefore = before[event];
      var racing = races[event];
      Arrays.fill(happensBefore, 0);
      Arrays.fill(racing, 0);
      for (var i = event - 1; i >= 0; i--) {
        if ((happensBefore[i >>> 6] >>> i & 1) != 0) {
          continue;
        }
        var isOwn = events.actors[i] == events.actors[event];
        if (isOwn || events.areDependent(i, events, event)) {
          happensBefore[i >>> 6] |= 1L << i;
          for (var word = 0; word <= i >>> 6; word++) {
            happensBefore[word] |= before[i][word];
          }
          if (!isOwn) {
            racing[i >>> 6] |= 1L << i;
          }
        }
      }
    }

    boolean happensBefore(int first, int event) {
      return first >>> 6 < before[event].length && (before[event][first >>> 6] >>> first & 1) != 0;
    }

    /** For every race of the execution at hand, makes sure that its other order is explored. */
    private void reverseRaces() {
      for (var event = 1; event < events.size(); event++) {
        reverseRaces(event);
      }
    }

    private void reverseRaces(int event) {
      var awaited = 0L;
      for (var word = 0; word < races[event].length; word++) {
        for (var rest = races[event][word]; rest != 0; rest &= rest - 1) {
          awaited |= reverse((word << 6) + Long.numberOfTrailingZeros(rest), event);
        }
      }
      if (awaited != 0) {
        awaits.reverse(events.actors[event], event, awaited);
      }
    }

    /** Answers what {@code second} would wait for if it came before {@code first}, 0 if it would not. */
    private long reverse(int first, int second) {
      sequence.truncate(0);
      for (var event = first + 1; event < events.size(); event++) {
        if (!happensBefore(first, event)) {
          sequence.add(events, event);
        }
      }
      sequence.add(events, second);
      var mayDiffer = Code.kind(events.codes[second]) != Code.RUN // who waits and until when decides how far time moves
          || events.writes[first] == -1L || (events.writes[first] & (events.reads[second] | events.noticed[second])) != 0;
      return insert(first, mayDiffer, 1L << events.actors[first]);
    }

    /** Whether somebody asleep, besides {@code others}, could as well come first: then the sequence is explored from where that one is. */
    private boolean isCovered(Frame frame, long others) {
      for (var rest = (frame.asleep | frame.complete) & ~others; rest != 0; rest &= rest - 1) {
        if (isWeakInitial(frame, Long.numberOfTrailingZeros(rest))) {
          return true;
        }
      }
      return false;
    }

    private boolean isWeakInitial(Frame frame, int actor) {
      for (var i = 0; i < sequence.size(); i++) {
        if (sequence.actors[i] == actor) {
          return WakeupTrees.isInitial(sequence, i);
        }
        for (var move = 0; move < frame.moves.size(); move++) {
          if (frame.moves.actors[move] == actor && frame.moves.areDependent(move, sequence, i)) {
            return false;
          }
        }
      }
      return true;
    }

    @Override
    public int[] codes() {
      return Arrays.copyOf(events.codes, events.size());
    }
  }
}
