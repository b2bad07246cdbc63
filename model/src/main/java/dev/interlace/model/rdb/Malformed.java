package dev.interlace.model.rdb;

/** What was to be read is no serialized value. Stackless; does not leave this package. */
final class Malformed extends RuntimeException {
  Malformed() {
    super("malformed", null, false, false);
  }

  static void unless(boolean isFine) {
    if (!isFine) {
      throw new Malformed();
    }
  }
}
