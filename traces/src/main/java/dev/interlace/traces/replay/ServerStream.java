package dev.interlace.traces.replay;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.traces.oracle.OracleConnection;
import java.util.List;

/** Brings what XINFO STREAM FULL answers in RESP2 into the form of a trace: without times and without what follows from the rest. */
final class ServerStream {
  private ServerStream() {}

  static Reply read(OracleConnection connection, Bytes key) {
    var info = connection.call(List.of(Bytes.of("XINFO"), Bytes.of("STREAM"), key, Bytes.of("FULL"), Bytes.of("COUNT"), Bytes.of("0")));
    return new Reply.MapReply(
        List.of(
            pair("entries", field(info, "entries")),
            pair("last-id", field(info, "last-generated-id")),
            pair("groups", Reply.array(items(field(info, "groups")).stream().map(ServerStream::group).toList()))));
  }

  private static Reply group(Reply info) {
    // ID, consumer, time of delivery, deliveries.
    var pending = items(field(info, "pending")).stream().map(ServerStream::items)
        .map(each -> Reply.array(List.of(each.get(0), each.get(1), each.get(3))))
        .toList();
    var consumers = items(field(info, "consumers")).stream().map(each -> field(each, "name")).toList();
    return new Reply.MapReply(
        List.of(
            pair("name", field(info, "name")),
            pair("last-delivered-id", field(info, "last-delivered-id")),
            pair("pending", Reply.array(pending)),
            pair("consumers", Reply.array(consumers))));
  }

  private static Reply.Pair pair(String name, Reply value) {
    return new Reply.Pair(Reply.bulk(name), value);
  }

  /** The value that follows a name. */
  private static Reply field(Reply flat, String name) {
    var items = items(flat);
    for (var i = 0; i + 1 < items.size(); i += 2) {
      if (items.get(i).equals(Reply.bulk(name))) {
        return items.get(i + 1);
      }
    }
    throw new IllegalStateException("the server's stream has no " + name);
  }

  private static List<Reply> items(Reply reply) {
    if (!(reply instanceof Reply.Array(var items))) {
      throw new IllegalStateException("the server answered " + reply + " where an array was due");
    }
    return items;
  }
}
