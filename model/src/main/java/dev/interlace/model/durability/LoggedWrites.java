package dev.interlace.model.durability;

import dev.interlace.engine.fault.Outage;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an append-only file comes to.
 *
 * <p>With {@code everysec} the sync is a step of its own: it is possible at once, as the operating system may write whenever it likes, and time
 * does not pass the end of the next second without it, as writes wait for a slow sync for no longer. With {@code no} nothing is ever synced: the
 * operating system may, and whatever it then leaves it may leave without as well.
 *
 * <p><b>Deviation:</b> what is written is in the file at once, where Redis puts off writing while a sync takes long; and a rewrite is over at once, where
 * Redis may not start again if the power goes just after it began. {@link Durability} knows both.
 *
 * <p><b>Source:</b> {@code flushAppendOnlyFile} of Redis 7.0.
 *
 * @param durable what the file holds for certain
 * @param written after each write, or group of them that belong together, that was not synced, what the file holds with it; the oldest first. Of those with
 *     which it holds the same only the last, so who goes round and round comes back to the same state
 * @param sinceMillis when the oldest of them was written
 * @param syncedSecond the second of the last sync
 * @param answered how many of {@code written} were there when the server began to go down; all if it has not
 */
record LoggedWrites(RdbContent durable, List<RdbContent> written, long sinceMillis, long syncedSecond, Optional<Integer> answered)
    implements Recoverable {
  private static final long SECOND = 1_000;

  LoggedWrites {
    written = List.copyOf(written);
  }

  static LoggedWrites none(RdbContent content, long nowMillis) {
    return new LoggedWrites(content, List.of(), 0, Math.floorDiv(nowMillis, SECOND), Optional.empty());
  }

  @Override
  public boolean isLogging() {
    return true;
  }

  @Override
  public Recoverable written(Supplier<RdbContent> content, long nowMillis) {
    var now = content.get();
    var last = written.isEmpty() ? durable : written.getLast();
    if (now.equals(last)) {
      return this;
    }
    var longer = new ArrayList<>(written);
    var earlier = longer.indexOf(now);
    longer.remove(now);
    longer.add(now);
    var told = answered.map(count -> earlier >= 0 && earlier < count ? count - 1 : count);
    return new LoggedWrites(durable, longer, written.isEmpty() ? nowMillis : sinceMillis, syncedSecond, told);
  }

  @Override
  public Recoverable flushed(Settings settings) {
    return answered.isEmpty() && settings.text("appendfsync").equals("always") ? synced(syncedSecond) : this;
  }

  @Override
  public Recoverable rewriting(long nowMillis) {
    return synced(Math.floorDiv(nowMillis, SECOND));
  }

  private LoggedWrites synced(long second) {
    return written.isEmpty() ? this : new LoggedWrites(written.getLast(), List.of(), 0, second, answered.map(all -> 0));
  }

  @Override
  public Recoverable goingDown(RdbContent content) {
    return new LoggedWrites(durable, written, sinceMillis, syncedSecond, Optional.of(written.size()));
  }

  @Override
  public List<Left> left(Outage outage, RdbContent content, Settings settings) {
    if (outage == Outage.PROCESS_CRASH) {
      return List.of(new Left("", Optional.of(written.isEmpty() ? durable : written.getLast()), Optional.empty()));
    }
    var ways = new ArrayList<Left>();
    for (var count = 0; count <= written.size(); count++) {
      var found = count == 0 ? durable : written.get(count - 1);
      if (!written.subList(count, written.size()).contains(found)) { // else the same is found with more of them
        ways.add(new Left(words(count), Optional.of(found), loss(count)));
      }
    }
    if (!written.isEmpty() && !settings.isOn("aof-load-truncated")) {
      ways.add(new Left("the log ends within a write, and the server does not start", Optional.empty(), Optional.empty()));
    }
    return ways;
  }

  private String words(int count) {
    return written.isEmpty() ? "" : count + " of " + written.size() + (written.size() == 1 ? " unsynced write left" : " unsynced writes left");
  }

  private Optional<String> loss(int count) {
    var lost = answered.orElse(written.size()) - count;
    return lost > 0 ? Optional.of(lost + (lost == 1 ? " write that was acknowledged is lost" : " writes that were acknowledged are lost")) : Optional.empty();
  }

  private boolean isDue(Settings settings) {
    return !written.isEmpty() && settings.text("appendfsync").equals("everysec");
  }

  @Override
  public Optional<Deed> deed(RdbContent content, Settings settings, long nowMillis) {
    return isDue(settings) ? Optional.of(new Deed("log synced", synced(Math.floorDiv(nowMillis, SECOND)))) : Optional.empty();
  }

  @Override
  public long deadline(Settings settings) {
    return isDue(settings) ? Math.max((syncedSecond + 1) * SECOND, sinceMillis) + SECOND : Long.MAX_VALUE;
  }
}
