package dev.interlace.model.resp;

/** The version of the protocol a connection speaks; every connection starts with the second and may ask for the third by HELLO. */
public enum Protocol {
  RESP2(2),
  RESP3(3);

  private final int number;

  Protocol(int number) {
    this.number = number;
  }

  /** As HELLO has it. */
  public int number() {
    return number;
  }

  /** @param number 2 or 3 */
  public static Protocol of(int number) {
    return number == RESP2.number ? RESP2 : RESP3;
  }
}
