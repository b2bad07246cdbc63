package dev.interlace.model.settings;

/**
 * A parameter of {@code redis.conf}.
 *
 * @param name in lower case
 * @param current the same, or of an old name the one that is used now; both show one value
 * @param initial its value on a server that was started without a file
 */
public record Parameter(String name, String current, Access access, Kind kind, String initial) {
  /** Who may change it. */
  public enum Access {
    /** CONFIG SET. */
    MUTABLE,
    /** CONFIG SET, and only who knows its name sees it. <b>Source:</b> {@code HIDDEN_CONFIG} in {@code config.c}. */
    HIDDEN,
    /** Only who starts the server. */
    IMMUTABLE,
    /** CONFIG SET too, if {@code enable-protected-configs} allows it. */
    PROTECTED
  }
}
