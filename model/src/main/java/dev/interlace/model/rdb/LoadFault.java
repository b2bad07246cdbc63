package dev.interlace.model.rdb;

/** Files that a server refuses to start with; who loads them has nothing. */
public final class LoadFault extends RuntimeException {
  /**
   * Why: first what an RDB file can be, then append-only files. The texts are the beginnings of the lines that Redis logs. <b>Source:</b>
   * {@code rdb.c} and {@code aof.c} of Redis 7.0.
   */
  public enum Kind {
    SIGNATURE("Wrong signature trying to load DB from file"),
    VERSION("Can't handle RDB format version"),
    TOO_SHORT("Unexpected EOF reading RDB file"),
    CHECKSUM("Wrong RDB checksum expected"),
    DATABASE("FATAL: Data file was created with a Redis server configured to handle more than"),
    DUPLICATE("RDB has duplicated key"),
    MODULE("The RDB file contains AUX module data I can't load: no matching module"),
    LIBRARY("Failed loading library"),
    CORRUPT("Internal error in RDB reading offset"),

    MANIFEST("*** FATAL AOF MANIFEST FILE ERROR ***"),
    MISSING("Unable to obtain the AOF file"),
    FORMAT("Bad file format reading the append only file"),
    /** What Redis takes for the end of the file before it is there. */
    UNREADABLE("Unrecoverable error reading the append only file"),
    CUT_OFF("Unexpected end of file reading the append only file"),
    NOT_LAST("Fatal error: the truncated file is not the last file"),
    UNKNOWN_COMMAND("Unknown command"),
    BASE("Error reading the RDB");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  private final Kind kind;

  public LoadFault(Kind kind) {
    super(kind.text);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
