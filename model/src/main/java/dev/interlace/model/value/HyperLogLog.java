package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Murmur;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many different elements were added, estimated: 16384 registers, each the longest run of zero bits seen in the hashes it stands for.
 *
 * <p>Kept as a string, to the byte as Redis has it: {@code HYLL}, 0 for dense or 1 for sparse, three bytes that nobody reads, the count
 * that was last computed (eight bytes, lowest first; the highest bit says that it is out of date), then the registers. Dense ones have six
 * bits each, sparse ones are {@link SparseRegisters}.
 *
 * <p><b>Errors:</b> {@link Corrupted} where Redis notices that the registers make no sense.
 *
 * <p><b>Source:</b> {@code hyperloglog.c} of Redis 7.0; the estimate is Algorithm 6 of Otmar Ertl, New cardinality estimation algorithms
 * for HyperLogLog sketches, arXiv:1702.01284.
 */
public final class HyperLogLog {
  static final int REGISTERS = 1 << 14;
  static final int HEADER_LENGTH = 16;

  private static final int INDEX_BITS = 14;
  private static final int HASH_BITS = 50;
  private static final int VALUES = 64;
  private static final long SEED = 0xadc83b19L;
  private static final int DENSE_LENGTH = HEADER_LENGTH + REGISTERS * 6 / 8;
  private static final Bytes MAGIC = Bytes.of("HYLL");
  private static final int ENCODING_AT = 4;
  private static final int COUNT_AT = 8;
  private static final int OUT_OF_DATE_AT = 15;

  /** 0.5 / ln 2. */
  private static final double ALPHA = 0.721347520444481703680;

  private final byte[] header;

  /** In use if not dense. */
  private SparseRegisters sparse;

  /** One register a byte; in use if dense. */
  private byte[] dense;

  private HyperLogLog(byte[] header, SparseRegisters sparse, byte[] dense) {
    this.header = header;
    this.sparse = sparse;
    this.dense = dense;
  }

  /** The registers make no sense. */
  public static final class Corrupted extends RuntimeException {
    Corrupted() {
      super("corrupted HyperLogLog", null, false, false);
    }
  }

  /** One without elements; sparse. */
  public static HyperLogLog empty() {
    var header = new byte[HEADER_LENGTH];
    MAGIC.copyTo(header, 0);
    header[ENCODING_AT] = 1;
    return new HyperLogLog(header, SparseRegisters.empty(), new byte[0]);
  }

  /** What the string holds, or empty if it does not look like one. <b>Source:</b> {@code isHLLObjectOrReply}. */
  public static Optional<HyperLogLog> of(Bytes text) {
    if (text.length() < HEADER_LENGTH || !text.slice(0, ENCODING_AT).equals(MAGIC) || (text.at(ENCODING_AT) & 0xff) > 1) {
      return Optional.empty();
    }
    var header = text.slice(0, HEADER_LENGTH).toByteArray();
    var registers = text.slice(HEADER_LENGTH, text.length()).toByteArray();
    if (header[ENCODING_AT] == 1) {
      return Optional.of(new HyperLogLog(header, new SparseRegisters(registers), new byte[0]));
    }
    return text.length() == DENSE_LENGTH
        ? Optional.of(new HyperLogLog(header, new SparseRegisters(new byte[0]), unpacked(registers)))
        : Optional.empty();
  }

  private static byte[] unpacked(byte[] packed) {
    var registers = new byte[REGISTERS];
    for (var i = 0; i < REGISTERS; i++) {
      var at = i * 6 / 8;
      var low = i * 6 % 8;
      var high = at + 1 < packed.length ? packed[at + 1] & 0xff : 0;
      registers[i] = (byte) ((packed[at] & 0xff | high << 8) >> low & 63);
    }
    return registers;
  }

  public Bytes toBytes() {
    var registers = isDense() ? packed() : sparse.codes();
    var text = Arrays.copyOf(header, HEADER_LENGTH + registers.length);
    System.arraycopy(registers, 0, text, HEADER_LENGTH, registers.length);
    return Bytes.wrap(text);
  }

  private byte[] packed() {
    var packed = new byte[DENSE_LENGTH - HEADER_LENGTH];
    for (var i = 0; i < REGISTERS; i++) {
      var at = i * 6 / 8;
      var shifted = dense[i] << i * 6 % 8;
      packed[at] |= (byte) shifted;
      if (shifted > 0xff) {
        packed[at + 1] |= (byte) (shifted >> 8);
      }
    }
    return packed;
  }

