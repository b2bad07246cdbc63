package dev.interlace.engine.search;

import dev.interlace.engine.state.IntLog;
import dev.interlace.engine.state.LongIntMap;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * What one program was seen to read and write from each node of its reply tree on, and which decisions of a search rest on that.
 *
 * <p>A set of resources is a long; see {@link Executions#bits}. What is learnt later may make an earlier decision wrong; then {@link #isBroken} and the search
 * starts again, with what it has learnt.
 */
final class Futures {
  private static final int NONE = -1;

  private long[] reads = new long[16];
  private long[] writes = new long[16];
  /** Footprints of others' steps that were taken to be independent of everything from this node on. */
  private long[] trustedReads = new long[16];
  private long[] trustedWrites = new long[16];
  /** Nodes that an edge leads back to, or at which a client may go round without leaving: every loop of states passes one. */
  private boolean[] heads = new boolean[16];
  /** Nodes from which steps lead that leave the client there. */
  private boolean[] stays = new boolean[16];
  /** Nodes at which a local id was seen to become less. */
  private boolean[] goesBack = new boolean[16];
  /** Nodes that were left while others had to wait. */
  private boolean[] favoured = new boolean[16];
  private int[] firstParent = filled(16);
  private final IntLog parents = new IntLog();
  private final LongIntMap edges = new LongIntMap();
  private final IntLog open = new IntLog();
  private boolean isBroken;

  /** A step was seen at {@code node}, with such a footprint. */
  void step(int node, long read, long written) {
    grow(node, read, written);
  }

  /** A reply was seen to lead from {@code node} to {@code child}. */
  void edge(int node, int child) {
    var key = LongIntMap.key(node, child);
    if (edges.get(key) != LongIntMap.ABSENT) {
      return;
    }
    edges.put(key, 0);
    reach(Math.max(node, child));
    if (child <= node) {
      head(child);
    }
    var link = parents.add(node);
    parents.add(firstParent[child]);
    firstParent[child] = link;
    grow(node, reads[child], writes[child]);
  }

  /**
   * A step was seen that leaves the client at {@code node}: it waits. Every loop of such steps, and of what others do to its session, has a place at which
   * its local id becomes less.
   */
  void stay(int node, boolean isBack) {
    reach(node);
    stays[node] = true;
    change(node, isBack);
  }

  /** Another's step was seen to change the session of the client at {@code node}. */
  void change(int node, boolean isBack) {
    reach(node);
    goesBack[node] |= isBack;
    if (stays[node] && goesBack[node]) {
      head(node);
    }
  }

  private void head(int node) {
    heads[node] = true;
    isBroken |= favoured[node];
  }

  private void grow(int start, long read, long written) {
    reach(start);
    open.truncate(0);
    enter(start, read, written);
    while (open.size() > 0) {
      var node = open.get(open.size() - 1);
      open.truncate(open.size() - 1);
      for (var link = firstParent[node]; link != NONE; link = parents.get(link + 1)) {
        enter(parents.get(link), reads[node], writes[node]);
      }
    }
  }

  private void enter(int node, long read, long written) {
    if ((read & ~reads[node]) == 0 && (written & ~writes[node]) == 0) {
      return;
    }
    reads[node] |= read;
    writes[node] |= written;
    isBroken |= conflict(trustedReads[node], trustedWrites[node], reads[node], writes[node]);
    open.add(node);
  }

  /** Whether one of two steps, or of two sets of steps, writes what the other reads or writes, or writes everything. */
  static boolean conflict(long reads, long writes, long otherReads, long otherWrites) {
    return (writes & (otherReads | otherWrites)) != 0 || (reads & otherWrites) != 0 || writes == -1L || otherWrites == -1L;
  }

  /** What was seen to be read from {@code node} on, at a node that a step was seen at. */
  long reads(int node) {
    return reads[node];
  }

  long writes(int node) {
    return writes[node];
  }

  boolean isHead(int node) {
    return heads[node];
  }

  /** Takes what decisions rest on that was not taken before; whatever was learnt meanwhile, or is learnt later, is held against them. */
  void take(Reliance noted) {
    for (var i = 0; i < noted.changed.size(); i++) {
      var node = noted.changed.get(i);
      reach(node);
      trustedReads[node] |= noted.reads(node);
      trustedWrites[node] |= noted.writes(node);
      favoured[node] |= noted.isFavoured(node);
      isBroken |= favoured[node] && heads[node] || isTrusted(node) && conflict(trustedReads[node], trustedWrites[node], reads[node], writes[node]);
    }
    noted.changed.truncate(0);
  }

  /** Whether anything that reads or writes is. Who learns that everything is written from a node on starts again whether it is or not. */
  private boolean isTrusted(int node) {
    return (trustedReads[node] | trustedWrites[node]) != 0;
  }

  /** Whether a decision has turned out to be wrong. */
  boolean isBroken() {
    return isBroken;
  }

  /** Forgets the decisions, not what was learnt. */
  void startOver() {
    isBroken = false;
    Arrays.fill(trustedReads, 0);
    Arrays.fill(trustedWrites, 0);
    Arrays.fill(favoured, false);
  }

  /** Writes the decisions; what was learnt is learnt again. */
  void save(DataOutputStream out) throws IOException {
    out.writeInt(reads.length);
    for (var node = 0; node < reads.length; node++) {
      out.writeLong(trustedReads[node]);
      out.writeLong(trustedWrites[node]);
      out.writeBoolean(favoured[node]);
    }
  }

  /** Takes the decisions, none of which was wrong when they were saved, where all that was learnt has been learnt again. */
  void restore(DataInputStream in) throws IOException {
    isBroken = false;
    if (in.readInt() != reads.length) {
      throw new NotThisSearch("it leaves out other orders");
    }
    for (var node = 0; node < reads.length; node++) {
      trustedReads[node] = in.readLong();
      trustedWrites[node] = in.readLong();
      favoured[node] = in.readBoolean();
    }
  }

  private void reach(int node) {
    if (node < reads.length) {
      return;
    }
    var length = Math.max(node + 1, reads.length * 2);
    reads = Arrays.copyOf(reads, length);
    writes = Arrays.copyOf(writes, length);
    trustedReads = Arrays.copyOf(trustedReads, length);
    trustedWrites = Arrays.copyOf(trustedWrites, length);
    heads = Arrays.copyOf(heads, length);
    stays = Arrays.copyOf(stays, length);
    goesBack = Arrays.copyOf(goesBack, length);
    favoured = Arrays.copyOf(favoured, length);
    var from = firstParent.length;
    firstParent = Arrays.copyOf(firstParent, length);
    Arrays.fill(firstParent, from, length, NONE);
  }

  private static int[] filled(int length) {
    var array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }
}
