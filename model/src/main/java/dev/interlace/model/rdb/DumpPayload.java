package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.Thresholds;
import java.util.Optional;

/**
 * What DUMP answers: the type, the value, the version (2 bytes) and a checksum of all that (8 bytes), both lowest byte first.
 * <b>Source:</b> {@code createDumpPayload} and {@code verifyDumpPayload} in {@code cluster.c} of Redis 7.0.
 */
public final class DumpPayload {
  /** Of the format, not of Redis. */
  public static final int VERSION = 10;

  private static final int FOOTER = 10;
  private static final int CHECKSUM = 8;

  private DumpPayload() {}

  /** @param compresses see {@code rdbcompression} in {@code redis.conf} */
  public static Bytes of(RedisValue value, boolean compresses) {
    var out = new RdbOutput(compresses);
    ValueWriter.write(out, value);
    return sealed(out);
  }

  /** What is in {@code out}, with version and checksum. */
  static Bytes sealed(RdbOutput out) {
    out.littleEndian(VERSION, 2);
    var content = out.toByteArray();
    out.littleEndian(Crc64.of(0, content, 0, content.length), CHECKSUM);
    return Bytes.wrap(out.toByteArray());
  }

  /** Whether version and checksum are right. */
  public static boolean isWhole(Bytes payload) {
    if (payload.length() < FOOTER) {
      return false;
    }
    var footer = new RdbInput(payload.slice(payload.length() - FOOTER, payload.length()).toByteArray());
    var version = footer.littleEndian(2);
    var checksum = footer.littleEndian(CHECKSUM);
    return version <= VERSION && checksum == Crc64.of(0, payload.toByteArray(), 0, payload.length() - CHECKSUM);
  }

  /**
   * The value in a payload that is {@linkplain #isWhole whole}; empty if there is none.
   *
   * <p><b>Deviation:</b> inside a listpack Redis believes what it reads, unless {@code sanitize-dump-payload} says otherwise, and may crash
   * later; here a listpack that makes no sense is refused.
   *
   * @param isSanitized whether a field that a small hash has twice is an error, and integers out of order
   */
  public static Optional<RedisValue> read(Bytes payload, Thresholds thresholds, boolean isSanitized) {
    try {
      var value = ValueReader.read(new RdbInput(payload.toByteArray()), thresholds, isSanitized);
      return value.isEmpty() ? Optional.empty() : Optional.of(value);
    } catch (Malformed malformed) {
      return Optional.empty();
    }
  }
}
