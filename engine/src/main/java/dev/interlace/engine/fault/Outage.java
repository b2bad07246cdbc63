package dev.interlace.engine.fault;

/** How a whole system goes down at once, to come up again later. What is left then is for the system to say. */
public enum Outage {
  /** The process ends without warning; the machine goes on. */
  PROCESS_CRASH("process crash"),
  /** The machine goes off. */
  POWER_LOSS("power loss");

  private final String text;

  Outage(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
