package dev.interlace.engine.program;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a running operation may remember: a position in a trie of replies, where marks lead back to where they were entered. Two
 * runs in the same context go on alike.
 */
final class Context {
  /** Stands in for a reply where the connection went down instead. */
  static final Object LOST = new Object() {
    @Override
    public String toString() {
      return "connection lost";
    }
  };

  /** Key of a mark; whether the connection is up is not forgotten at one. */
  record Mark(String label, boolean isDown) {}

  /** Key of an attempt of a retry: its number if tries are counted, empty if not. */
  record Attempt(OptionalInt number, boolean isDown) {}

  /** Key of the place after the last try failed. */
  record Exhausted(boolean isDown) {}

  private final Map<Object, Context> next = new HashMap<>();
  /** The node of a run that was suspended here, or -1. */
  int node = -1;

  Context after(Object key) {
    return next.computeIfAbsent(key, absent -> new Context());
  }
}
