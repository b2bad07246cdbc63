package dev.interlace.model.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.value.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads an RDB file of any version up to 10. <b>Errors:</b> {@link LoadFault}. <b>Source:</b> {@code rdbLoadRioWithLoadingCtx} in {@code
 * rdb.c} of Redis 7.0.
 */
public final class RdbReader {
  private static final String SIGNATURE = "REDIS";
  private static final int HEADER = 9;
  private static final int FIRST_WITH_CHECKSUM = 5;
  private static final int CHECKSUM = 8;
  private static final long MILLIS = 1000;
  private static final int FREQUENCY_OF_NEW = 5;
  private static final int NUMBER = 2;

  private final byte[] data;
  private final RdbInput in;
  private final Reading reading;
  private final Consumer<Bytes> visitor;
  private final Keyspace keyspace = new Keyspace();
  private final List<Bytes> libraries = new ArrayList<>();
  private int database;
  private long expireAtMillis = Entry.NEVER;
  private long idleSeconds;
  private int frequency = FREQUENCY_OF_NEW;

  /**
   * How a file is read.
   *
   * @param keepsExpired whether keys that have expired are read nevertheless, as at the beginning of an append-only file
   * @param verifies see {@code rdbchecksum}
   */
  public record Reading(Thresholds thresholds, long nowMillis, boolean keepsExpired, boolean verifies) {}

  /**
   * A file that was read.
   *
   * @param length in bytes; what follows is something else
   */
  public record Loaded(RdbContent content, int length) {}

  private RdbReader(byte[] data, Reading reading, Consumer<Bytes> visitor) {
    this.data = data;
    this.visitor = visitor;
    in = new RdbInput(data);
    this.reading = reading;
  }

  /** Whether a file begins as an RDB file does. */
  public static boolean isRdb(byte[] data) {
    return data.length >= SIGNATURE.length() && new String(data, 0, SIGNATURE.length(), ISO_8859_1).equals(SIGNATURE);
  }

  public static Loaded read(byte[] data, Reading reading) {
    return read(data, reading, code -> {});
  }

  /** @param visitor is shown each library as it is read, and may refuse it */
  public static Loaded read(byte[] data, Reading reading, Consumer<Bytes> visitor) {
    var reader = new RdbReader(data, reading, visitor);
    try {
      return reader.read();
    } catch (Malformed malformed) {
      throw new LoadFault(reader.in.isTooShort() ? LoadFault.Kind.TOO_SHORT : LoadFault.Kind.CORRUPT);
    }
  }

  private Loaded read() {
    var header = new String(in.raw(HEADER), ISO_8859_1);
    require(header.startsWith(SIGNATURE), LoadFault.Kind.SIGNATURE);
    var version = version(header);
    require(version >= 1 && version <= DumpPayload.VERSION, LoadFault.Kind.VERSION);
    for (var code = in.raw(); code != RdbCode.END; code = in.raw()) {
      read(code);
    }
    if (version >= FIRST_WITH_CHECKSUM) {
      var actual = Crc64.of(0, data, 0, in.at());
      var stated = in.littleEndian(CHECKSUM);
      require(!reading.verifies || stated == 0 || stated == actual, LoadFault.Kind.CHECKSUM);
    }
    return new Loaded(new RdbContent(libraries, keyspace), in.at());
  }

  private static void require(boolean isFine, LoadFault.Kind otherwise) {
    if (!isFine) {
      throw new LoadFault(otherwise);
    }
  }

  /** <b>Source:</b> {@code atoi}. */
  private static int version(String header) {
    var text = header.substring(SIGNATURE.length()).stripLeading();
    var sign = text.startsWith("-") ? -1 : 1;
    var number = 0;
    for (var i = text.startsWith("-") || text.startsWith("+") ? 1 : 0; i < text.length() && isDigit(text.charAt(i)); i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return sign * number;
  }

  private static boolean isDigit(char each) {
    return each >= '0' && each <= '9';
  }

  private void read(int code) {
    switch (code) {
      case RdbCode.EXPIRY_SECONDS -> expireAtMillis = in.signed(Integer.BYTES) * MILLIS;
      case RdbCode.EXPIRY_MILLIS -> expireAtMillis = in.littleEndian(Long.BYTES);
      case RdbCode.FREQUENCY -> frequency = in.raw();
      case RdbCode.IDLE -> idleSeconds = in.length();
      case RdbCode.DATABASE -> {
        var number = in.length();
        require(number >= 0 && number < Keyspace.DATABASES, LoadFault.Kind.DATABASE);
        database = (int) number;
      }
      case RdbCode.SIZES -> {
        in.length();
        in.length();
      }
      case RdbCode.FACT -> {
        in.text();
        in.text();
      }
      case RdbCode.MODULE -> module();
      case RdbCode.FUNCTION -> {
        libraries.add(in.text());
        visitor.accept(libraries.getLast());
      }
      case RdbCode.FUNCTION_BEFORE_RELEASE -> throw new LoadFault(LoadFault.Kind.CORRUPT);
      default -> entry(code);
    }
  }

  private void module() {
    in.length();
    require(in.length() == NUMBER, LoadFault.Kind.CORRUPT);
    in.length();
    throw new LoadFault(LoadFault.Kind.MODULE);
  }

  private void entry(int type) {
    var key = in.text();
    var value = ValueReader.read(type, in, reading.thresholds(), false);
    var isOver = !reading.keepsExpired() && expireAtMillis != -1 && expireAtMillis < reading.nowMillis();
    if (!value.isEmpty() && !isOver) {
      require(keyspace.find(database, key) == null, LoadFault.Kind.DUPLICATE);
      var entry = keyspace.put(database, key, value, expireAtMillis == -1 ? Entry.NEVER : expireAtMillis);
      entry.noteUse(reading.nowMillis() - idleSeconds * MILLIS, frequency);
    }
    expireAtMillis = Entry.NEVER;
    idleSeconds = 0;
    frequency = FREQUENCY_OF_NEW;
  }
}
