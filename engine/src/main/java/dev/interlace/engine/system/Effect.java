package dev.interlace.engine.system;

import java.util.List;

/**
 * What a step means to the sessions of other clients, such as keys touched. Equal effects have equal consequences.
 *
 * @param items values of the system's own, immutable and with equality by content, in order of occurrence
 */
public record Effect(List<?> items) {
  public static final Effect NONE = new Effect(List.of());

  public Effect {
    items = List.copyOf(items);
  }

  public boolean isNone() {
    return items.isEmpty();
  }
}
