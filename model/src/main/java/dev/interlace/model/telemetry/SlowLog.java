package dev.interlace.model.telemetry;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The commands that took long, the latest first. <b>Source:</b> {@code slowlog.c} of Redis 7.0. */
public final class SlowLog {
  private static final int MOST_WORDS = 32;
  private static final int LONGEST_WORD = 128;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long nextId;

  SlowLog() {}

  /**
   * @param words shortened
   * @param address of the client, {@code ip:port}
   */
  public record Entry(long id, long seconds, long micros, List<Bytes> words, String address, Bytes client) {}

  public void add(long nowMillis, long micros, List<Bytes> words, String address, Bytes client, long mostEntries) {
    entries.addFirst(new Entry(nextId++, Math.floorDiv(nowMillis, 1_000L), micros, shortened(words), address, client));
    while (entries.size() > mostEntries) {
      entries.removeLast();
    }
  }

  private static List<Bytes> shortened(List<Bytes> words) {
    var shown = new ArrayList<Bytes>();
    for (var word : words) {
      if (shown.size() == MOST_WORDS - 1 && words.size() > MOST_WORDS) {
        shown.add(Bytes.of("... (" + (words.size() - MOST_WORDS + 1) + " more arguments)"));
        break;
      }
      shown.add(
          word.length() <= LONGEST_WORD
              ? word
              : word.slice(0, LONGEST_WORD).concat(Bytes.of("... (" + (word.length() - LONGEST_WORD) + " more bytes)")));
    }
    return shown;
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  public void clear() {
    entries.clear();
  }
}
