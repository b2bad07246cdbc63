package dev.interlace.model.acl;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What users were denied, the latest first. Kept by a running server only: it is no part of a state that is explored.
 *
 * <p><b>Source:</b> {@code addACLLogEntry} in {@code acl.c} of Redis 7.0.
 */
public final class AclLog {
  /** Only so many of the latest are looked through for one of the same kind. */
  private static final int COMPARED = 10;
  private static final long SAME_FOR_MILLIS = 60_000;

  private final List<Entry> entries = new ArrayList<>();

  /** Where a command was denied. */
  public enum Context {
    TOPLEVEL,
    MULTI,
    LUA;

    /** As ACL LOG shows it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One denial, or several of the same kind.
   *
   * @param object the command, key or channel
   * @param sinceMillis when it happened last
   * @param client as CLIENT LIST shows the connection
   */
  public record Entry(long count, Reason reason, Context context, Bytes object, Bytes user, long sinceMillis, Bytes client) {
    private boolean isLike(Entry other) {
      return reason == other.reason
          && context == other.context
          && Math.abs(sinceMillis - other.sinceMillis) <= SAME_FOR_MILLIS
          && object.equals(other.object)
          && user.equals(other.user);
    }
  }

  /** Adds an entry, or counts it to one like it, which thereby becomes the latest. */
  public void add(Entry entry, int most) {
    var count = entry.count();
    for (var i = 0; i < Math.min(entries.size(), COMPARED); i++) {
      if (entries.get(i).isLike(entry)) {
        count += entries.remove(i).count();
        break;
      }
    }
    entries.addFirst(new Entry(count, entry.reason, entry.context, entry.object, entry.user, entry.sinceMillis, entry.client));
    while (entries.size() > most) {
      entries.removeLast();
    }
  }

  /** The latest first. */
  public List<Entry> entries() {
    return Collections.unmodifiableList(entries);
  }

  public void clear() {
    entries.clear();
  }
}
