package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.value.StreamGroup;
import dev.interlace.model.value.StreamGroup.Pending;
import dev.interlace.model.value.StreamId;

/**
 * What reading a stream as a group comes to for those who repeat it: who has which entry, since when, how often. <b>Source:</b> {@code
 * streamPropagateXCLAIM}, {@code streamPropagateGroupID} and {@code streamPropagateConsumerCreation} in {@code t_stream.c} of Redis 7.0.
 */
final class StreamEffects {
  private StreamEffects() {}

  /** @param id of the entry, as it was written by whoever named it */
  static void claimed(Database database, Bytes key, StreamGroup group, Bytes id, Pending pending) {
    database.note(() -> Call.words("XCLAIM", key, group.name(), pending.consumer(), 0, id, "TIME", pending.deliveredMillis(), "RETRYCOUNT",
        pending.deliveries(), "FORCE", "JUSTID", "LASTID", text(group.lastDelivered())));
  }

  static Bytes text(StreamId id) {
    return id.text();
  }

  static void moved(Database database, Bytes key, StreamGroup group) {
    database.note(() -> Call.words(
        "XGROUP", "SETID", key, group.name(), text(group.lastDelivered()), "ENTRIESREAD", group.entriesRead()));
  }

  static void joined(Database database, Bytes key, StreamGroup group, Bytes consumer) {
    database.note(() -> Call.words("XGROUP", "CREATECONSUMER", key, group.name(), consumer));
  }
}
