package dev.interlace.engine.toy;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Session of the toy system.
 *
 * @param until when a sleep ends, {@link Long#MAX_VALUE} if there is none
 */
public record Seat(SortedSet<String> watched, boolean isDirty, long until) {
  public static final Seat FRESH = new Seat(Collections.emptySortedSet(), false, Long.MAX_VALUE);

  public Seat {
    watched = Collections.unmodifiableSortedSet(new TreeSet<>(watched));
  }
}
