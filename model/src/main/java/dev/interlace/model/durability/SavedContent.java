package dev.interlace.model.durability;

import dev.interlace.engine.fault.Outage;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * What an RDB file comes to.
 *
 * <p>A save in the background takes a step to begin, when its time has come and before more time passes, and one to end, whenever.
 *
 * <p><b>Deviation:</b> a disk is never full, and a value is after a restart represented as it was before.
 *
 * @param durable what the file holds
 * @param saving what is being saved in the background
 * @param changes since the last save
 * @param changesSaving how many of them are being saved
 * @param answered what was held when the server began to go down; what is held now if it has not
 */
record SavedContent(
    RdbContent durable, Optional<RdbContent> saving, long changes, long changesSaving, long lastSaveMillis, Optional<RdbContent> answered)
    implements Recoverable {
  private static final long SECOND = 1_000;

  static SavedContent of(RdbContent durable, long nowMillis) {
    return new SavedContent(durable, Optional.empty(), 0, 0, nowMillis, Optional.empty());
  }

  @Override
  public Recoverable changed(long count) {
    return count == 0 ? this : new SavedContent(durable, saving, changes + count, changesSaving, lastSaveMillis, answered);
  }

  @Override
  public Recoverable saved(RdbContent content, long nowMillis) {
    return new SavedContent(content, saving, 0, 0, nowMillis, answered);
  }

  @Override
  public boolean isSaving() {
    return saving.isPresent();
  }

  @Override
  public Recoverable saving(RdbContent content) {
    return new SavedContent(durable, Optional.of(content), changes, changes, lastSaveMillis, answered);
  }

  @Override
  public Recoverable goingDown(RdbContent content) {
    return new SavedContent(durable, saving, changes, changesSaving, lastSaveMillis, Optional.of(content));
  }

  @Override
  public List<Left> left(Outage outage, RdbContent content, Settings settings) {
    var loss = answered.orElse(content).equals(durable) ? Optional.<String>empty() : Optional.of("what was acknowledged since the last save is lost");
    return List.of(new Left("", Optional.of(durable), loss));
  }

  @Override
  public Optional<Deed> deed(RdbContent content, Settings settings, long nowMillis) {
    if (saving.isPresent()) {
      return Optional.of(new Deed("save ends",
          new SavedContent(saving.get(), Optional.empty(), changes - changesSaving, 0, nowMillis, answered)));
    }
    return due(settings) <= nowMillis ? Optional.of(new Deed("save begins", saving(content))) : Optional.empty();
  }

  /** When it is to be saved, as far as is known now. */
  private long due(Settings settings) {
    var seconds = SavePoints.of(settings).points().stream().filter(point -> changes >= point.changes()).mapToLong(SavePoints.Point::seconds).min();
    return saving.isPresent() || changes == 0 || seconds.isEmpty()
        ? Long.MAX_VALUE
        : (Math.floorDiv(lastSaveMillis, SECOND) + seconds.getAsLong() + 1) * SECOND;
  }

  @Override
  public long nextDue(Settings settings, long nowMillis) {
    var due = due(settings);
    return nowMillis < due ? due : Long.MAX_VALUE;
  }

  @Override
  public long deadline(Settings settings) {
    return due(settings);
  }
}
