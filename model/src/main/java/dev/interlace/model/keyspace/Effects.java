package dev.interlace.model.keyspace;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What somebody would have to do who repeats, later and elsewhere, what the commands of a step did: as a rule the same commands, in another
 * form where they depended on the time, on chance, or on who was waiting.
 *
 * <p>Nothing is noted, and nothing is built, unless somebody keeps it. <b>Source:</b> {@code alsoPropagate}, {@code propagateDeletion} and the
 * end of {@code call} in {@code server.c} of Redis 7.0.
 */
public final class Effects {
  private static final Bytes DEL = Bytes.of("DEL");
  private static final Bytes UNLINK = Bytes.of("UNLINK");

  private final List<Effect> noted = new ArrayList<>();
  private boolean areKept;
  private boolean isExpiryLazy;
  private boolean isEvictionLazy;
  private boolean isMuted;

  /** What the command at hand comes to; null if it is to be repeated as it was given, and only if it changed something. */
  private @Nullable List<List<Bytes>> instead;

  private boolean isForced;

  /** One command, and the database that it is meant for. */
  public record Effect(int database, List<Bytes> words) {}

  /**
   * @param expiresLazily see {@code lazyfree-lazy-expire}
   * @param evictsLazily see {@code lazyfree-lazy-eviction}
   */
  public void keep(boolean are, boolean expiresLazily, boolean evictsLazily) {
    areKept = are;
    isExpiryLazy = expiresLazily;
    isEvictionLazy = evictsLazily;
  }

  public boolean areKept() {
    return areKept;
  }

  /** Whether what commands do is not noted for now. */
  public void mute(boolean isSilent) {
    isMuted = isSilent;
  }

  /** A key went because its time was up. */
  void expired(int database, Bytes key) {
    if (areKept) {
      noted.add(new Effect(database, expiry(key)));
    }
  }

  /** A key went to make room. */
  void evicted(int database, Bytes key) {
    if (areKept) {
      noted.add(new Effect(database, List.of(isEvictionLazy ? UNLINK : DEL, key)));
    }
  }

  /** What it comes to that a key goes because its time is up. */
  public List<Bytes> expiry(Bytes key) {
    return List.of(isExpiryLazy ? UNLINK : DEL, key);
  }

  /** The command at hand is one of several that do together what was asked. */
  public void note(int database, Supplier<List<Bytes>> words) {
    if (areKept && !isMuted) {
      noted.add(new Effect(database, words.get()));
    }
  }

  /** If the command at hand changes something, it comes to this: one or more or no commands. */
  public void replace(Supplier<List<List<Bytes>>> commands) {
    if (areKept) {
      instead = commands.get();
    }
  }

  /** The command at hand counts though it changed nothing. */
  public void force() {
    isForced = areKept;
  }

  /** A command has run. @param changed whether it has changed anything */
  public void ran(int database, List<Bytes> words, boolean changed) {
    if (!isMuted) {
      if ((changed || isForced) && instead != null) {
        instead.forEach(each -> noted.add(new Effect(database, each)));
      } else if (changed || isForced) {
        noted.add(new Effect(database, words));
      }
    }
    begin();
  }

  /** A command is about to run, or one has run whose parts have been noted. */
  public void begin() {
    instead = null;
    isForced = false;
  }

  /** What was noted since the last time, in order: it is to be repeated as a whole. */
  public List<Effect> take() {
    if (noted.isEmpty()) {
      return List.of();
    }
    var all = List.copyOf(noted);
    noted.clear();
    return all;
  }
}
