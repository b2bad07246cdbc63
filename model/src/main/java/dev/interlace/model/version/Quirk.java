package dev.interlace.model.version;

/** Something that some version of Redis does and does not mean to do. The chapter of that name in {@code quirks.md} shows it. */
public enum Quirk {
  /**
   * A write to a key reaches its watchers in the order in which they began, and stops at the first who began when the key had expired
   * already. <b>Source:</b> redis/redis#14752.
   */
  STALE_WATCH_SHIELDS_LATER_ONES,
  /** In ACL SETUSER a second opening parenthesis drops what followed the first. <b>Source:</b> redis/redis#12452. */
  SECOND_PARENTHESIS_DROPS_RULES
}
