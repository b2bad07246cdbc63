package dev.interlace.engine.search;

/** A choice as an int: three bits of kind, nine of client, twenty of outcome; or the kind and the number of a label. */
final class Code {
  static final int RUN = 0;
  static final int ENVIRONMENT = 1;
  static final int LOSE_REPLY = 2;
  static final int DROP_CONNECTION = 3;
  static final int IN_FLIGHT = 4;
  static final int OUTAGE = 5;
  /** Stands for an operation cut short, which happens in specifications only and in no schedule. */
  static final int CUT = (1 << 29) - 1;

  static final int MAX_CLIENTS = 1 << 9;
  static final int MAX_OUTCOMES = 1 << 20;

  private static final int KIND_SHIFT = 29;

  private Code() {}

  static int of(int kind, int client, int outcome) {
    return kind << KIND_SHIFT | client << 20 | outcome;
  }

  static int environment(int label) {
    return ENVIRONMENT << KIND_SHIFT | label;
  }

  static int outage(int label) {
    return OUTAGE << KIND_SHIFT | label;
  }

  /** Whether the choice is no client's. */
  static boolean isNobodys(int code) {
    return kind(code) == ENVIRONMENT || kind(code) == OUTAGE;
  }

  /** The code of the same choice of client {@code client} instead of the first. */
  static int ofClient(int code, int client) {
    return code | client << 20;
  }

  static int kind(int code) {
    return code >>> KIND_SHIFT;
  }

  static int client(int code) {
    return code >>> 20 & MAX_CLIENTS - 1;
  }

  static int outcome(int code) {
    return code & MAX_OUTCOMES - 1;
  }

  static int label(int code) {
    return code & (1 << KIND_SHIFT) - 1;
  }
}
