package dev.interlace.model.durability;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.disk.DiskFault;
import dev.interlace.model.aof.AofBase;
import dev.interlace.model.aof.AofManifest;
import dev.interlace.model.aof.AofText;
import dev.interlace.model.keyspace.Effects.Effect;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.rdb.RdbStyle;
import dev.interlace.model.rdb.RdbWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The append-only files of a server that has them switched on: what is appended, when it is written and synced, and how a rewrite replaces
 * it all.
 *
 * <p>With {@code everysec}, while a sync goes on in the background, writing is put off for up to two seconds; if it still goes on then, it is
 * written nevertheless. So a process that is killed while its disk is slow loses what it has acknowledged and not written.
 *
 * <p><b>Deviation:</b> what is written in spite of a sync that goes on takes no time.
 *
 * <p><b>Source:</b> {@code aof.c} of Redis 7.0: {@code flushAppendOnlyFile}, {@code openNewIncrAofForAppend}, {@code
 * backgroundRewriteDoneHandler}, {@code aofOpenIfNeededOnServerStart}.
 */
final class AppendLog {
  private static final String REWRITTEN = "temp-rewriteaof-bg-1.aof";
  private static final String FIRST_BASE = "temp-rewriteaof-1.aof";
  private static final long MILLIS = 1000;
  private static final int PERCENT = 100;
  private static final long LONGEST_POSTPONED_SECONDS = 2;
  private static final long NOT_POSTPONED = 0;

  private final Disk disk;
  private final Subject subject;
  private final String directory;
  private final AofText text = new AofText();
  private final Syncs syncs;
  private final List<byte[]> buffer = new ArrayList<>();
  private AofManifest manifest;
  /** Where it is appended to, empty for nowhere yet. */
  private String file = "";
  /** Whether that is a file of which the manifest does not know, until the first rewrite is done. */
  private boolean isWaiting;
  /** Of all that would be loaded, in bytes. */
  private long size;
  private long baseSize;
  /** When it was looked after last whether to sync, since the epoch. */
  private long syncedSeconds;
  /** Whether all that was written is synced, or a sync of it has begun. */
  private boolean isSynced = true;
  /** Since when a sync keeps it from being written. */
  private long postponedSeconds = NOT_POSTPONED;
  private long postponedTooLong;
  private Optional<String> trouble = Optional.empty();

  /** Of a log that is not open. @param manifest as it is on the disk */
  AppendLog(Disk disk, Subject subject, AofManifest manifest) {
    this.disk = disk;
    this.subject = subject;
    this.manifest = manifest;
    directory = subject.settings().text("appenddirname");
    syncs = new Syncs(disk, subject);
  }

  private String path(String name) {
    return directory + "/" + name;
  }

  private void makeDirectory() {
    if (!disk.exists(directory)) {
      disk.makeDirectory(directory);
    }
  }

  private void persist(AofManifest next) {
    Recovery.persist(disk, directory, next);
    manifest = next;
  }

  /** Begins to append to what was loaded. A base is made if there was nothing. */
  void open() {
    makeDirectory();
    var next = manifest;
    if (next.isEmpty()) {
      next = next.withBase(isBaseRdb());
      write(FIRST_BASE, subject.content());
      disk.rename(FIRST_BASE, path(next.base().orElseThrow().name()));
    }
    next = next.withSomeIncrement();
    file = path(next.increments().getLast().name());
    if (!disk.exists(file)) {
      disk.create(file);
    }
    if (!next.equals(manifest)) {
      persist(next);
    }
    size = next.toLoad().stream().mapToLong(each -> disk.size(path(each.name()))).sum();
    baseSize = next.base().map(base -> disk.size(path(base.name()))).orElse(0L);
    syncedSeconds = nowSeconds();
    deleteHistory();
  }

  private boolean isBaseRdb() {
    return subject.settings().isOn("aof-use-rdb-preamble");
  }

  private void write(String path, RdbContent content) {
    disk.create(path);
    if (isBaseRdb()) {
      disk.append(path, RdbWriter.write(content, RdbStyle.of(subject.settings(), subject.nowMillis(), subject.usedMemory(), true)));
    } else {
      if (hasTimes()) {
        disk.append(path, List.of(AofText.time(nowSeconds())));
      }
      disk.append(path, AofBase.write(content));
    }
    disk.sync(path);
  }

  private boolean hasTimes() {
    return subject.settings().isOn("aof-timestamp-enabled");
  }

  private long nowSeconds() {
    return Math.floorDiv(subject.nowMillis(), MILLIS);
  }

  void append(List<Effect> effects) {
    buffer.addAll(text.of(effects, nowSeconds(), hasTimes()));
  }

  /** Why the last write or sync has failed. */
  Optional<String> trouble() {
    return trouble.or(syncs::trouble);
  }

  Durability.Logged logged() {
    return new Durability.Logged(size, baseSize, buffer.stream().mapToLong(piece -> piece.length).sum(), syncs.count(), postponedTooLong);
  }

  private boolean syncs(String policy) {
    return subject.settings().text("appendfsync").equals(policy);
  }

