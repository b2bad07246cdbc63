package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;

/**
 * A string value.
 *
 * @param form how Redis came to it, as far as that shows: two strings of the same bytes may differ in nothing else
 */
public record StringValue(Bytes bytes, Form form) implements RedisValue {
  /** <b>Source:</b> {@code OBJ_ENCODING_EMBSTR_SIZE_LIMIT}. */
  private static final int LONGEST_EMBEDDED = 44;

  /** The integers from 0 to 9999 are shared. */
  private static final int LONGEST_SHARED = 4;

  /** What tells strings of the same bytes apart. */
  public enum Form {
    /** Written as a whole: as compact as can be. */
    COMPACT,
    /** The result of INCRBYFLOAT: a text even if it is an integer. */
    TEXT,
    /** Changed in place: it stays as it is even if it is short. */
    CHANGED,
    /** Made by COPY: an integer of its own, though there is one to share. */
    COPIED
  }

  /** As compact as can be. <b>Source:</b> {@code tryObjectEncoding}. */
  public StringValue(Bytes bytes) {
    this(bytes, Form.COMPACT);
  }

  public StringValue {
    var hasChoice = switch (form) {
      case COMPACT -> false;
      case TEXT -> isInteger(bytes);
      case CHANGED -> bytes.length() <= LONGEST_EMBEDDED;
      case COPIED -> isSmall(bytes);
    };
    form = hasChoice ? form : Form.COMPACT;
  }

  /** A text even if it is an integer. <b>Source:</b> {@code createStringObjectFromLongDouble}. */
  public static StringValue text(Bytes bytes) {
    return new StringValue(bytes, Form.TEXT);
  }

  /** The result of a change in place. <b>Source:</b> {@code dbUnshareStringValue}. */
  public static StringValue changed(Bytes bytes) {
    return new StringValue(bytes, Form.CHANGED);
  }

  /** The result of COPY. <b>Source:</b> {@code dupStringObject}. */
  public StringValue duplicate() {
    return form == Form.COMPACT ? new StringValue(bytes, Form.COPIED) : this;
  }

  @Override
  public String encoding() {
    return switch (form) {
      case CHANGED -> "raw";
      case TEXT -> "embstr";
      case COMPACT, COPIED -> bytes.length() > LONGEST_EMBEDDED ? "raw" : isInteger(bytes) ? "int" : "embstr";
    };
  }

  /** Whether Redis has this integer but once, whoever uses it. <b>Source:</b> {@code OBJ_SHARED_INTEGERS}. */
  public boolean isShared() {
    return form == Form.COMPACT && isSmall(bytes);
  }

  private static boolean isSmall(Bytes bytes) {
    return isInteger(bytes) && bytes.length() <= LONGEST_SHARED && bytes.at(0) != '-';
  }

  private static boolean isInteger(Bytes bytes) {
    return Numbers.parseLong(bytes).isPresent();
  }

  @Override
  public void use(Thresholds thresholds) {}

  @Override
  public String typeName() {
    return "string";
  }

  @Override
  public RedisValue copy() {
    return this;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public Object canonical() {
    return bytes;
  }

  @Override
  public String toString() {
    return bytes.toQuoted();
  }
}
