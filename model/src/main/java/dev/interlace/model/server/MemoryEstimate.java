package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SetValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StreamValue;
import dev.interlace.model.value.StringValue;

/**
 * How much memory a server takes, roughly: what an empty one takes, and for each key and each element its bytes and a bit more. Only a guess of
 * what Redis' allocator would say, but the same one every time.
 */
final class MemoryEstimate {
  private static final long EMPTY_SERVER = 900_000;
  private static final long A_KEY = 72;
  private static final long AN_ELEMENT = 11;

  private MemoryEstimate() {}

  /** In bytes. */
  static long of(Keyspace keyspace) {
    var total = EMPTY_SERVER;
    for (var i = 0; i < Keyspace.DATABASES; i++) {
      for (var entry : keyspace.unordered(i)) {
        total += A_KEY + entry.key().length() + of(entry.value());
      }
    }
    return total;
  }

  static boolean isEmpty(Keyspace keyspace) {
    for (var i = 0; i < Keyspace.DATABASES; i++) {
      if (keyspace.size(i) > 0) {
        return false;
      }
    }
    return true;
  }

  private static long of(RedisValue value) {
    return switch (value) {
      case StringValue string -> AN_ELEMENT + string.bytes().length();
      case ListValue list -> of(list.toList());
      case SetValue set -> of(set.members());
      case HashValue hash -> of(hash.fields().keySet()) + of(hash.fields().values());
      case SortedSetValue set -> of(set.ascending().stream().map(SortedSetValue.Scored::member).toList());
      case StreamValue stream -> stream.entries().stream().mapToLong(entry -> of(entry.words())).sum();
    };
  }

  private static long of(Iterable<Bytes> elements) {
    var total = 0L;
    for (var element : elements) {
      total += AN_ELEMENT + element.length();
    }
    return total;
  }
}
