package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is there from the first call of a scan to the last is answered, and here once, however the collection grows and shrinks meanwhile. */
class ScanProperties {
  /** The command, how to add n, how to remove n, and how many words an element is answered with. */
  private enum Collection {
    KEYS("SCAN", "SET m* v", "DEL m*", 1),
    HASH("HSCAN k", "HSET k m* v", "HDEL k m*", 2),
    SET("SSCAN k", "SADD k m*", "SREM k m*", 1),
    SORTED_SET("ZSCAN k", "ZADD k 1 m*", "ZREM k m*", 2);

    final String scan;
    final String add;
    final String remove;
    final int words;

    Collection(String scan, String add, String remove, int words) {
      this.scan = scan;
      this.add = add;
      this.remove = remove;
      this.words = words;
    }
  }

  @Property(seed = "20240101", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void a_scan_answers_once_whatever_stays_throughout(
      @ForAll Collection collection, @ForAll @IntRange(max = 800) int stay, @ForAll @IntRange(min = 1, max = 50) int count, @ForAll long seed) {
    var random = new Random(seed);
    var server = new LiveServer(ServerState.EMPTY);
    var client = server.open("127.0.0.1:1", Outlet.NOBODY);
    for (var n = 0; n < stay; n++) {
      run(server, client, collection.add, n);
    }
    var seen = new ArrayList<Bytes>();
    var cursor = "0";
    do {
      var reply = (Reply.Array) run(server, client, collection.scan + " " + cursor + " COUNT " + count, 0);
      cursor = ((Reply.Bulk) reply.items().getFirst()).value().toLatin1();
      var elements = ((Reply.Array) reply.items().getLast()).items();
      for (var i = 0; i < elements.size(); i += collection.words) {
        seen.add(((Reply.Bulk) elements.get(i)).value());
      }
      for (var changes = random.nextInt(60); changes > 0; changes--) {
        run(server, client, random.nextBoolean() ? collection.add : collection.remove, stay + random.nextInt(2_000));
      }
    } while (!cursor.equals("0"));
    var stayed = new ArrayList<Bytes>();
    for (var n = 0; n < stay; n++) {
      stayed.add(Bytes.of("m" + n));
    }
    assertThat(seen).doesNotHaveDuplicates().containsAll(stayed);
  }

  private static Reply run(LiveServer server, long client, String line, int n) {
    return server.execute(client, new Command(List.of(line.split(" ")).stream().map(word -> Bytes.of(word.replace("*", Integer.toString(n)))).toList()));
  }
}
