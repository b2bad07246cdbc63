package dev.interlace.model.notice;

import dev.interlace.model.bytes.Bytes;

/** Who wants to know at once what becomes of keys: for clients that track keys, and for those who listen to keyspace notifications. */
public interface KeyObserver {
  KeyObserver NOBODY =
      new KeyObserver() {
        @Override
        public void touched(int database, Bytes key, boolean isByClient) {}

        @Override
        public void flushed() {}

        @Override
        public boolean listensTo(EventClass kind) {
          return false;
        }

        @Override
        public void answered(int parts) {}

        @Override
        public void happened(EventClass kind, String event, int database, Bytes key) {}
      };

  /**
   * A key was written, or removed because it had expired. <b>Source:</b> {@code trackingInvalidateKey}.
   *
   * @param isByClient false if it had expired: that is nobody's doing
   */
  void touched(int database, Bytes key, boolean isByClient);

  /** One database, or all, lost all keys at once. */
  void flushed();

  /** Whether anybody could be told of such events. */
  boolean listensTo(EventClass kind);

  /** So many parts of the reply are written by now: what the command causes from now on, its own client reads behind those. */
  void answered(int parts);

  /** <b>Source:</b> {@code notifyKeyspaceEvent}. */
  void happened(EventClass kind, String event, int database, Bytes key);
}
