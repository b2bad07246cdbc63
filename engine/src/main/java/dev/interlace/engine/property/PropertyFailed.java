package dev.interlace.engine.property;

/** A property's predicate threw: a mistake of its author, not a verdict. */
public final class PropertyFailed extends RuntimeException {
  private final String property;

  PropertyFailed(String property, RuntimeException cause) {
    super("property \"" + property + "\" threw " + cause, cause);
    this.property = property;
  }

  /** The name of the property. */
  public String property() {
    return property;
  }
}
