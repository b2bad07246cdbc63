package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Settings;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Builds random values by the same commands on the model and on the real server, and compares what they became to the byte: the encoding, what
 * DUMP answers, and what becomes of each other's dumps. The thresholds are small in most runs.
 */
class DumpConformanceTest {
  private static final int VALUES = Integer.getInteger("interlace.tries", 2_500);
  private static final long FIRST_SEED = Long.getLong("interlace.seed", 1);
  private static final Bytes KEY = Bytes.of("v");
  private static final Bytes COPY = Bytes.of("w");

  @Test
  void values_become_the_same_and_dumps_mean_the_same_on_both_servers() {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("dumps: not compared with the real server; " + OracleServer.ABSENT);
      return;
    }
    var tally = new TreeMap<String, Integer>();
    try (var server = OracleServer.start(binary.get(), List.of()); var real = server.connect()) {
      for (var seed = FIRST_SEED; seed < FIRST_SEED + VALUES; seed++) {
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        var configuration = configuration(random);
        configuration.forEach((name, value) -> real.call("CONFIG", "SET", name, value));
        real.call("FLUSHALL");
        compare(seed, RandomValues.commands(KEY, random), configuration, real, tally);
      }
    }
    System.out.println("dumps: " + VALUES + " values compared with the real server: " + tally);
    assertThat(tally.keySet()).contains("int", "embstr", "raw", "quicklist", "listpack", "hashtable", "intset", "skiplist", "stream");
  }

  private static SortedMap<String, String> configuration(Random random) {
    var all = new TreeMap<String, String>();
    all.put("list-max-listpack-size", pick(random, "-2", "-1", "1", "3", "10", "128"));
    all.put("hash-max-listpack-entries", pick(random, "512", "8", "2"));
    all.put("hash-max-listpack-value", pick(random, "64", "10", "200"));
    all.put("set-max-intset-entries", pick(random, "512", "5"));
    all.put("zset-max-listpack-entries", pick(random, "128", "5", "0"));
    all.put("zset-max-listpack-value", pick(random, "64", "10", "200"));
    all.put("stream-node-max-bytes", pick(random, "4096", "100", "0"));
    all.put("stream-node-max-entries", pick(random, "100", "3", "0", "200"));
    all.put("rdbcompression", pick(random, "yes", "yes", "no"));
    return all;
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static void compare(
      long seed, List<Command> commands, SortedMap<String, String> configuration, OracleConnection real, TreeMap<String, Integer> tally) {
    var model = new dev.interlace.model.server.LiveServer(ServerState.EMPTY.with(Settings.DEFAULT.with(configuration)));
    var client = model.open("127.0.0.1:1", Outlet.NOBODY);
    var what = "seed " + seed + ", " + configuration + "\n" + String.join("\n", commands.stream().map(Object::toString).toList()) + "\n";
    for (var command : commands) {
      var expected = real.call(command.words());
      assertThat(model.execute(client, command)).as(what + command).isEqualTo(expected);
    }
    var encoding = ask(real, "OBJECT", "ENCODING", KEY);
    assertThat(model.execute(client, command("OBJECT", "ENCODING", KEY))).as(what + "encoding").isEqualTo(encoding);
    var dumped = ask(real, "DUMP", KEY);
    var own = model.execute(client, command("DUMP", KEY));
    if (!(dumped instanceof Reply.Bulk(var theirs)) || !(own instanceof Reply.Bulk(var ours))) {
      assertThat(own).as(what + "DUMP").isEqualTo(dumped);
      return;
    }
    var name = ((Reply.Bulk) encoding).value().toLatin1();
    tally.merge(name, 1, Integer::sum);
    var hasOrder = !name.equals("hashtable");
    if (hasOrder && RandomValues.isTimeless(commands)) {
      assertThat(ours.toQuoted()).as(what + "DUMP").isEqualTo(theirs.toQuoted());
    }

    assertThat(model.execute(client, command("RESTORE", COPY, "0", theirs))).as(what + "RESTORE of theirs").isEqualTo(Reply.OK);
    assertThat(ask(real, "RESTORE", COPY, "0", ours)).as(what + "RESTORE of ours").isEqualTo(Reply.OK);
    var encodingOfCopy = ask(real, "OBJECT", "ENCODING", COPY);
    assertThat(model.execute(client, command("OBJECT", "ENCODING", COPY))).as(what + "encoding of the copy").isEqualTo(encodingOfCopy);
    var nameOfCopy = ((Reply.Bulk) encodingOfCopy).value().toLatin1();
    if (hasOrder && !nameOfCopy.equals("hashtable")) {
      ask(real, "RESTORE", COPY, "0", theirs, "REPLACE");
      assertThat(model.execute(client, command("DUMP", COPY))).as(what + "DUMP of the copy").isEqualTo(ask(real, "DUMP", COPY));
    }
    for (var look : RandomValues.looks(name, COPY)) {
      var left = sorted(model.execute(client, look));
      assertThat(left).as(what + look).isEqualTo(sorted(real.call(look.words())));
    }
  }

  /** What a hash table holds comes in any order. */
  private static Object sorted(Reply reply) {
    return reply instanceof Reply.Array(var items) ? items.stream().map(Object::toString).sorted().toList() : reply;
  }

  private static Reply ask(OracleConnection real, Object... words) {
    return real.call(command(words).words());
  }

  private static Command command(Object... words) {
    var all = new ArrayList<Bytes>();
    for (var word : words) {
      all.add(word instanceof Bytes bytes ? bytes : Bytes.of(word.toString()));
    }
    return new Command(all);
  }
}
