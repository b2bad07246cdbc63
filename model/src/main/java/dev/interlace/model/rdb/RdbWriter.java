package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.version.RedisVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an RDB file: what it says of itself, the libraries of functions, each database that has keys, and a checksum.
 *
 * <p><b>Order:</b> keys come in the order of our table. <b>Source:</b> {@code rdbSaveRio} and {@code rdbSaveKeyValuePair} in {@code rdb.c}
 * of Redis 7.0.
 */
public final class RdbWriter {
  private static final int CHECKSUM = 8;
  private static final long MILLIS = 1000;
  private static final int BITS = 64;

  private final RdbStyle style;
  private final List<byte[]> parts = new ArrayList<>();
  private long checksum;
  private RdbOutput out;

  private RdbWriter(RdbStyle style) {
    this.style = style;
    out = new RdbOutput(style.compresses());
  }

  /** The file, in the pieces that mean something: each key is one. */
  public static List<byte[]> write(RdbContent content, RdbStyle style) {
    var writer = new RdbWriter(style);
    writer.begin();
    content.libraries().forEach(writer::library);
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      if (content.keyspace().size(database) > 0) {
        writer.database(content.keyspace(), database);
      }
    }
    writer.end();
    return writer.parts;
  }

  private void endPart() {
    var part = out.toByteArray();
    if (style.hasChecksum()) {
      checksum = Crc64.of(checksum, part, 0, part.length);
    }
    parts.add(part);
    out = new RdbOutput(style.compresses());
  }

  private void begin() {
    out.raw(Bytes.of("REDIS00" + DumpPayload.VERSION).toByteArray());
    fact("redis-ver", Bytes.of(RedisVersion.MODELLED.text()));
    fact("redis-bits", Bytes.of(BITS));
    fact("ctime", Bytes.of(Math.floorDiv(style.nowMillis(), MILLIS)));
    fact("used-mem", Bytes.of(style.usedMemory()));
    fact("aof-base", Bytes.of(style.isAofBase() ? 1 : 0));
    endPart();
  }

  private void fact(String name, Bytes value) {
    out.raw(RdbCode.FACT);
    out.text(Bytes.of(name));
    out.text(value);
  }

  private void library(Bytes code) {
    out.raw(RdbCode.FUNCTION);
    out.text(code);
    endPart();
  }

  private void database(Keyspace keyspace, int database) {
    out.raw(RdbCode.DATABASE);
    out.length(database);
    out.raw(RdbCode.SIZES);
    out.length(keyspace.size(database));
    out.length(keyspace.expiring(database));
    for (var entry : keyspace.unordered(database)) {
      entry(entry);
      endPart();
    }
  }

  private void entry(Entry entry) {
    if (entry.hasExpiry()) {
      out.raw(RdbCode.EXPIRY_MILLIS);
      out.littleEndian(entry.expireAtMillis(), Long.BYTES);
    }
    switch (style.uses()) {
      case NONE -> {}
      case IDLE_SECONDS -> {
        out.raw(RdbCode.IDLE);
        out.length(Math.floorDiv(style.nowMillis(), MILLIS) - Math.floorDiv(entry.usedMillis(), MILLIS));
      }
      case FREQUENCY -> {
        out.raw(RdbCode.FREQUENCY);
        out.raw(entry.frequency());
      }
    }
    ValueWriter.write(out, entry.key(), entry.value());
  }

  /** Without a checksum there are zeros in its place. */
  private void end() {
    out.raw(RdbCode.END);
    endPart();
    out.littleEndian(checksum, CHECKSUM);
    parts.add(out.toByteArray());
  }
}
