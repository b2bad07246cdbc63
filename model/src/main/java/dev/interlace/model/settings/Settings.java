package dev.interlace.model.settings;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of the server's state that its operator decides.
 *
 * @param configuration what differs from the defaults, by the parameter's name in {@code redis.conf}
 */
public record Settings(SortedMap<String, String> configuration) {
  public static final Settings DEFAULT = new Settings(Collections.emptySortedMap());

  public Settings {
    configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
  }
}
