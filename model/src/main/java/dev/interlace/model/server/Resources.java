package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Journal;

/** The names of what footprints tell of, besides keys. Each has a blank, so that no key is taken for it but by who means to. */
final class Resources {
  /** Scripts, functions, and what one script leaves for the next. */
  static final String SCRIPTS = "the scripts";

  /** Whatever else a command may have looked at that is not a key. */
  static final String REST = "the rest";

  /** When keys expire and waiting ends, which decides how far time moves. */
  static final String DEADLINES = "the deadlines";

  /** Which ids were given out, and to whom that is connected. */
  static final String IDS = "the ids";

  /** Who listens to which patterns of channels. */
  static final String PATTERNS = "the patterns";

  private Resources() {}

  /** One script that is kept, by its digest. */
  static String script(String digest) {
    return "the script " + digest;
  }

  /** What one client is sent unasked, by its id or ticket. */
  static String messages(long client) {
    return "the messages to " + client;
  }

  /** Who listens to a channel, of whichever kind. */
  static String channel(Bytes name) {
    return "the channel " + name.toLatin1();
  }

  /** Who waits for a key. */
  static String waiting(int database, Bytes key) {
    return "who waits for " + Journal.resource(database, key);
  }

  /** Which clients are told when a key changes, because they have read it. */
  static String readers(Bytes key) {
    return "who has read " + key.toLatin1();
  }
}
