package dev.interlace.engine.property;

/**
 * Marks results that mean "gave up, and had no effect", beside those that every scenario takes for that: false, null, an empty
 * {@link java.util.Optional}.
 */
public interface Aborted {}