  /**
   * Writes what was appended, and syncs it if the time has come.
   *
   * @param isBusy whether something is being saved or rewritten in the background
   * @return false if the server must not go on: it has promised more than the disk can keep
   */
  boolean flush(boolean isBusy) {
    syncs.endThoseThatAreOver();
    var writes = !buffer.isEmpty();
    if (writes && isPostponed()) {
      return true;
    }
    if (writes && !write()) {
      return !syncs("always");
    }
    if (isSynced || isBusy && subject.settings().isOn("no-appendfsync-on-rewrite")) {
      return true;
    }
    if (syncs("always")) {
      return sync();
    }
    if (syncs("everysec") && nowSeconds() > syncedSeconds) {
      syncSoon(writes);
    }
    return true;
  }

  private boolean isPostponed() {
    if (!syncs("everysec") || !syncs.isRunning(file)) {
      return false;
    }
    if (postponedSeconds == NOT_POSTPONED) {
      postponedSeconds = nowSeconds();
    }
    if (nowSeconds() - postponedSeconds < LONGEST_POSTPONED_SECONDS) {
      return true;
    }
    postponedTooLong++;
    return false;
  }

  /** What was written while another sync goes on must wait for the next second. */
  private void syncSoon(boolean hasWritten) {
    var isRunning = syncs.isRunning(file);
    if (!isRunning) {
      isSynced = true;
      syncs.begin(file);
    }
    if (!isRunning || hasWritten) {
      syncedSeconds = nowSeconds();
    }
  }

  private boolean write() {
    var before = disk.size(file);
    postponedSeconds = NOT_POSTPONED;
    try {
      disk.append(file, buffer);
      size += disk.size(file) - before;
      buffer.clear();
      isSynced = false;
      trouble = Optional.empty();
      return true;
    } catch (DiskFault fault) {
      trouble = Optional.of(fault.kind().text());
      takeBack(before);
      return false;
    }
  }

  /** What was written in part is cut off again; if that fails too, it need not be written again. */
  private void takeBack(long before) {
    try {
      disk.truncate(file, before);
    } catch (DiskFault stays) {
      var written = disk.size(file) - before;
      size += written;
      for (; written > 0; written -= buffer.removeFirst().length) {
        if (buffer.getFirst().length > written) {
          buffer.set(0, Arrays.copyOfRange(buffer.getFirst(), (int) written, buffer.getFirst().length));
          return;
        }
      }
    }
  }

  private boolean sync() {
    isSynced = syncs.sync(file);
    syncedSeconds = isSynced ? nowSeconds() : syncedSeconds;
    return isSynced;
  }

  /** Writes everything, whatever goes on. */
  boolean writeAll() {
    return buffer.isEmpty() || write();
  }

  /** Writes and syncs everything, whatever is configured. */
  void finish() {
    if (writeAll()) {
      sync();
    }
  }

  /** Whether it has grown so much that it should be rewritten. */
  boolean isDue() {
    var growth = subject.settings().number("auto-aof-rewrite-percentage");
    return !isWaiting && growth > 0 && size > subject.settings().number("auto-aof-rewrite-min-size")
        && size * PERCENT / Math.max(1, baseSize) - PERCENT >= growth;
  }

  /** From now on everything goes to another file: what was appended so far is about to be replaced. */
  void beginRewrite() {
    text.forgetDatabase();
    writeAll();
    var next = manifest.withIncrement();
    var path = path(next.increments().getLast().name());
    disk.create(path);
    persist(next);
    syncs.begin(file);
    syncedSeconds = nowSeconds();
    isSynced = true;
    file = path;
    size = 0;
  }

  /** Appends from now on though there is no base yet, to a file that has no place in the manifest before there is one. */
  void beginFirst() {
    makeDirectory();
    isWaiting = true;
    file = path("temp-" + subject.settings().text("appendfilename") + ".incr");
    disk.create(file);
    isSynced = true;
    size = 0;
  }

  /** The rewrite has failed: it must begin anew, and what was appended meanwhile is part of it. */
  void forgetFirst() {
    Cleaning.delete(disk, file);
  }

  /** Whether the rewrite that makes it possible to start from these files is still to be done. */
  boolean isWaiting() {
    return isWaiting;
  }

  /** Replaces what was appended before the rewrite began; of a log that is not open, everything. */
  void endRewrite(RdbContent content) {
    makeDirectory();
    write(REWRITTEN, content);
    var next = manifest.withBase(isBaseRdb());
    var base = path(next.base().orElseThrow().name());
    disk.rename(REWRITTEN, base);
    if (isWaiting) {
      next = next.withIncrement();
      var last = path(next.increments().getLast().name());
      disk.rename(file, last);
      syncs.renamed(file, last);
      file = last;
    }
    persist(next.withoutOldIncrements(file.isEmpty() ? 0 : 1));
    isWaiting = false;
    baseSize = disk.size(base);
    size += baseSize;
    baseSize = size;
    deleteHistory();
  }

  /** Takes away what is of no use any more, if it may. */
  void deleteHistory() {
    if (manifest.history().isEmpty() || subject.settings().isOn("aof-disable-auto-gc")) {
      return;
    }
    manifest.history().forEach(past -> Cleaning.delete(disk, path(past.name())));
    persist(manifest.withoutHistory());
  }
}
