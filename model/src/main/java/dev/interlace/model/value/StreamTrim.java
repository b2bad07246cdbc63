package dev.interlace.model.value;

/** How much of a stream to keep. */
public sealed interface StreamTrim {
  /** Of an approximate trim that names none. */
  static long usualLimit(Thresholds thresholds) {
    var limit = 100 * thresholds.streamEntries();
    return limit <= 0 ? 10_000 : Math.min(limit, 1_000_000);
  }

  /** Whether only whole blocks go. */
  boolean isApproximate();

  /** The most entries to remove at once, 0 for any number; whole blocks count. */
  long limit();

  boolean isDone(StreamValue stream);

  /** How many entries are too many. */
  int excess(StreamValue stream);

  /**
   * Whether all of the first block of {@code stream} must go.
   *
   * @param live how many entries are left in it
   * @param last the latest that was added to it, which may be gone
   */
  boolean takesBlock(StreamValue stream, int live, StreamId last);

  /** To a number of entries. */
  record ToLength(long length, boolean isApproximate, long limit) implements StreamTrim {
    @Override
    public boolean isDone(StreamValue stream) {
      return stream.size() <= length;
    }

    @Override
    public int excess(StreamValue stream) {
      return (int) (stream.size() - length);
    }

    @Override
    public boolean takesBlock(StreamValue stream, int live, StreamId last) {
      return stream.size() - live >= length;
    }
  }

  /** To the entries from an ID on. */
  record ToId(StreamId id, boolean isApproximate, long limit) implements StreamTrim {
    @Override
    public boolean isDone(StreamValue stream) {
      return false;
    }

    @Override
    public int excess(StreamValue stream) {
      return stream.countBefore(id);
    }

    /** <b>Source:</b> {@code lpGetEdgeStreamID}, which also sees the deleted. */
    @Override
    public boolean takesBlock(StreamValue stream, int live, StreamId last) {
      return last.isBefore(id);
    }
  }
}
