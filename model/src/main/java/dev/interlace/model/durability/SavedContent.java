package dev.interlace.model.durability;

import dev.interlace.engine.fault.Outage;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * What an RDB file comes to.
 *
 * <p>A save in the background takes a step to begin, once there have been as many changes as the most modest save point wants, and one to end, whenever.
 * Nothing here knows the time: nobody knows when the server saved last before it was given what it holds, and a save takes as long as it takes. So who
 * goes round and round comes back to the same state.
 *
 * <p><b>Deviation:</b> a disk is never full, and a value is after a restart represented as it was before; a save may begin sooner or later than the
 * seconds of the save points say.
 *
 * @param durable what the file holds
 * @param saving what is being saved in the background
 * @param changes since the last save began, as far as they matter: once they are enough to save, {@link #ENOUGH} for whatever is configured later
 * @param answered what was held when the server began to go down; what is held now if it has not
 */
record SavedContent(RdbContent durable, Optional<RdbContent> saving, long changes, Optional<RdbContent> answered) implements Recoverable {
  private static final long ENOUGH = Long.MAX_VALUE;

  static SavedContent of(RdbContent durable) {
    return new SavedContent(durable, Optional.empty(), 0, Optional.empty());
  }

  @Override
  public Recoverable changed(long count, Settings settings) {
    if (count == 0 || changes == ENOUGH) {
      return this;
    }
    var sum = changes + count;
    return new SavedContent(durable, saving, sum >= SavePoints.of(settings).fewestChanges() ? ENOUGH : sum, answered);
  }

  @Override
  public Recoverable saved(RdbContent content) {
    return new SavedContent(content, saving, 0, answered);
  }

  @Override
  public boolean isSaving() {
    return saving.isPresent();
  }

  @Override
  public Recoverable saving(RdbContent content) {
    return new SavedContent(durable, Optional.of(content), 0, answered);
  }

  @Override
  public Recoverable goingDown(RdbContent content) {
    return new SavedContent(durable, saving, changes, Optional.of(content));
  }

  @Override
  public List<Left> left(Outage outage, RdbContent content, Settings settings) {
    var loss = answered.orElse(content).equals(durable) ? Optional.<String>empty() : Optional.of("what was acknowledged since the last save is lost");
    return List.of(new Left("", Optional.of(durable), loss));
  }

  @Override
  public Optional<Deed> deed(RdbContent content, Settings settings, long nowMillis) {
    if (saving.isPresent()) {
      return Optional.of(new Deed("save ends", new SavedContent(saving.get(), Optional.empty(), changes, answered)));
    }
    var points = SavePoints.of(settings);
    var isDue = !points.areNone() && changes > 0 && changes >= points.fewestChanges();
    return isDue ? Optional.of(new Deed("save begins", saving(content))) : Optional.empty();
  }
}
