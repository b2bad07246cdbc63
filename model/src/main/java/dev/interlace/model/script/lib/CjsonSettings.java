package dev.interlace.model.script.lib;

/**
 * The settings of one instance of {@code cjson}.
 *
 * @param convertsSparse whether an excessively sparse array is written as an object instead of refused
 * @param sparseRatio an array is sparse if its length exceeds its number of elements times this; 0 for never
 * @param sparseSafe and if its length exceeds this
 * @param encodeDepth how deep a value to encode may nest
 * @param decodeDepth how deep a text to decode may nest
 * @param precision digits of a number, 1 to 14
 * @param keepsBuffer without effect on results
 * @param encodeInvalid NaN and infinities: {@link #OFF} refused, {@link #ON} written as such, {@link #NULL} written as null
 * @param decodeInvalid the same and hexadecimal when decoding: {@link #OFF} or {@link #ON}
 */
public record CjsonSettings(
    boolean convertsSparse,
    int sparseRatio,
    int sparseSafe,
    int encodeDepth,
    int decodeDepth,
    int precision,
    boolean keepsBuffer,
    int encodeInvalid,
    int decodeInvalid) {
  static final int OFF = 0;
  static final int ON = 1;
  static final int NULL = 2;

  public static final CjsonSettings INITIAL = new CjsonSettings(false, 2, 10, 1000, 1000, 14, true, OFF, ON);

  CjsonSettings withSparse(boolean converts, int ratio, int safe) {
    return new CjsonSettings(converts, ratio, safe, encodeDepth, decodeDepth, precision, keepsBuffer, encodeInvalid, decodeInvalid);
  }

  CjsonSettings withDepths(int encode, int decode) {
    return new CjsonSettings(
        convertsSparse, sparseRatio, sparseSafe, encode, decode, precision, keepsBuffer, encodeInvalid, decodeInvalid);
  }

  CjsonSettings withPrecision(int digits) {
    return new CjsonSettings(
        convertsSparse, sparseRatio, sparseSafe, encodeDepth, decodeDepth, digits, keepsBuffer, encodeInvalid, decodeInvalid);
  }

  CjsonSettings withBuffer(boolean keeps) {
    return new CjsonSettings(
        convertsSparse, sparseRatio, sparseSafe, encodeDepth, decodeDepth, precision, keeps, encodeInvalid, decodeInvalid);
  }

  CjsonSettings withInvalid(int encode, int decode) {
    return new CjsonSettings(
        convertsSparse, sparseRatio, sparseSafe, encodeDepth, decodeDepth, precision, keepsBuffer, encode, decode);
  }
}
