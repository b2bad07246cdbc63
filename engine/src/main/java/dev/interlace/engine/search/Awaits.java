package dev.interlace.engine.search;

import java.util.BitSet;

/**
 * Steps that were impossible, because their clients waited, where they would have been possible had other steps come later.
 *
 * <p>What can come first is a part of an execution that has with each step all that happens before it. Of these parts only those are tried that differ in which
 * steps that write something awaited they have; steps that write the same are ordered, so there are about as many as such steps. Another way to the same end:
 * Optimal-DPOR-Await of Jonsson, Lång and Sagonas, Awaiting for Godot (FMCAD 2022).
 */
final class Awaits {
  private final OptimalOrders.Walk walk;

  Awaits(OptimalOrders.Walk walk) {
    this.walk = walk;
  }

  /** Sees to {@code actor}, whose next step after the first {@code end} steps was found to be impossible, here or elsewhere, without {@code awaited}. */
  void reverse(int actor, int end, long awaited) {
    var own = end - 1;
    while (own >= 0 && walk.events.actors[own] != actor) {
      own--;
    }
    var known = 0L;
    for (var more = awaited; (more & ~known) != 0; ) {
      known |= more;
      more = leaveOut(actor, own, end, known, 0, new BitSet());
    }
  }

  /**
   * Tries every part that leaves out what is left out so far and any of the steps from {@code from} on that write something awaited.
   *
   * @return what is awaited where it is still not possible
   */
  private long leaveOut(int actor, int own, int end, long awaited, int from, BitSet leftOut) {
    var event = from;
    while (event < end && (leftOut.get(event) || !mayBeLeftOut(event, actor, own, awaited))) {
      event++;
    }
    if (event == end) {
      return leftOut.isEmpty() ? 0 : walk.takeAfter(leftOut, end, actor);
    }
    var more = (BitSet) leftOut.clone();
    more.set(event);
    for (var later = event + 1; later < end; later++) {
      more.set(later, more.get(later) || walk.happensBefore(event, later));
    }
    return leaveOut(actor, own, end, awaited, event + 1, leftOut) | leaveOut(actor, own, end, awaited, event + 1, more);
  }

  private boolean mayBeLeftOut(int event, int actor, int own, long awaited) {
    var written = walk.events.writes[event];
    return walk.events.actors[event] != actor && ((written & awaited) != 0 || written == -1L) && !(event < own && walk.happensBefore(event, own));
  }
}
