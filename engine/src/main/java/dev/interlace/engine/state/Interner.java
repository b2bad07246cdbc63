package dev.interlace.engine.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives equal values the same number, counted from 0 in the order in which they first came. */
public final class Interner<T> {
  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<T> values = new ArrayList<>();

  public int idOf(T value) {
    var known = numbers.get(value);
    if (known != null) {
      return known;
    }
    numbers.put(value, values.size());
    values.add(value);
    return values.size() - 1;
  }

  public T valueOf(int id) {
    return values.get(id);
  }

  public int size() {
    return values.size();
  }
}
