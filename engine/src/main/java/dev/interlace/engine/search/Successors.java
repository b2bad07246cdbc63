package dev.interlace.engine.search;

import java.util.Arrays;

/**
 * The steps from one state, in a buffer that is used again for the next, unless they are kept.
 *
 * <p><b>Shape:</b> per step its code (see {@link Code}), the id of its alarms (0: none), the id of its effect, the index of the
 * raw outcome (-1: nothing was executed), then the state it leads to.
 */
public final class Successors {
  private static final int HEAD = 4;

  private final int width;
  private int[] data;
  private long[] fingerprints = new long[16];
  /** Steps before this one are of earlier states, and kept. */
  private int first;
  private int end;
  private int progress;

  public Successors(int width) {
    this.width = width;
    data = new int[(HEAD + width) * 16];
  }

  /** Drops the steps of the last state. */
  public void clear() {
    end = first;
    progress = 0;
  }

  /** Keeps the steps of the last state before those of the next; answers how many are kept. */
  int keep() {
    first = end;
    return end;
  }

  /** Makes all that were kept the steps to look at. */
  void showKept() {
    first = 0;
  }

  /** Adds the steps from {@code start} up to {@code end} of another buffer, as they are. */
  void addAll(Successors from, int start, int end) {
    var count = end - start;
    while ((this.end + count) * (HEAD + width) > data.length) {
      grow();
    }
    System.arraycopy(from.data, start * (HEAD + width), data, this.end * (HEAD + width), count * (HEAD + width));
    System.arraycopy(from.fingerprints, start, fingerprints, this.end, count);
    this.end += count;
  }

  private void grow() {
    data = Arrays.copyOf(data, data.length * 2);
    fingerprints = Arrays.copyOf(fingerprints, fingerprints.length * 2);
  }

  /** Drops all that were kept as well. */
  void clearKept() {
    first = 0;
    clear();
  }

  /** Adds a step and returns the offset in {@link #data} at which the caller writes the state, whose fingerprint follows by {@link #mark}. */
  int add(int code, int alarms, int effect, int raw) {
    var at = end * (HEAD + width);
    if (at + HEAD + width > data.length) {
      grow();
    }
    data[at] = code;
    data[at + 1] = alarms;
    data[at + 2] = effect;
    data[at + 3] = raw;
    end++;
    return at + HEAD;
  }

  /** Gives the step added last the fingerprint of the state it leads to. */
  void mark(long fingerprint) {
    fingerprints[end - 1] = fingerprint;
  }

  /** Lets step {@code index} lead to another state. */
  public void replace(int index, int[] state, long fingerprint) {
    System.arraycopy(state, 0, data, offset(index), width);
    fingerprints[first + index] = fingerprint;
  }

  public long fingerprint(int index) {
    return fingerprints[first + index];
  }

  /** Notes that somebody can go on without a fault. */
  void noteProgress() {
    progress++;
  }

  public int count() {
    return end - first;
  }

  /** Whether nobody can go on without a fault. */
  public boolean isStuck() {
    return progress == 0;
  }

  public int code(int index) {
    return data[(first + index) * (HEAD + width)];
  }

  public int alarms(int index) {
    return data[(first + index) * (HEAD + width) + 1];
  }

  int effect(int index) {
    return data[(first + index) * (HEAD + width) + 2];
  }

  int raw(int index) {
    return data[(first + index) * (HEAD + width) + 3];
  }

  /** Where the state of step {@code index} starts in {@link #data}. */
  public int offset(int index) {
    return (first + index) * (HEAD + width) + HEAD;
  }

  /** Memory taken. */
  long bytes() {
    return (long) Integer.BYTES * data.length + (long) Long.BYTES * fingerprints.length;
  }

  /** The buffer itself; it may be another one after the next expansion. */
  public int[] data() {
    return data;
  }

  /** A copy of the state that step {@code index} leads to. */
  public int[] state(int index) {
    return Arrays.copyOfRange(data, offset(index), offset(index) + width);
  }
}
