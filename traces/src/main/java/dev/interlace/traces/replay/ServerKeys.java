package dev.interlace.traces.replay;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.reply.Reply;
import dev.interlace.traces.format.KeyState;
import dev.interlace.traces.oracle.OracleConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the keys of a real server, in the form and order of a trace. */
final class ServerKeys {
  private ServerKeys() {}

  /** Every key of a database, which stays selected. An expiry is told as present or not: its instant says nothing to us. */
  static List<KeyState> read(OracleConnection connection, int database) {
    connection.call("SELECT", Integer.toString(database));
    var keys = new ArrayList<KeyState>();
    for (var key : new TreeSet<>(bulks(connection.call("KEYS", "*")))) {
      if (connection.call(List.of(Bytes.of("TYPE"), key)) instanceof Reply.Simple(var type) && !type.toLatin1().equals("none")) {
        var expires = connection.call(List.of(Bytes.of("PTTL"), key)) instanceof Reply.Int(var left) && left >= 0;
        var stored = new KeyState.Stored(type.toLatin1(), content(connection, type.toLatin1(), key), expires ? 0 : Entry.NEVER);
        keys.add(new KeyState(database, key, Optional.of(stored)));
      }
    }
    return keys;
  }

  private static Reply content(OracleConnection connection, String type, Bytes key) {
    return switch (type) {
      case "string" -> connection.call(List.of(Bytes.of("GET"), key));
      case "list" -> connection.call(List.of(Bytes.of("LRANGE"), key, Bytes.of("0"), Bytes.of("-1")));
      case "set" -> Reply.bulks(new TreeSet<>(bulks(connection.call(List.of(Bytes.of("SMEMBERS"), key)))));
      case "hash" -> sortedPairs(bulks(connection.call(List.of(Bytes.of("HGETALL"), key))));
      case "zset" -> pairs(bulks(connection.call(List.of(Bytes.of("ZRANGE"), key, Bytes.of("0"), Bytes.of("-1"), Bytes.of("WITHSCORES")))));
      case "stream" -> ServerStream.read(connection, key);
      default -> Reply.bulk("a value of type " + type);
    };
  }

  private static Reply sortedPairs(List<Bytes> flat) {
    var sorted = new TreeMap<Bytes, Bytes>();
    for (var i = 0; i < flat.size(); i += 2) {
      sorted.put(flat.get(i), flat.get(i + 1));
    }
    var again = new ArrayList<Bytes>();
    sorted.forEach((field, value) -> again.addAll(List.of(field, value)));
    return pairs(again);
  }

  private static Reply pairs(List<Bytes> flat) {
    var pairs = new ArrayList<Reply.Pair>();
    for (var i = 0; i < flat.size(); i += 2) {
      pairs.add(new Reply.Pair(Reply.of(flat.get(i)), Reply.of(flat.get(i + 1))));
    }
    return new Reply.MapReply(pairs);
  }

  private static List<Bytes> bulks(Reply reply) {
    if (!(reply instanceof Reply.Array(var items))) {
      throw new IllegalStateException("the server answered " + reply + " where an array was due");
    }
    return items.stream().map(item -> ((Reply.Bulk) item).value()).toList();
  }
}
