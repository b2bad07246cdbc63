package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Draws the commands that make one value of any type, with sizes about all thresholds. */
final class RandomValues {
  private final Bytes key;
  private final Random random;
  private final List<Command> commands = new ArrayList<>();
  /** Of the elements of this value. */
  private final int longest;

  private RandomValues(Bytes key, Random random) {
    this.key = key;
    this.random = random;
    this.longest = random.nextInt(5) == 0 ? 9_000 : random.nextInt(4) == 0 ? 1_500 : random.nextInt(3) == 0 ? 80 : 12;
  }

  static List<Command> commands(Bytes key, Random random) {
    var values = new RandomValues(key, random);
    switch (random.nextInt(6)) {
      case 0 -> values.string();
      case 1 -> values.list();
      case 2 -> values.hash();
      case 3 -> values.set();
      case 4 -> values.sortedSet();
      default -> values.stream();
    }
    return values.commands;
  }

  /** Whether two servers come to the same to the byte. */
  static boolean isTimeless(List<Command> commands) {
    return commands.stream().noneMatch(command -> command.name().toLowerCase().startsWith("xread") || command.name().equalsIgnoreCase("xgroup"));
  }

  /** Commands that show the content of a value. */
  static List<Command> looks(String encoding, Bytes key) {
    var line = switch (encoding) {
      case "quicklist" -> List.of("LRANGE * 0 -1");
      case "stream" -> List.of("XRANGE * - +", "XINFO STREAM * FULL");
      case "intset" -> List.of("SMEMBERS *");
      case "skiplist" -> List.of("ZRANGE * 0 -1 WITHSCORES");
      case "listpack", "hashtable" -> List.of("HGETALL *", "SMEMBERS *", "ZRANGE * 0 -1 WITHSCORES");
      default -> List.of("GET *");
    };
    return line.stream().map(each -> new Command(List.of(each.split(" ")).stream().map(word -> word.equals("*") ? key : Bytes.of(word)).toList())).toList();
  }

  private void run(Object... words) {
    var all = new ArrayList<Bytes>();
    for (var word : words) {
      switch (word) {
        case Bytes bytes -> all.add(bytes);
        case List<?> list -> list.forEach(each -> all.add((Bytes) each));
        default -> all.add(Bytes.of(word.toString()));
      }
    }
    commands.add(new Command(all));
  }

  private List<Bytes> some(int most, Supplier<Bytes> each) {
    var all = new ArrayList<Bytes>();
    for (var left = 1 + random.nextInt(most); left > 0; left--) {
      all.add(each.get());
    }
    return all;
  }

  private void repeat(int most, Runnable step) {
    for (var left = 1 + random.nextInt(most); left > 0; left--) {
      step.run();
    }
  }

  private Bytes integer() {
    var bits = random.nextInt(64);
    return Bytes.of(random.nextBoolean() ? random.nextLong() >> bits : random.nextInt(300) - 20);
  }

  private Bytes text() {
    return switch (random.nextInt(6)) {
      case 0 -> integer();
      case 1 -> random(random.nextInt(longest));
      case 2 -> Bytes.latin1("ab".repeat(random.nextInt(longest) / 2));
      case 3 -> words(random.nextInt(longest));
      default -> Bytes.of("e" + random.nextInt(40));
    };
  }

  private Bytes random(int length) {
    var data = new byte[length];
    random.nextBytes(data);
    return Bytes.wrap(data);
  }

  /** A text that repeats itself here and there. */
  private Bytes words(int length) {
    var text = new StringBuilder();
    while (text.length() < length) {
      text.append("word").append(random.nextInt(1 << random.nextInt(12))).append(random.nextInt(5) == 0 ? "\n" : " ");
    }
    text.setLength(length);
    return Bytes.of(text.toString());
  }

  private void string() {
    run("SET", key, text());
    if (random.nextBoolean()) {
      return;
    }
    repeat(3, () -> {
      switch (random.nextInt(8)) {
        case 0 -> run("APPEND", key, text());
        case 1 -> run("SETRANGE", key, random.nextInt(60), text());
        case 2 -> run("INCRBY", key, 1 + random.nextInt(1_000_000));
        case 3 -> run("INCRBYFLOAT", key, random.nextInt(5));
        case 4 -> run("SETBIT", key, random.nextInt(400), 1);
        case 5 -> run("SET", key, integer());
        case 6 -> run("BITFIELD", key, "SET", "u8", 0, 50);
        default -> run("COPY", key, key + "2");
      }
    });
  }

