package dev.interlace.properties.durability;

/** How a server ends without having been told to. */
public enum Death {
  /** The process is killed: what it has written is in the page cache, and survives. */
  PROCESS_KILLED("process killed"),
  /** The machine goes off: of what was not synced, any part may survive that the disk may leave. */
  POWER_LOST("power lost");

  private final String text;

  Death(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
