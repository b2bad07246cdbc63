package dev.interlace.model.rdb;

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
    switch (value) {
      case StringValue string -> {
        out.raw(RdbType.STRING);
        out.text(string.bytes());
      }
      case ListValue list -> write(out, list);
      case HashValue hash -> write(out, hash);
      case SetValue set -> write(out, set);
      case SortedSetValue set -> write(out, set);
      case StreamValue stream -> {
        out.raw(RdbType.STREAM_2);
        StreamWriter.write(out, stream);
      }
    }
  }

  private static void write(RdbOutput out, ListValue list) {
    out.raw(RdbType.LIST_OF_LISTPACKS);
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
      out.raw(RdbType.HASH_LISTPACK);
      var listpack = new ListpackBytes();
      for (var field : hash.all()) {
        listpack.add(field.name());
        listpack.add(field.value());
      }
      out.blob(listpack.toByteArray());
      return;
    }
    out.raw(RdbType.HASH);
    out.length(hash.size());
    for (var field : hash.all()) {
      out.text(field.name());
      out.text(field.value());
    }
  }

  private static void write(RdbOutput out, SetValue set) {
    if (set.isIntset()) {
      out.raw(RdbType.SET_INTSET);
      var intset = new RdbOutput(false);
      intset.littleEndian(set.numberLength(), 4);
      intset.littleEndian(set.size(), 4);
      set.numbers().forEach(number -> intset.littleEndian(number, set.numberLength()));
      out.blob(intset.toByteArray());
      return;
    }
    out.raw(RdbType.SET);
    out.length(set.size());
    set.members().forEach(out::text);
  }

  private static void write(RdbOutput out, SortedSetValue set) {
    if (set.isListpack()) {
      out.raw(RdbType.SORTED_SET_LISTPACK);
      var listpack = new ListpackBytes();
      for (var each : set.ascending()) {
        listpack.add(each.member());
        listpack.add(each.storedScore());
      }
      out.blob(listpack.toByteArray());
      return;
    }
    out.raw(RdbType.SORTED_SET);
    out.length(set.size());
    for (var each : set.ascending().reversed()) {
      out.text(each.member());
      out.littleEndian(Double.doubleToRawLongBits(each.score()), Double.BYTES);
    }
  }
}
