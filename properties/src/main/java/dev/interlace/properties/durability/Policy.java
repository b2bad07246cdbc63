package dev.interlace.properties.durability;

import dev.interlace.model.settings.Settings;
import java.util.List;

/**
 * How a server is set up to keep its data, and what it promises of writes that it has acknowledged.
 *
 * <p><b>Source:</b> "Redis persistence" in the documentation of Redis, and the comments on {@code save} and {@code appendfsync} in {@code
 * redis.conf}. Of {@code everysec} it says that one second may be lost; {@code flushAppendOnlyFile} lets a write wait for a slow sync for two,
 * in which even a process that is killed loses it.
 */
public enum Policy {
  NOTHING("no persistence", Settings.DEFAULT.with("save", ""), Promise.NOTHING, Promise.NOTHING),
  SNAPSHOTS("save 900 1, save 300 10, save 60 10000",
      Settings.DEFAULT.with("save", "900 1 300 10 60 10000"), Promise.LAST_SAVE, Promise.LAST_SAVE),
  LOG_NEVER_SYNCED("appendonly yes, appendfsync no", log("no"), Promise.EVERYTHING, Promise.LAST_SYNC),
  LOG_EVERY_SECOND("appendonly yes, appendfsync everysec", log("everysec"), Promise.EVERYTHING, Promise.TWO_SECONDS),
  LOG_EVERY_SECOND_SLOWLY("appendonly yes, appendfsync everysec, a sync takes 1500 ms", log("everysec"), Promise.TWO_SECONDS, Promise.TWO_SYNCS),
  LOG_ALWAYS("appendonly yes, appendfsync always", log("always"), Promise.EVERYTHING, Promise.EVERYTHING);

  /** What of the acknowledged writes is there again after the restart. */
  public enum Promise {
    EVERYTHING("all"),
    /** All but those acknowledged in the last two seconds. */
    TWO_SECONDS("all but the last two seconds"),
    /** All but those acknowledged in the last second, or while the last two syncs went on: the one that was to save them, and the one it waited for. */
    TWO_SYNCS("all but the last second and two syncs"),
    LAST_SYNC("those up to the last sync"),
    LAST_SAVE("those up to the last snapshot"),
    NOTHING("none");

    private final String text;

    Promise(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final long SLOW_MILLIS = 1_500;

  private final String text;
  private final Settings settings;
  private final List<Promise> promises;

  Policy(String text, Settings settings, Promise ofKilled, Promise ofPowerLost) {
    this.text = text;
    this.settings = settings;
    this.promises = List.of(ofKilled, ofPowerLost);
  }

  private static Settings log(String sync) {
    return Settings.DEFAULT.with("save", "").with("appendonly", "yes").with("appendfsync", sync);
  }

  public Settings settings() {
    return settings;
  }

  /** How long a sync takes that the server does not wait for. */
  public long syncMillis() {
    return this == LOG_EVERY_SECOND_SLOWLY ? SLOW_MILLIS : 0;
  }

  public Promise promise(Death death) {
    return switch (death) {
      case PROCESS_KILLED -> promises.getFirst();
      case POWER_LOST -> promises.getLast();
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
