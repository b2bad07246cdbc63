package dev.interlace.model.rdb;

/** What may stand in an RDB file where a type could. <b>Source:</b> {@code rdb.h} of Redis 7.0. */
final class RdbCode {
  static final int FUNCTION = 245;
  static final int FUNCTION_BEFORE_RELEASE = 246;
  static final int MODULE = 247;
  static final int IDLE = 248;
  static final int FREQUENCY = 249;
  static final int FACT = 250;
  static final int SIZES = 251;
  static final int EXPIRY_MILLIS = 252;
  static final int EXPIRY_SECONDS = 253;
  static final int DATABASE = 254;
  static final int END = 255;

  private RdbCode() {}
}
