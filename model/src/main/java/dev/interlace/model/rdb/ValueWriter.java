package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SetValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StreamValue;
import dev.interlace.model.value.StringValue;

/**
 * Writes a value in the representation that it has. <b>Source:</b> {@code rdbSaveObjectType} and {@code rdbSaveObject} in {@code rdb.c} of
 * Redis 7.0.
 *
 * <p><b>Order:</b> what Redis has in a hash table comes in the order of ours.
 */
final class ValueWriter {
  /** Of a node of a list. */
  static final int PLAIN = 1;
  static final int PACKED = 2;

  private ValueWriter() {}

  /** The type and the value. */
  static void write(RdbOutput out, RedisValue value) {
    out.raw(type(value));
    content(out, value);
  }

  /** The type, the key and the value. */
  static void write(RdbOutput out, Bytes key, RedisValue value) {
    out.raw(type(value));
    out.text(key);
    content(out, value);
  }

  private static int type(RedisValue value) {
    return switch (value) {
      case StringValue string -> RdbType.STRING;
      case ListValue list -> RdbType.LIST_OF_LISTPACKS;
      case HashValue hash -> hash.isListpack() ? RdbType.HASH_LISTPACK : RdbType.HASH;
      case SetValue set -> set.isIntset() ? RdbType.SET_INTSET : RdbType.SET;
      case SortedSetValue set -> set.isListpack() ? RdbType.SORTED_SET_LISTPACK : RdbType.SORTED_SET;
      case StreamValue stream -> RdbType.STREAM_2;
    };
  }

  private static void content(RdbOutput out, RedisValue value) {
    switch (value) {
      case StringValue string -> out.text(string.bytes());
      case ListValue list -> write(out, list);
      case HashValue hash -> write(out, hash);
      case SetValue set -> write(out, set);
      case SortedSetValue set -> write(out, set);
      case StreamValue stream -> StreamWriter.write(out, stream);
    }
  }

  private static void write(RdbOutput out, ListValue list) {
    var parts = list.parts();
    out.length(parts.size());
    for (var part : parts) {
      out.length(PACKED);
      var listpack = new ListpackBytes();
      part.forEach(listpack::add);
      out.blob(listpack.toByteArray());
    }
  }

  private static void write(RdbOutput out, HashValue hash) {
    if (hash.isListpack()) {
        var listpack = new ListpackBytes();
      for (var field : hash.all()) {
        listpack.add(field.name());
        listpack.add(field.value());
      }
      out.blob(listpack.toByteArray());
      return;
    }
    out.length(hash.size());
    for (var field : hash.all()) {
      out.text(field.name());
      out.text(field.value());
    }
  }

  private static void write(RdbOutput out, SetValue set) {
    if (set.isIntset()) {
        var intset = new RdbOutput(false);
      intset.littleEndian(set.numberLength(), 4);
      intset.littleEndian(set.size(), 4);
      set.numbers().forEach(number -> intset.littleEndian(number, set.numberLength()));
      out.blob(intset.toByteArray());
      return;
    }
    out.length(set.size());
    set.members().forEach(out::text);
  }

  private static void write(RdbOutput out, SortedSetValue set) {
    if (set.isListpack()) {
        var listpack = new ListpackBytes();
      for (var each : set.ascending()) {
        listpack.add(each.member());
        listpack.add(each.storedScore());
      }
      out.blob(listpack.toByteArray());
      return;
    }
    out.length(set.size());
    for (var each : set.ascending().reversed()) {
      out.text(each.member());
      out.littleEndian(Double.doubleToRawLongBits(each.score()), Double.BYTES);
    }
  }
}
