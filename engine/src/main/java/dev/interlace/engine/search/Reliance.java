package dev.interlace.engine.search;

import dev.interlace.engine.state.IntLog;
import java.util.Arrays;

/** What the decisions of one thread about one program rest on; {@link Futures#take} puts together what several threads have noted. */
final class Reliance {
  /** Per node, footprints of others' steps that were taken to be independent of everything from there on. */
  private long[] reads = new long[16];
  private long[] writes = new long[16];
  /** Nodes that were left while others had to wait. */
  private boolean[] favoured = new boolean[16];
  /** Nodes of which something was noted that was not taken yet; some more than once. */
  final IntLog changed = new IntLog();

  /** Notes that a decision rests on such a step being independent of everything from {@code node} on. */
  void trust(int node, long read, long written) {
    reach(node);
    if ((read & ~reads[node] | written & ~writes[node]) != 0) {
      reads[node] |= read;
      writes[node] |= written;
      changed.add(node);
    }
  }

  /** Notes that the client steps from {@code node} while others wait. */
  void favour(int node) {
    reach(node);
    if (!favoured[node]) {
      favoured[node] = true;
      changed.add(node);
    }
  }

  long reads(int node) {
    return reads[node];
  }

  long writes(int node) {
    return writes[node];
  }

  boolean isFavoured(int node) {
    return favoured[node];
  }

  /** Forgets everything. */
  void clear() {
    Arrays.fill(reads, 0);
    Arrays.fill(writes, 0);
    Arrays.fill(favoured, false);
    changed.truncate(0);
  }

  private void reach(int node) {
    if (node >= reads.length) {
      var length = Math.max(node + 1, reads.length * 2);
      reads = Arrays.copyOf(reads, length);
      writes = Arrays.copyOf(writes, length);
      favoured = Arrays.copyOf(favoured, length);
    }
  }
}
