package dev.interlace.model.rdb;

/** A file that is no RDB file, or a damaged one: whoever loads it has nothing. */
public final class RdbFault extends RuntimeException {
  /** Why. The texts are the beginnings of the lines that Redis logs. <b>Source:</b> {@code rdb.c} of Redis 7.0. */
  public enum Kind {
    SIGNATURE("Wrong signature trying to load DB from file"),
    VERSION("Can't handle RDB format version"),
    TOO_SHORT("Unexpected EOF reading RDB file"),
    CHECKSUM("Wrong RDB checksum expected"),
    DATABASE("FATAL: Data file was created with a Redis server configured to handle more than"),
    DUPLICATE("RDB has duplicated key"),
    MODULE("The RDB file contains AUX module data I can't load: no matching module"),
    LIBRARY("Failed loading library"),
    CORRUPT("Internal error in RDB reading offset");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  private final Kind kind;

  public RdbFault(Kind kind) {
    super(kind.text);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
