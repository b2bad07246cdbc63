package dev.interlace.traces.format;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.server.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A key and what is stored under it.
 *
 * @param stored empty if the key is missing or has expired
 */
public record KeyState(int database, Bytes key, Optional<Stored> stored) {
  /**
   * A value as a client can read it.
   *
   * @param type as TYPE answers
   * @param content a bulk, an array, or a map: what GET, LRANGE, HGETALL, SMEMBERS, ZRANGE WITHSCORES answer; fields and members that
   *     have no promised order are sorted by their bytes; of XINFO STREAM FULL the entries, the last ID and the groups, without times
   * @param expireAtMillis milliseconds since the epoch, {@link Entry#NEVER} for none
   */
  public record Stored(String type, Reply content, long expireAtMillis) {
    public boolean hasExpiry() {
      return expireAtMillis != Entry.NEVER;
    }
  }

  /** Every live key of a server, by database and key. */
  public static List<KeyState> of(ServerState state) {
    var keys = new ArrayList<KeyState>();
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      for (var key : state.keyspace().entries(database).keySet()) {
        var each = of(state, database, key);
        if (each.stored.isPresent()) {
          keys.add(each);
        }
      }
    }
    return keys;
  }

  /** The keys whose live content differs, as they are in {@code after}, by database and key. */
  public static List<KeyState> changed(ServerState before, ServerState after) {
    var changed = new ArrayList<KeyState>();
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      var keys = new TreeSet<>(before.keyspace().entries(database).keySet());
      keys.addAll(after.keyspace().entries(database).keySet());
      for (var key : keys) {
        var now = of(after, database, key);
        if (!now.equals(of(before, database, key))) {
          changed.add(now);
        }
      }
    }
    return changed;
  }

  private static KeyState of(ServerState state, int database, Bytes key) {
    var entry = state.keyspace().find(database, key);
    if (entry == null || entry.isExpired(state.nowMillis())) {
      return new KeyState(database, key, Optional.empty());
    }
    var content = StoredContent.of(entry.value());
    return new KeyState(database, key, Optional.of(new Stored(entry.value().typeName(), content, entry.expireAtMillis())));
  }

  /** The key as people name it: with its database in front if that is not 0. */
  public String name() {
    var text = CommandLine.format(List.of(key));
    return database == 0 ? text : database + ":" + text;
  }

  /** One line, such as {@code stock = "0"} or {@code stock is gone}. */
  @Override
  public String toString() {
    if (stored.isEmpty()) {
      return name() + " is gone";
    }
    var value = stored.get();
    return name() + " = " + ReplyText.oneLine(value.content) + (value.hasExpiry() ? " (expires)" : "");
  }
}
