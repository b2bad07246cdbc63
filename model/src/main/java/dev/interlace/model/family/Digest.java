package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SetValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StreamValue;
import dev.interlace.model.value.StringValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Forty hexadecimal digits that two keyspaces share only if they hold the same. <b>Source:</b> {@code computeDatasetDigest},
 * {@code xorObjectDigest} in {@code debug.c} of Redis 7.0.
 */
final class Digest {
  private static final int LENGTH = 20;
  private static final Bytes EXPIRES = Bytes.of("!!expire!!");

  private final byte[] state = new byte[LENGTH];

  private Digest() {}

  /** Of all databases, with what has expired and is not gone. */
  static String of(Database any) {
    var whole = new Digest();
    for (var i = 0; i < Keyspace.DATABASES; i++) {
      var database = any.at(i);
      var stored = database.stored();
      if (!stored.isEmpty()) {
        whole.mix(number(i));
        for (var key : stored) {
          var digest = new Digest();
          digest.mix(key);
          database.storedEntry(key).ifPresent(digest::mix);
          whole.xor(digest);
        }
      }
    }
    return whole.hex();
  }

  /** Of one value; zeros for a missing key. */
  static String of(Database database, Bytes key) {
    var digest = new Digest();
    database.entry(key).ifPresent(digest::mix);
    return digest.hex();
  }

  private String hex() {
    return HexFormat.of().formatHex(state);
  }

  private static Bytes number(int value) {
    return Bytes.wrap(new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value});
  }

  private static byte[] sha1(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  /** Adds without regard to order. */
  private void xor(Bytes data) {
    var hash = sha1(data.toByteArray());
    for (var i = 0; i < LENGTH; i++) {
      state[i] ^= hash[i];
    }
  }

  private void xor(Digest other) {
    xor(Bytes.copyOf(other.state));
  }

  /** Adds so that order counts. */
  private void mix(Bytes data) {
    xor(data);
    System.arraycopy(sha1(state), 0, state, 0, LENGTH);
  }

  private void mix(Entry entry) {
    mix(entry.value());
    if (entry.hasExpiry()) {
      xor(EXPIRES);
    }
  }

  private void mix(RedisValue value) {
    switch (value) {
      case StringValue string -> {
        mix(number(0));
        mix(string.bytes());
      }
      case ListValue list -> {
        mix(number(1));
        list.toList().forEach(this::mix);
      }
      case SetValue set -> {
        mix(number(2));
        set.members().forEach(this::xor);
      }
      case SortedSetValue set -> {
        mix(number(3));
        set.ascending().forEach(each -> xor(pair(each.member(), Numbers.formatDouble(each.score()))));
      }
      case HashValue hash -> {
        mix(number(4));
        hash.all().forEach(field -> xor(pair(field.name(), field.value()))); // RESTORE may have brought one twice
      }
      case StreamValue stream -> {
        mix(number(6));
        stream.entries().forEach(entry -> {
          mix(Bytes.of(entry.id().toString().replace('-', '.')));
          entry.words().forEach(this::mix);
        });
      }
    }
  }

  private static Digest pair(Bytes first, Bytes second) {
    var digest = new Digest();
    digest.mix(first);
    digest.mix(second);
    return digest;
  }
}
