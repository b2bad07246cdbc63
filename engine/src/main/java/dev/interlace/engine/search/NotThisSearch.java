package dev.interlace.engine.search;

/** Thrown when what was saved is of another search than the one that is to go on from there. The message says what differs. */
public final class NotThisSearch extends RuntimeException {
  public NotThisSearch(String message) {
    super(message);
  }
}
