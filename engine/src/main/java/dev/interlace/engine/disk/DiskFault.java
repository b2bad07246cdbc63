package dev.interlace.engine.disk;

/** An operation that a {@link Disk} has not done, or has done in part. */
public final class DiskFault extends RuntimeException {
  /** Why. The texts are those of {@code strerror}. */
  public enum Kind {
    FULL("No space left on device"),
    BROKEN("Input/output error"),
    MISSING("No such file or directory"),
    EXISTS("File exists"),
    IS_DIRECTORY("Is a directory"),
    DENIED("Permission denied");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  private final Kind kind;

  public DiskFault(Kind kind, String path) {
    super(path + ": " + kind.text());
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
