package dev.interlace.model.settings;

import dev.interlace.model.notice.EventClass;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which keyspace notifications are published: the setting {@code notify-keyspace-events}.
 *
 * <p><b>Source:</b> {@code keyspaceEventsStringToFlags} and its inverse in {@code notify.c} of Redis 7.0.
 *
 * @param byKey to {@code __keyspace@db__:key}, the event being the message
 * @param byEvent to {@code __keyevent@db__:event}, the key being the message
 */
public record Notifications(boolean byKey, boolean byEvent, Set<EventClass> classes) {
  public static final String PARAMETER = "notify-keyspace-events";
  public static final Notifications NONE = new Notifications(false, false, EnumSet.noneOf(EventClass.class));

  public Notifications {
    classes = Collections.unmodifiableSet(classes.isEmpty() ? EnumSet.noneOf(EventClass.class) : EnumSet.copyOf(classes));
  }

  /** Empty if a letter means nothing. */
  public static Optional<Notifications> parse(String letters) {
    var byKey = false;
    var byEvent = false;
    var classes = EnumSet.noneOf(EventClass.class);
    for (var letter : letters.toCharArray()) {
      switch (letter) {
        case 'K' -> byKey = true;
        case 'E' -> byEvent = true;
        case 'A' -> classes.addAll(all());
        default -> {
          var one = EnumSet.allOf(EventClass.class);
          one.removeIf(each -> each.letter() != letter);
          if (one.isEmpty()) {
            return Optional.empty();
          }
          classes.addAll(one);
        }
      }
    }
    return Optional.of(new Notifications(byKey, byEvent, classes));
  }

  private static EnumSet<EventClass> all() {
    var all = EnumSet.allOf(EventClass.class);
    all.removeIf(each -> !each.isInAll());
    return all;
  }

  /** Whether such an event is published anywhere. */
  public boolean include(EventClass kind) {
    return classes.contains(kind);
  }
}
