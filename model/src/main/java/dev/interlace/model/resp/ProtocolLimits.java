package dev.interlace.model.resp;

/**
 * What a connection may send at this moment.
 *
 * @param longestBulk bytes in one argument: {@code proto-max-bulk-len}
 * @param mustAuthenticate whether the client has to name itself first; until then it may send little, so that strangers cannot fill the
 *     memory. <b>Source:</b> {@code authRequired} in {@code networking.c} of Redis 7.0
 */
public record ProtocolLimits(long longestBulk, boolean mustAuthenticate) {
  /** A server as it comes, to a client it trusts. */
  public static final ProtocolLimits STANDARD = new ProtocolLimits(512L * 1024 * 1024, false);

  private static final int MOST_WORDS_OF_STRANGERS = 10;
  private static final int LONGEST_BULK_OF_STRANGERS = 16 * 1024;

  boolean allowsCount(long words) {
    return !mustAuthenticate || words <= MOST_WORDS_OF_STRANGERS;
  }

  boolean allowsLength(long bytes) {
    return !mustAuthenticate || bytes <= LONGEST_BULK_OF_STRANGERS;
  }
}
