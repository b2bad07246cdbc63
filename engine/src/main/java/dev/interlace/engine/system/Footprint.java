package dev.interlace.engine.system;

import java.util.SortedSet;
import java.util.Collections;
import java.util.TreeSet;

/**
 * The shared resources that a step read and wrote. Two steps of different clients whose footprints do not conflict commute.
 *
 * <p>A resource is a name chosen by the system, such as {@code key 0 stock}. A step that may touch anything names {@link #ALL}.
 *
 * @param reads sorted, unmodifiable
 * @param writes sorted, unmodifiable
 */
public record Footprint(SortedSet<String> reads, SortedSet<String> writes) {
  /** Conflicts with every resource. */
  public static final String ALL = "*";

  public static final Footprint NONE = new Footprint(Collections.emptySortedSet(), Collections.emptySortedSet());

  public Footprint {
    reads = Collections.unmodifiableSortedSet(new TreeSet<>(reads));
    writes = Collections.unmodifiableSortedSet(new TreeSet<>(writes));
  }
}
