package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import java.util.Optional;

/**
 * The ID of a stream entry. <b>Order:</b> by both parts as unsigned numbers.
 *
 * @param ms milliseconds since the epoch as a rule, unsigned
 * @param seq tells entries of one millisecond apart, unsigned
 */
public record StreamId(long ms, long seq) implements Comparable<StreamId> {
  public static final StreamId MIN = new StreamId(0, 0);
  public static final StreamId MAX = new StreamId(-1, -1);

  /** The next greater ID; empty for {@link #MAX}. */
  public Optional<StreamId> next() {
    if (equals(MAX)) {
      return Optional.empty();
    }
    return Optional.of(seq == MAX.seq ? new StreamId(ms + 1, 0) : new StreamId(ms, seq + 1));
  }

  /** The next smaller ID; empty for {@link #MIN}. */
  public Optional<StreamId> previous() {
    if (equals(MIN)) {
      return Optional.empty();
    }
    return Optional.of(seq == 0 ? new StreamId(ms - 1, MAX.seq) : new StreamId(ms, seq - 1));
  }

  public boolean isBefore(StreamId other) {
    return compareTo(other) < 0;
  }

  public boolean isAfter(StreamId other) {
    return compareTo(other) > 0;
  }

  /** As clients read it. */
  public Bytes text() {
    return Bytes.latin1(toString());
  }

  @Override
  public int compareTo(StreamId other) {
    return ms == other.ms ? Long.compareUnsigned(seq, other.seq) : Long.compareUnsigned(ms, other.ms);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(ms) + "-" + Long.toUnsignedString(seq);
  }
}
