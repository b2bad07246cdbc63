package dev.interlace.engine.search;

/** A choice as an int: two bits of kind, ten of client, twenty of outcome; or the kind and the number of an environment label. */
final class Code {
  static final int RUN = 0;
  static final int ENVIRONMENT = 1;
  static final int LOSE_REPLY = 2;
  static final int DROP_CONNECTION = 3;
  /** Stands for an operation cut short, which happens in specifications only and in no schedule. */
  static final int CUT = (1 << 30) - 1;

  static final int MAX_CLIENTS = 1 << 10;
  static final int MAX_OUTCOMES = 1 << 20;

  private Code() {}

  static int of(int kind, int client, int outcome) {
    return kind << 30 | client << 20 | outcome;
  }

  static int environment(int label) {
    return ENVIRONMENT << 30 | label;
  }

  /** The code of the same choice of client {@code client} instead of the first. */
  static int ofClient(int code, int client) {
    return code | client << 20;
  }

  static int kind(int code) {
    return code >>> 30;
  }

  static int client(int code) {
    return code >>> 20 & MAX_CLIENTS - 1;
  }

  static int outcome(int code) {
    return code & MAX_OUTCOMES - 1;
  }

  static int label(int code) {
    return code & (1 << 30) - 1;
  }
}
