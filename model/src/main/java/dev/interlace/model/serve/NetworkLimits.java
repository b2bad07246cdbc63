package dev.interlace.model.serve;

import dev.interlace.model.settings.Settings;
import java.util.Arrays;

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
 * @param isProtected {@code protected-mode}: whether only this machine is welcome as long as there is no password
 */
record NetworkLimits(
    long maxClients, long idleSeconds, int keepAliveSeconds, long longestBulk, long longestQuery, OutputLimit normal, OutputLimit subscriber,
    boolean isProtected) {
  static NetworkLimits of(Settings settings) {
    var classes = settings.text("client-output-buffer-limit").split(" ");
    return new NetworkLimits(
        settings.number("maxclients"), settings.number("timeout"), (int) settings.number("tcp-keepalive"), settings.number("proto-max-bulk-len"),
        settings.number("client-query-buffer-limit"), OutputLimit.of(classes, "normal"), OutputLimit.of(classes, "pubsub"),
        settings.isOn("protected-mode"));
  }

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
    /** @param classes four words for each class: its name and the three numbers */
    static OutputLimit of(String[] classes, String name) {
      var at = Arrays.asList(classes).indexOf(name);
      return new OutputLimit(Long.parseLong(classes[at + 1]), Long.parseLong(classes[at + 2]), Long.parseLong(classes[at + 3]));
    }
  }
}
