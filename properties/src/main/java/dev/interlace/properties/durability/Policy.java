package dev.interlace.properties.durability;

import dev.interlace.model.settings.Settings;
import java.util.List;

/**
 * How a server is set up to keep its data, and what it promises of writes that it has acknowledged.
 *
 * <p><b>Source:</b> "Redis persistence" in the documentation of Redis, and the comments on {@code save} and {@code appendfsync} in {@code
 * redis.conf}. Of {@code everysec} it says that one second may be lost; {@code flushAppendOnlyFile} lets a write wait for a slow sync for two.
 */
public enum Policy {
  NOTHING("no persistence", Settings.DEFAULT.with("save", ""), Promise.NOTHING, Promise.NOTHING),
  SNAPSHOTS("save 900 1, save 300 10, save 60 10000",
      Settings.DEFAULT.with("save", "900 1 300 10 60 10000"), Promise.LAST_SAVE, Promise.LAST_SAVE),
  LOG_NEVER_SYNCED("appendonly yes, appendfsync no", log("no"), Promise.EVERYTHING, Promise.LAST_SYNC),
  LOG_EVERY_SECOND("appendonly yes, appendfsync everysec", log("everysec"), Promise.EVERYTHING, Promise.TWO_SECONDS),
  LOG_ALWAYS("appendonly yes, appendfsync always", log("always"), Promise.EVERYTHING, Promise.EVERYTHING);

  /** What of the acknowledged writes is there again after the restart. */
  public enum Promise {
    EVERYTHING("all"),
    /** All but those acknowledged in the last two seconds. */
    TWO_SECONDS("all but the last two seconds"),
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
