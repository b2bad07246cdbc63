package dev.interlace.engine.property;

/** A property's predicate threw: a mistake of its author, not a verdict. */
public final class PropertyFailed extends RuntimeException {
  PropertyFailed(String property, RuntimeException cause) {
    super("property \"" + property + "\" threw " + cause, cause);
  }
}
