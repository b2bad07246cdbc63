package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.HashValue.Field;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SetValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StringValue;
import dev.interlace.model.value.Thresholds;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a value, in formats of former versions too, and brings it into the representation that the thresholds ask for.
 *
 * <p><b>Errors:</b> {@link Malformed}. <b>Source:</b> {@code rdbLoadObject} in {@code rdb.c} of Redis 7.0.
 */
final class ValueReader {
  private final RdbInput in;
  private final Thresholds thresholds;

  private final boolean isSanitized;

  private ValueReader(RdbInput in, Thresholds thresholds, boolean isSanitized) {
    this.in = in;
    this.thresholds = thresholds;
    this.isSanitized = isSanitized;
  }

  /** The type and the value, which may be empty. */
  static RedisValue read(RdbInput in, Thresholds thresholds, boolean isSanitized) {
    return read(in.raw(), in, thresholds, isSanitized);
  }

  /** A value of that type, which may be empty. */
  static RedisValue read(int type, RdbInput in, Thresholds thresholds, boolean isSanitized) {
    return new ValueReader(in, thresholds, isSanitized).value(type);
  }

  private RedisValue value(int type) {
    return switch (type) {
      case RdbType.STRING -> new StringValue(in.text());
      case RdbType.LIST -> list();
      case RdbType.LIST_ZIPLIST -> ListValue.of(nodes(List.of(Ziplist.read(in.blob()))), thresholds);
      case RdbType.LIST_OF_ZIPLISTS -> ListValue.of(nodes(ziplists()), thresholds);
      case RdbType.LIST_OF_LISTPACKS -> ListValue.of(nodes(listpacks()), thresholds);
      case RdbType.SET -> set();
      case RdbType.SET_INTSET -> intset(new RdbInput(in.blob()));
      case RdbType.SORTED_SET_OF_TEXTS -> sortedSet(true);
      case RdbType.SORTED_SET -> sortedSet(false);
      case RdbType.SORTED_SET_ZIPLIST -> compactSortedSet(Ziplist.read(in.blob()));
      case RdbType.SORTED_SET_LISTPACK -> compactSortedSet(ListpackBytes.read(in.blob()));
      case RdbType.HASH -> hash();
      case RdbType.HASH_ZIPMAP -> zipmap(Zipmap.read(in.blob()));
      case RdbType.HASH_ZIPLIST -> compactHash(Ziplist.read(in.blob()), true);
      case RdbType.HASH_LISTPACK -> compactHash(ListpackBytes.read(in.blob()), isSanitized);
      case RdbType.STREAM_1 -> StreamReader.read(in, false);
      case RdbType.STREAM_2 -> StreamReader.read(in, true);
      default -> throw new Malformed();
    };
  }

  private ListValue list() {
    var list = new ListValue(thresholds);
    for (var left = in.count(); left > 0; left--) {
      list.addLast(in.text());
    }
    return list;
  }

  private List<List<Bytes>> ziplists() {
    var nodes = new ArrayList<List<Bytes>>();
    for (var left = in.count(); left > 0; left--) {
      nodes.add(Ziplist.read(in.blob()));
    }
    return nodes;
  }

  private List<List<Bytes>> listpacks() {
    var nodes = new ArrayList<List<Bytes>>();
    for (var left = in.count(); left > 0; left--) {
      var container = in.length();
      Malformed.unless(container == ValueWriter.PLAIN || container == ValueWriter.PACKED);
      var content = in.blob();
      nodes.add(container == ValueWriter.PLAIN ? List.of(Bytes.wrap(content)) : ListpackBytes.read(content));
    }
    return nodes;
  }

  private static List<List<Bytes>> nodes(List<List<Bytes>> all) {
    return all.stream().filter(node -> !node.isEmpty()).toList();
  }

  private SetValue set() {
    var count = in.count();
    var set = count > thresholds.intset() ? SetValue.table(thresholds) : new SetValue(thresholds);
    for (var left = count; left > 0; left--) {
      Malformed.unless(set.add(in.text()));
    }
    return set;
  }

  private SetValue intset(RdbInput blob) {
    var length = (int) blob.littleEndian(4);
    var count = blob.littleEndian(4);
    Malformed.unless(count > 0 && (length == Short.BYTES || length == Integer.BYTES || length == Long.BYTES));
    var numbers = new ArrayList<Long>();
    for (var left = count; left > 0; left--) {
      numbers.add(blob.signed(length));
    }
    Malformed.unless(blob.isAtEnd());
    return SetValue.intset(numbers, length, thresholds);
  }

  private SortedSetValue sortedSet(boolean areScoresTexts) {
    var set = SortedSetValue.skiplist(thresholds);
    for (var left = in.count(); left > 0; left--) {
      var member = in.text();
      var score = areScoresTexts ? scoreText() : Double.longBitsToDouble(in.littleEndian(Double.BYTES));
      Malformed.unless(!Double.isNaN(score) && set.put(member, score));
    }
    set.compact();
    return set;
  }

  private double scoreText() {
    var length = in.raw();
    return switch (length) {
      case 255 -> Double.NEGATIVE_INFINITY;
      case 254 -> Double.POSITIVE_INFINITY;
      case 253 -> Double.NaN;
      default -> Numbers.strtod(Bytes.wrap(in.raw(length)).toLatin1()).orElseThrow(Malformed::new);
    };
  }

  private SortedSetValue compactSortedSet(List<Bytes> entries) {
    Malformed.unless(entries.size() % 2 == 0);
    var scored = new ArrayList<SortedSetValue.Scored>();
    for (var i = 0; i < entries.size(); i += 2) {
      var score = Numbers.strtod(entries.get(i + 1).toLatin1()).orElseThrow(Malformed::new);
      scored.add(new SortedSetValue.Scored(entries.get(i), score));
    }
    Malformed.unless(scored.stream().map(SortedSetValue.Scored::member).distinct().count() == scored.size());
    return SortedSetValue.listpack(scored, thresholds);
  }

  private HashValue hash() {
    var count = in.count();
    var fields = new ArrayList<Field>();
    for (var left = count; left > 0; left--) {
      fields.add(new Field(in.text(), in.text()));
    }
    var isLarge = count > thresholds.hashEntries() || fields.stream().anyMatch(this::isLong);
    if (isLarge) {
      return table(fields);
    }
    Malformed.unless(!isSanitized || areDifferent(fields));
    return HashValue.listpack(fields, thresholds);
  }

  private boolean isLong(Field field) {
    return Math.max(field.name().length(), field.value().length()) > thresholds.hashText();
  }

  private HashValue table(List<Field> fields) {
    var hash = HashValue.table(thresholds);
    fields.forEach(field -> Malformed.unless(hash.put(field.name(), field.value())));
    return hash;
  }

  private HashValue zipmap(List<Bytes> entries) {
    var fields = fields(entries);
    return fields.stream().anyMatch(this::isLong) ? table(fields) : compactHash(entries, true);
  }

  private HashValue compactHash(List<Bytes> entries, boolean mustDiffer) {
    var fields = fields(entries);
    Malformed.unless(!mustDiffer || areDifferent(fields));
    return HashValue.listpack(fields, thresholds);
  }

  private static boolean areDifferent(List<Field> fields) {
    return fields.stream().map(Field::name).distinct().count() == fields.size();
  }

  private static List<Field> fields(List<Bytes> entries) {
    Malformed.unless(entries.size() % 2 == 0);
    var fields = new ArrayList<Field>();
    for (var i = 0; i < entries.size(); i += 2) {
      fields.add(new Field(entries.get(i), entries.get(i + 1)));
    }
    return fields;
  }
}
