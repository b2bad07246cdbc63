package dev.interlace.engine.disk;

import java.util.ArrayList;
import java.util.List;

/**
 * One file, whatever it is called: what of it is durable, and what was done to it since, in order.
 *
 * @param syncing how many of these changes a sync takes with it that has begun and not ended
 * @param now follows from the first two
 */
record FileImage(Content durable, List<Change> unsynced, int syncing, Content now) {
  static final FileImage EMPTY = of(Content.EMPTY);

  /** One write or one cut. */
  sealed interface Change {
    /** How many bytes can survive of it one by one; 0 if it is all or nothing. */
    int length();

    /** What becomes of {@code before}. @param bytes how many of this change are done; all that count if it has no length */
    Content applied(Content before, int bytes);

    record Written(int at, Content data) implements Change {
      @Override
      public int length() {
        return data.length();
      }

      @Override
      public Content applied(Content before, int bytes) {
        return before.with(at, data, bytes);
      }
    }

    record Cut(int size) implements Change {
      @Override
      public int length() {
        return 0;
      }

      @Override
      public Content applied(Content before, int bytes) {
        return before.cut(size);
      }
    }
  }

  FileImage after(Change change) {
    var more = new ArrayList<>(unsynced);
    more.add(change);
    return new FileImage(durable, List.copyOf(more), syncing, change.applied(now, change.length()));
  }

  FileImage synced() {
    return of(now);
  }

  FileImage syncBegun() {
    return new FileImage(durable, unsynced, unsynced.size(), now);
  }

  FileImage syncEnded() {
    var content = durable;
    for (var change : unsynced.subList(0, syncing)) {
      content = change.applied(content, change.length());
    }
    return new FileImage(content, List.copyOf(unsynced.subList(syncing, unsynced.size())), 0, now);
  }

  static FileImage of(Content durable) {
    return new FileImage(durable, List.of(), 0, durable);
  }

  /** All that a power loss may leave: first what is durable, last everything. */
  List<Content> survivors(PowerLoss.Tear tear) {
    var all = new ArrayList<Content>();
    all.add(durable);
    for (var change : unsynced) {
      var before = all.getLast();
      for (var bytes : tear.within(change.length())) {
        add(all, change.applied(before, bytes));
      }
      add(all, change.applied(before, change.length()));
    }
    return all;
  }

  private static void add(List<Content> all, Content next) {
    if (!next.equals(all.getLast())) {
      all.add(next);
    }
  }
}
