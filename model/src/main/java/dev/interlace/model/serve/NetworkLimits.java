package dev.interlace.model.serve;

import dev.interlace.model.resp.ProtocolLimits;

/**
 * What the sockets must know of the configuration.
 *
 * @param maxClients {@code maxclients}
 * @param idleSeconds {@code timeout}; 0 lets a client be silent for ever
 * @param keepAliveSeconds {@code tcp-keepalive}; 0 sends no probes
 * @param longestBulk {@code proto-max-bulk-len}, in bytes
 * @param longestQuery {@code client-query-buffer-limit}, in bytes
 * @param normal what may wait for a client that reads slowly
 * @param subscriber the same for one that has subscribed to something
 */
record NetworkLimits(
    int maxClients, long idleSeconds, int keepAliveSeconds, long longestBulk, long longestQuery, OutputLimit normal, OutputLimit subscriber) {
  /** A server as it comes. */
  static final NetworkLimits STANDARD = new NetworkLimits(
      10_000, 0, 300, ProtocolLimits.STANDARD.longestBulk(), 1L << 30, OutputLimit.NONE, new OutputLimit(32 << 20, 8 << 20, 60));

  /** So little may always wait; below it nobody looks at limits. <b>Source:</b> a client's fixed buffer, {@code PROTO_REPLY_CHUNK_BYTES}. */
  private static final int NEVER_TOO_MUCH = 16 * 1024;

  /** How much an unauthenticated client may have waiting, in bytes. <b>Source:</b> {@code readQueryFromClient}. */
  static final int LONGEST_QUERY_OF_STRANGERS = 1 << 20;

  boolean alwaysAllows(int waiting) {
    return waiting < NEVER_TOO_MUCH;
  }

  /**
   * One class of {@code client-output-buffer-limit}; 0 stands for no limit.
   *
   * @param hard bytes at which the client is dropped at once
   * @param soft bytes at which it is dropped when they last for {@code softSeconds}
   */
  record OutputLimit(long hard, long soft, long softSeconds) {
    static final OutputLimit NONE = new OutputLimit(0, 0, 0);
  }
}
