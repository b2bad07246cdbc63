package dev.interlace.traces.format;

/** A file is not a trace that this version can read. The message says which file, where in it, and what to do. */
public final class BadTrace extends RuntimeException {
  public BadTrace(String message) {
    super(message);
  }

  public BadTrace(String message, Throwable cause) {
    super(message, cause);
  }
}
