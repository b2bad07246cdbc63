package dev.interlace.model.durability;

import dev.interlace.engine.fault.Outage;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a restart would find of the data of a server that is explored, as contents in place of files.
 *
 * <p>Whatever an outage leaves of the files that {@link Durability} writes, a server finds the content after some first part of what was written;
 * so contents say all that matters, and states that differ only in how their files came about are equal. That both come to the same is tested with
 * every disk that may be left.
 */
public sealed interface Recoverable permits Recoverable.Untracked, Recoverable.Refused, LoggedWrites, SavedContent {
  /** Of a server that nothing can happen to. */
  Recoverable UNTRACKED = new Untracked();

  /** Nobody will ask. */
  record Untracked() implements Recoverable {
    @Override
    public boolean isTracked() {
      return false;
    }
  }

  /** Of a server that will not start, because of what its files have become. Until a person repairs them nobody is served. */
  record Refused() implements Recoverable {}

  /**
   * Of a server that has started with {@code content}. What is there at the start is safe, if the settings say that anything is.
   */
  static Recoverable from(RdbContent content, Settings settings, long nowMillis) {
    return settings.isOn("appendonly")
        ? LoggedWrites.none(content, nowMillis)
        : SavedContent.of(SavePoints.of(settings).areNone() ? RdbContent.EMPTY : content);
  }

  default boolean isTracked() {
    return true;
  }

  /** Whether it must be told of what belongs together in the log. */
  default boolean isLogging() {
    return false;
  }

  /** Commands have done something that belongs together. @param content what is held now */
  default Recoverable written(Supplier<RdbContent> content, long nowMillis) {
    return this;
  }

  /** Commands have made so many changes. */
  default Recoverable changed(long count, Settings settings) {
    return this;
  }

  /** All that a step wrote is about to be answered. */
  default Recoverable flushed(Settings settings) {
    return this;
  }

  /** SAVE. */
  default Recoverable saved(RdbContent content) {
    return this;
  }

  /** Whether something is being saved in the background. */
  default boolean isSaving() {
    return false;
  }

  /** BGSAVE. */
  default Recoverable saving(RdbContent content) {
    return this;
  }

  /** BGREWRITEAOF: what is in the old file is synced before there is a new one. */
  default Recoverable rewriting(long nowMillis) {
    return this;
  }

  /** From now on nobody is answered any more. */
  default Recoverable goingDown(RdbContent content) {
    return this;
  }

  /**
   * What a restart may find.
   *
   * @param content what is held now
   * @param settings with which it starts
   */
  default List<Left> left(Outage outage, RdbContent content, Settings settings) {
    return List.of();
  }

  /**
   * One way.
   *
   * @param words unique among them; empty if there is but one way
   * @param content empty if the server does not start with it
   * @param loss what is lost of what was answered; empty if nothing is
   */
  record Left(String words, Optional<RdbContent> content, Optional<String> loss) {}

  /** What the server may do by itself to keep its data, whenever it likes. */
  default Optional<Deed> deed(RdbContent content, Settings settings, long nowMillis) {
    return Optional.empty();
  }

  /** @param label with a blank in it */
  record Deed(String label, Recoverable after) {}

  /** The instant that time does not pass before the {@link #deed} is done. */
  default long deadline(Settings settings) {
    return Long.MAX_VALUE;
  }
}
