package dev.interlace.model.settings;

import dev.interlace.model.acl.Acl;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of the server's state that its operator decides.
 *
 * @param configuration what differs from the defaults, by the parameter's name in {@code redis.conf}
 * @param acl who may do what
 */
public record Settings(SortedMap<String, String> configuration, Acl acl) {
  public static final Settings DEFAULT = new Settings(Collections.emptySortedMap(), Acl.INITIAL);

  public Settings {
    configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
  }

  public Settings with(Acl next) {
    return new Settings(configuration, next);
  }
}
