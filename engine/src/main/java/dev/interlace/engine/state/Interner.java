package dev.interlace.engine.state;

import java.util.HashMap;
import java.util.Map;

/**
 * Gives equal values the same number, counted from 0 in the order in which they first came.
 *
 * <p><b>Threads:</b> while one asks for numbers, others may ask for the values of numbers that they were told of.
 */
public final class Interner<T> {
  private final Map<T, Integer> numbers = new HashMap<>();
  private final ObjectLog<T> values = new ObjectLog<>();

  public int idOf(T value) {
    var known = numbers.get(value);
    if (known != null) {
      return known;
    }
    numbers.put(value, values.size());
    return values.add(value);
  }

  public T valueOf(int id) {
    return values.get(id);
  }

  public int size() {
    return values.size();
  }
}