  public boolean isDense() {
    return header[ENCODING_AT] == 0;
  }

  /** Adds an element and answers whether a register changed. A sparse one becomes dense if it would have more than {@code most} bytes. */
  public boolean add(Bytes element, long most) {
    var hash = Murmur.hash64(element, SEED);
    var index = (int) hash & REGISTERS - 1;
    return raise(index, Long.numberOfTrailingZeros(hash >>> INDEX_BITS | 1L << HASH_BITS) + 1, most);
  }

  /** Makes the registers at least as large as {@code others}, one a byte, in the same way. */
  public void raise(byte[] others, long most) {
    for (var i = 0; i < REGISTERS; i++) {
      if (others[i] != 0) {
        raise(i, others[i], most);
      }
    }
  }

  private boolean raise(int index, int value, long most) {
    if (!isDense()) {
      var raise = sparse.raise(index, value, most);
      if (raise != SparseRegisters.Raise.TOO_LARGE) {
        if (raise == SparseRegisters.Raise.DONE) {
          forgetCount();
        }
        return raise == SparseRegisters.Raise.DONE;
      }
      becomeDense();
    }
    if (dense[index] >= value) {
      return false;
    }
    dense[index] = (byte) value;
    return true;
  }

  /** Gives every register its own six bits. */
  public void becomeDense() {
    if (!isDense()) {
      dense = sparse.expanded();
      sparse = new SparseRegisters(new byte[0]);
      header[ENCODING_AT] = 0;
    }
  }

  /** The registers, one a byte. */
  public byte[] registers() {
    return isDense() ? dense.clone() : sparse.expanded();
  }

  /** The count that was last computed, if it is up to date. */
  public OptionalLong knownCount() {
    if (header[OUT_OF_DATE_AT] < 0) {
      return OptionalLong.empty();
    }
    var count = 0L;
    for (var i = HEADER_LENGTH - 1; i >= COUNT_AT; i--) {
      count = count << 8 | header[i] & 0xff;
    }
    return OptionalLong.of(count);
  }

  /** Estimates the count and remembers it. */
  public long count() {
    var histogram = new int[VALUES];
    if (isDense()) {
      histogram = histogram(dense);
    } else if (sparse.visit(new Histogram(histogram)) != REGISTERS) {
      throw new Corrupted();
    }
    var count = estimate(histogram);
    for (var i = 0; i < Long.BYTES; i++) {
      header[COUNT_AT + i] = (byte) (count >>> 8 * i);
    }
    return count;
  }

  private record Histogram(int[] counts) implements SparseRegisters.Visitor {
    @Override
    public void run(int first, int length, int value) {
      counts[value] += length;
    }
  }

  public void forgetCount() {
    header[OUT_OF_DATE_AT] |= (byte) 0x80;
  }

  /** The estimate for registers, one a byte. */
  public static long count(byte[] registers) {
    return estimate(histogram(registers));
  }

  private static int[] histogram(byte[] registers) {
    var histogram = new int[VALUES];
    for (var register : registers) {
      histogram[register]++;
    }
    return histogram;
  }

  /** @param histogram how many registers have each value */
  private static long estimate(int[] histogram) {
    var m = (double) REGISTERS;
    var z = m * tau((m - histogram[HASH_BITS + 1]) / m);
    for (var j = HASH_BITS; j >= 1; j--) {
      z = (z + histogram[j]) * 0.5;
    }
    z += m * sigma(histogram[0] / m);
    var estimate = ALPHA * m * m / z;
    return Double.isInfinite(estimate) ? Long.MIN_VALUE : Math.round(estimate); // what llroundl makes of it
  }

  private static double sigma(double share) {
    if (share == 1) {
      return Double.POSITIVE_INFINITY;
    }
    var x = share;
    var y = 1.0;
    var z = share;
    double before;
    do {
      x *= x;
      before = z;
      z += x * y;
      y += y;
    } while (before != z);
    return z;
  }

  private static double tau(double share) {
    if (share == 0 || share == 1) {
      return 0;
    }
    var x = share;
    var y = 1.0;
    var z = 1 - x;
    double before;
    do {
      x = Math.sqrt(x);
      before = z;
      y *= 0.5;
      z -= (1 - x) * (1 - x) * y;
    } while (before != z);
    return z / 3;
  }

  /** The runs of the sparse form as PFDEBUG DECODE shows them. */
  public String runs() {
    return sparse.toString();
  }
}
