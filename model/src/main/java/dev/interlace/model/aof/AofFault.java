package dev.interlace.model.aof;

/** Append-only files that a server refuses to start with. */
public final class AofFault extends RuntimeException {
  /** Why. The texts are the beginnings of the lines that Redis logs. <b>Source:</b> {@code aof.c} of Redis 7.0. */
  public enum Kind {
    MANIFEST("*** FATAL AOF MANIFEST FILE ERROR ***"),
    MISSING("Unable to obtain the AOF file"),
    FORMAT("Bad file format reading the append only file"),
    TOO_SHORT("Unexpected end of file reading the append only file"),
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

  public AofFault(Kind kind) {
    super(kind.text);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
