package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.MemoryUse;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SetValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StringValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What DEBUG tells of strings, listpacks and hash tables. <b>Deviation:</b> we hash otherwise, so other chains are long; no table is ever
 * between two sizes; and a text that was appended to has no room left. <b>Source:</b> {@code debug.c}, {@code dict.c} of Redis 7.0.
 */
final class DebugStructures {
  private static final Reply.Error NO_TEXT = Errors.error("ERR Not an sds encoded string.");
  private static final Reply.Error NO_TABLE =
      Errors.error("ERR The value stored at the specified key is not represented using an hash table");
  private static final int OBJECT = 16;
  private static final int LONGEST_CHAIN = 50;
  private static final double PERCENT = 100;

  private DebugStructures() {}

  private static RedisValue value(Call call) {
    return call.database().storedEntry(call.word(2)).orElseThrow(() -> new CommandFault(Errors.NO_SUCH_KEY)).value();
  }

  static Reply texts(Call call) {
    if (!(value(call) instanceof StringValue string) || string.encoding().equals("int")) {
      throw Call.fail(NO_TEXT);
    }
    var isEmbedded = string.encoding().equals("embstr");
    var key = call.word(2).length();
    var length = string.bytes().length();
    return new Reply.Simple(Bytes.latin1(
        "key_sds_len:" + key + ", key_sds_avail:" + (header(key) == 1 ? 0 : room(key) - key) + ", key_zmalloc: " + allocated(key)
            + ", val_sds_len:" + length + ", val_sds_avail:" + (isEmbedded ? 0 : room(length) - length)
            + ", val_zmalloc: " + (isEmbedded ? MemoryUse.allocatedFor(OBJECT + 3L + length + 1) - OBJECT : allocated(length))));
  }

  private static int header(int length) {
    return length < 1 << 5 ? 1 : length < 1 << 8 ? 3 : length < 1 << 16 ? 5 : 9;
  }

  private static long allocated(int length) {
    return MemoryUse.allocatedFor(header(length) + length + 1L);
  }

  /** How long a text may get where one of this length is. */
  private static long room(int length) {
    return allocated(length) - header(length) - 1;
  }

  /** @param encoding listpack or quicklist */
  static Reply printed(Call call, String encoding) {
    if (!value(call).encoding().equals(encoding)) {
      throw Call.fail(Errors.error("ERR Not a " + encoding + " encoded object."));
    }
    return new Reply.Simple(Bytes.of((encoding.equals("listpack") ? "Listpack" : "Quicklist") + " structure printed on stdout"));
  }

  static Reply ofDatabase(Call call) {
    var index = call.integer(2);
    if (index < 0 || index >= Keyspace.DATABASES) {
      throw Call.fail(Errors.error("ERR Out of range database"));
    }
    var database = call.database().at((int) index);
    var keys = database.stored();
    var expiring = keys.stream().filter(key -> hasExpiry(database, key)).toList();
    return text("[Dictionary HT]\n" + statistics(keys) + "[Expires HT]\n" + statistics(expiring));
  }

  private static boolean hasExpiry(Database database, Bytes key) {
    return database.storedEntry(key).filter(Entry::hasExpiry).isPresent();
  }

  static Reply ofKey(Call call) {
    var keys = switch (value(call)) {
      case HashValue hash when !hash.isListpack() -> IntStream.range(0, hash.size()).mapToObj(i -> hash.get(i).name()).toList();
      case SetValue set when set.encoding().equals("hashtable") -> IntStream.range(0, set.size()).mapToObj(set::get).toList();
      case SortedSetValue set when !set.isListpack() -> IntStream.range(0, set.size()).mapToObj(i -> set.get(i).member()).toList();
      default -> throw Call.fail(NO_TABLE);
    };
    return text(statistics(keys));
  }

  private static Reply text(String text) {
    return new Reply.Verbatim("txt", Bytes.of(text));
  }

  /** <b>Source:</b> {@code _dictGetStatsHt}. */
  private static String statistics(List<Bytes> keys) {
    var title = "Hash table 0 stats (main hash table):\n";
    if (keys.isEmpty()) {
      return title + "No stats available for empty dictionaries\n";
    }
    var lengths = new int[MemoryUse.slots(keys.size())];
    keys.forEach(key -> lengths[(int) key.hash64() & lengths.length - 1]++);
    var used = Arrays.stream(lengths).filter(length -> length > 0).count();
    var average = Numbers.fixed((double) keys.size() / used, 2);
    var text = new StringBuilder(title)
        .append(" table size: ").append(lengths.length)
        .append("\n number of elements: ").append(keys.size())
        .append("\n different slots: ").append(used)
        .append("\n max chain length: ").append(Arrays.stream(lengths).max().orElse(0))
        .append("\n avg chain length (counted): ").append(average)
        .append("\n avg chain length (computed): ").append(average)
        .append("\n Chain length distribution:\n");
    for (var i = 0; i < LONGEST_CHAIN; i++) {
      var length = i;
      var count = Arrays.stream(lengths).filter(each -> each == length).count();
      if (count > 0) {
        text.append("   ").append(i).append(": ").append(count)
            .append(" (").append(Numbers.fixed(PERCENT * count / lengths.length, 2)).append("%)\n");
      }
    }
    return text.toString();
  }
}
