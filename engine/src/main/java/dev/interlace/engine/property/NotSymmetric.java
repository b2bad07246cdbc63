package dev.interlace.engine.property;

/** A property may tell clients apart that the search has taken for each other. The search is then made again without. */
final class NotSymmetric extends RuntimeException {
  NotSymmetric() {
    super("a property looks at who returned what", null, false, false);
  }
}
