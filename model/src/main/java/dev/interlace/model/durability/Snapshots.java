package dev.interlace.model.durability;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.disk.DiskFault;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.rdb.RdbStyle;
import dev.interlace.model.rdb.RdbWriter;

/** The RDB file of a server. <b>Source:</b> {@code rdbSave}, {@code backgroundSaveDoneHandlerDisk} in {@code rdb.c} of Redis 7.0. */
final class Snapshots {
  private static final String TEMPORARY = "temp-1.rdb";
  private static final long RETRY_SECONDS = 5;
  private static final long MILLIS = 1000;

  private final Disk disk;
  private final Subject subject;
  private long lastSaveMillis;
  private long lastTryMillis;
  private boolean hasFailed;
  private long changes;
  private long count;

  Snapshots(Disk disk, Subject subject) {
    this.disk = disk;
    this.subject = subject;
    lastSaveMillis = subject.nowMillis();
  }

  void changed(long count) {
    changes += count;
  }

  long changes() {
    return changes;
  }

  long count() {
    return count;
  }

  long lastSaveMillis() {
    return lastSaveMillis;
  }

  /** Whether the last save in the background has failed. */
  boolean hasFailed() {
    return hasFailed;
  }

  void tries() {
    count++;
    lastTryMillis = subject.nowMillis();
  }

  /** Whether it is long enough since a failure. */
  boolean mayTry() {
    return !hasFailed || (subject.nowMillis() - lastTryMillis) / MILLIS > RETRY_SECONDS;
  }

  boolean isDue() {
    var seconds = subject.nowMillis() / MILLIS - lastSaveMillis / MILLIS;
    return changes > 0 && SavePoints.of(subject.settings()).areReached(seconds, changes) && mayTry();
  }

  /** Saves everything now; false if the disk has not taken it. */
  boolean save() {
    count++;
    if (!write(subject.content())) {
      return false;
    }
    saved(changes);
    return true;
  }

  /** Ends a save in the background. @param earlier how many changes had been made when it began */
  void saveInBackground(RdbContent content, long earlier) {
    hasFailed = !write(content);
    if (!hasFailed) {
      saved(earlier);
    }
  }

  private void saved(long count) {
    changes -= count;
    lastSaveMillis = subject.nowMillis();
    hasFailed = false;
  }

  /** Beside the old file, then in its place. */
  private boolean write(RdbContent content) {
    try {
      var style = RdbStyle.of(subject.settings(), subject.nowMillis(), subject.usedMemory(), false);
      disk.create(TEMPORARY);
      disk.append(TEMPORARY, RdbWriter.write(content, style));
      disk.sync(TEMPORARY);
      disk.rename(TEMPORARY, subject.settings().text("dbfilename"));
      disk.syncDirectory("");
      return true;
    } catch (DiskFault fault) {
      Cleaning.delete(disk, TEMPORARY);
      return false;
    }
  }
}
