package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.rdb.Crc64;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Settings;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Dumps of the real server, damaged at random and with the right checksum, are taken or refused by both servers alike, and what is taken is the same
 * value. Where the damage crashes the real server there is nothing to compare with: that is counted.
 */
public class DamagedDumpsConformanceTest {
  private static final int VALUES = Integer.getInteger("interlace.tries", 600);
  private static final long FIRST_SEED = Long.getLong("interlace.seed", 1);
  private static final int DAMAGES_A_VALUE = 12;
  private static final int FOOTER = 10;
  private static final int CHECKSUM = 8;
  private static final Bytes KEY = Bytes.of("v");
  private static final Bytes COPY = Bytes.of("w");
  /** Every byte of a payload is looked at before it is taken; else the real server would crash all the time. */
  private static final String SANITIZING = "sanitize-dump-payload";

  /** What the type byte says of a value in one listpack or several; one that makes no sense may be refused here alone (see {@code DumpPayload}). */
  private static final List<Integer> LISTPACKS = List.of(15, 16, 17, 18, 19);

  private final TreeMap<String, Integer> tally = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();

  @Test
  void damaged_dumps_are_taken_or_refused_alike() {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("damaged dumps: not compared with the real server; " + OracleServer.ABSENT);
      return;
    }
    for (var seed = FIRST_SEED; seed < FIRST_SEED + VALUES; seed++) {
      seed = upToACrash(binary.get(), seed);
    }
    System.out.println("damaged dumps: " + tally);
    assertThat(differences).isEmpty();
    assertThat(tally.keySet()).contains("taken", "refused");
  }

  /** Compares from {@code first} on, and answers the last seed that was compared: the one that crashed the real server, or the last of all. */
  private long upToACrash(Path binary, long first) {
    var seed = first;
    try (var server = OracleServer.start(binary, List.of("--" + SANITIZING, "yes")); var real = server.connect()) {
      for (; seed < FIRST_SEED + VALUES && differences.size() < 5; seed++) {
        compare(seed, real);
      }
      return FIRST_SEED + VALUES;
    } catch (UncheckedIOException crashed) {
      tally.merge("Redis crashed", 1, Integer::sum);
      return seed;
    }
  }

  private void compare(long seed, OracleConnection real) {
    var random = new Random(seed * 0x9E3779B97F4A7C15L);
    real.call("FLUSHALL");
    RandomValues.commands(KEY, random).forEach(command -> real.call(command.words()));
    if (!(real.call("DUMP", "v") instanceof Reply.Bulk(var payload))) {
      return;
    }
    var model = new dev.interlace.model.server.LiveServer(ServerState.EMPTY.with(Settings.DEFAULT.with(SANITIZING, "yes")));
    var client = model.open("127.0.0.1:1", Outlet.NOBODY);
    for (var i = 0; i < DAMAGES_A_VALUE; i++) {
      var damaged = resealed(damaged(payload, random));
      var restore = new Command(List.of(Bytes.of("RESTORE"), COPY, Bytes.of("0"), damaged, Bytes.of("REPLACE")));
      var expected = real.call(restore.words());
      var actual = model.execute(client, restore);
      tally.merge(expected.equals(Reply.OK) ? "taken" : "refused", 1, Integer::sum);
      if (!actual.equals(expected)) {
        if (expected.equals(Reply.OK) && LISTPACKS.contains((int) damaged.at(0))) {
          tally.merge("taken by Redis alone", 1, Integer::sum);
        } else {
          differences.add("seed " + seed + ": " + restore + "\n  real  " + expected + "\n  model " + actual);
        }
      } else if (expected.equals(Reply.OK)) {
        compareValues(seed, restore, look -> real.call(look.words()), look -> model.execute(client, look));
      }
    }
  }

  private interface Server {
    Reply answer(Command look);
  }

  private void compareValues(long seed, Command restore, Server real, Server model) {
    var encoding = Command.of("OBJECT", "ENCODING", "w");
    var looks = new ArrayList<>(List.of(encoding));
    if (real.answer(encoding) instanceof Reply.Bulk(var name)) {
      // What a stream says of itself need not be true of its entries: Redis answers what the dump said, the model what there is.
      looks.addAll(name.equals(Bytes.of("stream")) ? List.of(Command.of("XRANGE", "w", "-", "+")) : RandomValues.looks(name.toLatin1(), COPY));
    }
    for (var look : looks) {
      var expected = real.answer(look);
      var actual = model.answer(look);
      if (!sorted(expected).equals(sorted(actual))) {
        differences.add("seed " + seed + ": " + restore + "\n" + look + "\n  real  " + expected + "\n  model " + actual);
        return;
      }
    }
  }

  /** What a hash table holds comes in any order. */
  private static Object sorted(Reply reply) {
    return reply instanceof Reply.Array(var items) ? items.stream().map(Object::toString).sorted().toList() : reply;
  }

  /** One to three bytes changed, lost or added, or the end cut off; the version stays. */
  private static Bytes damaged(Bytes payload, Random random) {
    var content = new ArrayList<Byte>();
    for (var i = 0; i < payload.length() - FOOTER; i++) {
      content.add(payload.at(i));
    }
    for (var count = 1 + random.nextInt(3); count > 0 && !content.isEmpty(); count--) {
      var at = random.nextInt(content.size());
      switch (random.nextInt(6)) {
        case 0 -> content.remove(at);
        case 1 -> content.add(at, (byte) random.nextInt(256));
        case 2 -> content.subList(at, content.size()).clear();
        case 3 -> content.set(at, (byte) (content.get(at) + random.nextInt(3) - 1));
        default -> content.set(at, (byte) random.nextInt(256));
      }
    }
    var bytes = new byte[content.size() + FOOTER];
    for (var i = 0; i < content.size(); i++) {
      bytes[i] = content.get(i);
    }
    bytes[content.size()] = payload.at(payload.length() - FOOTER);
    bytes[content.size() + 1] = payload.at(payload.length() - FOOTER + 1);
    return Bytes.wrap(bytes);
  }

  /** With the checksum of what is in it. */
  public static Bytes resealed(Bytes payload) {
    var bytes = Arrays.copyOf(payload.toByteArray(), payload.length());
    if (bytes.length > CHECKSUM) {
      var sum = Crc64.of(0, bytes, 0, bytes.length - CHECKSUM);
      for (var i = 0; i < CHECKSUM; i++) {
        bytes[bytes.length - CHECKSUM + i] = (byte) (sum >> 8 * i);
      }
    }
    return Bytes.wrap(bytes);
  }
}
