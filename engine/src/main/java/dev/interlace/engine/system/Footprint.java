package dev.interlace.engine.system;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The shared resources that a step read and wrote.
 *
 * <p><b>Promise:</b> two steps of different clients of which neither writes what the other reads or writes commute, unless the effect of one changes
 * the session of the other. A step reads all that decides what it does: one whose doing depends on what its session has noticed, such as whether a watched
 * key was written, reads the resources by which that is noticed, if it may still be noticed. If it may not any more, they are {@code noticed}: nobody
 * can change what the step does, but in another order somebody could have. A request that waits reads what others must write for it to go on.
 *
 * <p>A resource is a name chosen by the system, such as {@code key 0 stock}. A step that may read anything reads {@link #ALL}. One that writes {@link
 * #ALL} commutes with no other, not even with one that reads and writes nothing.
 *
 * @param reads sorted, unmodifiable
 * @param writes sorted, unmodifiable
 * @param noticed sorted, unmodifiable
 */
public record Footprint(SortedSet<String> reads, SortedSet<String> writes, SortedSet<String> noticed) {
  /** Stands for every resource. */
  public static final String ALL = "*";

  public static final Footprint NONE = new Footprint(Collections.emptySortedSet(), Collections.emptySortedSet());

  public static final Footprint EVERYTHING = new Footprint(new TreeSet<>(List.of(ALL)), new TreeSet<>(List.of(ALL)));

  public Footprint {
    reads = Collections.unmodifiableSortedSet(new TreeSet<>(reads));
    writes = Collections.unmodifiableSortedSet(new TreeSet<>(writes));
    noticed = Collections.unmodifiableSortedSet(new TreeSet<>(noticed));
  }

  /** Of a step to which it does not matter what its session has noticed. */
  public Footprint(SortedSet<String> reads, SortedSet<String> writes) {
    this(reads, writes, Collections.emptySortedSet());
  }
}
