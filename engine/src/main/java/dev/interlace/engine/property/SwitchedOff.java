package dev.interlace.engine.property;

/** A built-in property that the scenario does not want judged, and why. */
public record SwitchedOff(String property, String reason) {
  public SwitchedOff {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("say why \"" + property + "\" is switched off");
    }
  }
}
