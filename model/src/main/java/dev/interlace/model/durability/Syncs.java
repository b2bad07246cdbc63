package dev.interlace.model.durability;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.disk.DiskFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The syncs of append-only files: those that the server waits for, and those that go on in the background. <b>Source:</b> {@code
 * aof_background_fsync} of Redis 7.0, and {@code bio.c}.
 */
final class Syncs {
  private final Disk disk;
  private final Subject subject;
  private final List<Running> running = new ArrayList<>();
  private Optional<String> trouble = Optional.empty();

  /** One that has begun. @param endsMillis since the epoch */
  record Running(String file, long endsMillis) {}

  Syncs(Disk disk, Subject subject) {
    this.disk = disk;
    this.subject = subject;
  }

  Optional<String> trouble() {
    return trouble;
  }

  boolean isRunning(String file) {
    return running.stream().anyMatch(each -> each.file.equals(file));
  }

  int count() {
    return running.size();
  }

  /** Waits until everything in the file is durable. */
  boolean sync(String file) {
    return attempt(() -> disk.sync(file));
  }

  private boolean attempt(Runnable operation) {
    try {
      operation.run();
      trouble = Optional.empty();
      return true;
    } catch (DiskFault fault) {
      trouble = Optional.of(fault.kind().text());
      return false;
    }
  }

  void begin(String file) {
    if (attempt(() -> disk.beginSync(file))) {
      running.add(new Running(file, subject.nowMillis() + disk.syncMillis()));
      endThoseThatAreOver();
    }
  }

  /** A file that has been deleted meanwhile is of no interest. */
  void endThoseThatAreOver() {
    for (var each : List.copyOf(running)) {
      if (each.endsMillis <= subject.nowMillis()) {
        running.remove(each);
        attempt(() -> {
          if (disk.exists(each.file)) {
            disk.endSync(each.file);
          }
        });
      }
    }
  }

  void renamed(String from, String to) {
    running.replaceAll(each -> each.file.equals(from) ? new Running(to, each.endsMillis) : each);
  }
}