  private void list() {
    repeat(60, () -> {
      switch (random.nextInt(16)) {
        case 0, 1, 2 -> run("RPUSH", key, some(8, this::text));
        case 3, 4, 5 -> run("LPUSH", key, some(8, this::text));
        case 6, 7, 8, 9 -> run("LINSERT", key, random.nextBoolean() ? "BEFORE" : "AFTER", "e" + random.nextInt(40), text());
        case 10, 11 -> run("LSET", key, random.nextInt(30) - 15, text());
        case 12 -> run("LREM", key, random.nextInt(5) - 2, "e" + random.nextInt(40));
        case 13 -> run("LTRIM", key, random.nextInt(3), -1 - random.nextInt(3));
        case 14 -> run(random.nextBoolean() ? "LPOP" : "RPOP", key, random.nextInt(6));
        default -> run("LMOVE", key, key, random.nextBoolean() ? "LEFT" : "RIGHT", random.nextBoolean() ? "LEFT" : "RIGHT");
      }
    });
  }

  private void hash() {
    repeat(12, () -> {
      switch (random.nextInt(6)) {
        case 0 -> run("HDEL", key, some(3, this::text));
        case 1 -> run("HINCRBY", key, "n" + random.nextInt(3), random.nextInt(1000));
        case 2 -> run("HINCRBYFLOAT", key, "x" + random.nextInt(3), "0.5");
        default -> run("HSET", key, some(3, this::text).stream().flatMap(each -> List.of(each, text()).stream()).toList());
      }
    });
  }

  private void set() {
    var isOfIntegers = random.nextInt(4) > 0;
    repeat(10, () -> {
      switch (random.nextInt(10)) {
        case 0, 1 -> run("SREM", key, some(4, this::integer));
        case 3 -> run("SINTERSTORE", key, key, key);
        default -> run("SADD", key, some(8, () -> isOfIntegers || random.nextInt(3) > 0 ? integer() : text()));
      }
    });
  }

  private void sortedSet() {
    repeat(12, () -> {
      switch (random.nextInt(9)) {
        case 0 -> run("ZREM", key, some(3, this::text));
        case 1 -> run("ZINCRBY", key, score(), text());
        case 2 -> run("ZUNIONSTORE", key, 1, key);
        case 3 -> run("ZRANGESTORE", key, key, 0, random.nextInt(12));
        case 4 -> run("ZPOPMIN", key, random.nextInt(3));
        default -> run("ZADD", key, some(4, this::score).stream().flatMap(each -> List.of(each, text()).stream()).toList());
      }
    });
  }

  private Bytes score() {
    return switch (random.nextInt(6)) {
      case 0 -> Bytes.of(Double.toString(random.nextGaussian()));
      case 1 -> Bytes.of(Double.toString(Double.longBitsToDouble(random.nextLong() & ~(1L << 62))));
      case 2 -> Bytes.of(random.nextBoolean() ? "inf" : "-inf");
      case 3 -> Bytes.of("-0");
      default -> Bytes.of(random.nextInt(20) - 5);
    };
  }

  private void stream() {
    var hasGroups = random.nextInt(3) == 0;
    var last = new long[1];
    repeat(60, () -> {
      switch (random.nextInt(hasGroups ? 20 : 14)) {
        case 0 -> run("XDEL", key, last[0] * random.nextInt(10) / 10 + "-1", last[0] + "-1");
        case 1 -> run("XTRIM", key, "MAXLEN", random.nextBoolean() ? "~" : "=", random.nextInt(20));
        case 2 -> run("XTRIM", key, "MINID", random.nextBoolean() ? "~" : "=", last[0] - random.nextInt(20));
        case 14 -> run("XGROUP", "CREATE", key, "g" + random.nextInt(3), random.nextBoolean() ? "0" : "$", "MKSTREAM");
        case 15 -> run("XGROUP", "CREATECONSUMER", key, "g" + random.nextInt(3), "c" + random.nextInt(3));
        case 16, 17, 18 -> run("XREADGROUP", "GROUP", "g" + random.nextInt(3), "c" + random.nextInt(3), "COUNT", 3, "STREAMS", key, ">");
        case 19 -> run("XACK", key, "g" + random.nextInt(3), last[0] + "-1");
        default -> {
          last[0] += random.nextInt(4) == 0 ? random.nextInt(1_000_000) : 1 + random.nextInt(3);
          run("XADD", key, last[0] + "-1", random.nextBoolean() ? List.of(Bytes.of("f"), text()) : some(3, this::text).stream()
              .flatMap(each -> List.of(each, text()).stream()).toList());
        }
      }
    });
  }
}
