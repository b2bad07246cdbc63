package dev.interlace.model.durability;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.disk.DiskFault;
import dev.interlace.model.aof.AofManifest;
import dev.interlace.model.keyspace.Effects.Effect;
import dev.interlace.model.rdb.LoadFault;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.rdb.RdbReader;
import dev.interlace.model.value.Thresholds;
import java.util.List;
import java.util.Optional;

/**
 * All that a running server does to keep its data. What goes on in the background takes until the next {@link #look}, and shows what there
 * was when it began.
 *
 * <p><b>Source:</b> {@code rdb.c}, {@code aof.c} and {@code serverCron} of Redis 7.0.
 */
public final class Durability {
  private static final long MILLIS = 1000;

  private final Disk disk;
  private final Subject subject;
  private final Snapshots snapshots;
  private Optional<AppendLog> log = Optional.empty();
  private Optional<Child> child = Optional.empty();
  private boolean isSaveScheduled;
  private boolean isRewriteScheduled;
  private boolean hasRewriteFailed;
  private Rewrites rewrites = Rewrites.NONE;

  /** What is being done in the background. @param isRewrite of the log; else a save */
  private record Child(boolean isRewrite, RdbContent content, long changes) {}

  /** How something in the background begins. */
  public enum Start {
    STARTED,
    SCHEDULED,
    /** The same is going on already. */
    ALREADY,
    /** Something else is going on. */
    ANOTHER,
    FAILED
  }

  /** Nothing has been kept yet, and there is no log. */
  public Durability(Disk disk, Subject subject) {
    this.disk = disk;
    this.subject = subject;
    snapshots = new Snapshots(disk, subject);
  }

  /** Switches the log on, over what it holds already. */
  public void open(AofManifest manifest) {
    var opened = new AppendLog(disk, subject, manifest);
    opened.open();
    log = Optional.of(opened);
  }

  public Disk disk() {
    return disk;
  }

  /** Whether what commands do must be handed over. */
  public boolean isLogging() {
    return log.isPresent();
  }

  /** Commands have made so many changes. */
  public void changed(long count) {
    snapshots.changed(count);
  }

  /** Commands have done what these commands would do, which belong together. */
  public void append(List<Effect> effects) {
    log.ifPresent(each -> each.append(effects));
  }

  /**
   * Writes what must be written before anybody is answered.
   *
   * @return false if the server must end at once
   */
  public boolean flush() {
    return log.isEmpty() || log.get().flush(child.isPresent());
  }

  /** Writes what commands have done, whatever goes on. */
  public void write() {
    log.ifPresent(AppendLog::writeAll);
  }

  /** Does what is due, ten times a second. */
  public void look() {
    var done = child;
    child = Optional.empty();
    done.ifPresent(this::end);
    if (isRewriteScheduled && child.isEmpty() && mayRewrite()) {
      rewrite();
    }
    if (child.isEmpty() && snapshots.isDue()) {
      beginSave();
    }
    if (child.isEmpty() && log.isPresent() && log.get().isDue() && mayRewrite()) {
      rewrite();
    }
    if (isSaveScheduled && child.isEmpty() && snapshots.mayTry()) {
      beginSave();
    }
  }

  private boolean mayRewrite() {
    var nowSeconds = Math.floorDiv(subject.nowMillis(), MILLIS);
    var may = rewrites.mayBegin(nowSeconds);
    rewrites = rewrites.asked(nowSeconds);
    return may;
  }

  private void end(Child done) {
    if (!done.isRewrite) {
      snapshots.saveInBackground(done.content, done.changes);
      return;
    }
    try {
      log.orElseGet(this::closedLog).endRewrite(done.content);
      hasRewriteFailed = false;
    } catch (DiskFault fault) {
      hasRewriteFailed = true;
      log.filter(AppendLog::isWaiting).ifPresent(each -> {
        each.forgetFirst();
        log = Optional.empty();
        isRewriteScheduled = true;
      });
    }
    rewrites = rewrites.ended(!hasRewriteFailed);
  }

  /** Saves everything before it returns. */
  public boolean save() {
    return snapshots.save();
  }

  /** The same in the middle of a step. @param changes of this step, which are saved and will be {@link #changed told} of later */
  public void saveWith(long changes) {
    if (snapshots.save()) {
      snapshots.changed(-changes);
    }
  }

  /** What the file holds that was saved last, whoever saved it; empty if there is none, or it is damaged. */
  public Optional<RdbContent> saved(Thresholds thresholds) {
    try {
      var file = disk.read(subject.settings().text("dbfilename"));
      var reading = new RdbReader.Reading(thresholds, subject.nowMillis(), false, subject.settings().isOn("rdbchecksum"));
      return Optional.of(RdbReader.read(file, reading).content());
    } catch (DiskFault | LoadFault fault) {
      return Optional.empty();
    }
  }

  /** @param maySchedule whether it may wait until something else is over */
  public Start saveInBackground(boolean maySchedule) {
    if (isSaving()) {
      return Start.ALREADY;
    }
    if (child.isPresent() && !maySchedule) {
      return Start.ANOTHER;
    }
    return child.isPresent() ? scheduleSave() : beginSave();
  }

  public Start scheduleSave() {
    isSaveScheduled = true;
    return Start.SCHEDULED;
  }

  private Start beginSave() {
    isSaveScheduled = false;
    snapshots.tries();
    child = Optional.of(new Child(false, subject.content(), snapshots.changes()));
    return Start.STARTED;
  }

  public boolean isSaving() {
    return child.filter(each -> !each.isRewrite).isPresent();
  }

  public boolean isRewriting() {
    return child.filter(Child::isRewrite).isPresent();
  }

  /** @param mustWait whether it may not begin before the transaction is over */
  public Start rewriteInBackground(boolean mustWait) {
    if (isRewriting()) {
      return Start.ALREADY;
    }
    if (child.isPresent() || mustWait) {
      isRewriteScheduled = true;
      rewrites = rewrites.forgiven();
      return Start.SCHEDULED;
    }
    return rewrite();
  }

  /** If there is no log though there is to be one, what commands do is appended from now on. */
  private Start rewrite() {
    isRewriteScheduled = false;
    try {
      if (log.isPresent()) {
        log.get().beginRewrite();
      } else if (subject.settings().isOn("appendonly")) {
        var opened = closedLog();
        opened.beginFirst();
        log = Optional.of(opened);
      }
      rewrites = rewrites.begun();
      child = Optional.of(new Child(true, subject.content(), 0));
      return Start.STARTED;
    } catch (DiskFault fault) {
      hasRewriteFailed = true;
      return Start.FAILED;
    }
  }

  private AppendLog closedLog() {
    var settings = subject.settings();
    var manifest = Recovery.manifest(disk, settings).orElse(AofManifest.none(settings.text("appendfilename")));
    return new AppendLog(disk, subject, manifest);
  }

  /**
   * Switches the log on or off while the server runs. False if it cannot be.
   *
   * @param mustWait whether the rewrite that a log begins with may not begin before the transaction is over
   */
  public boolean become(boolean isOn, boolean mustWait) {
    if (isOn) {
      return beginLog(mustWait);
    }
    log.ifPresent(AppendLog::finish);
    log = Optional.empty();
    isRewriteScheduled = false;
    child = child.filter(each -> !each.isRewrite);
    return true;
  }

  private boolean beginLog(boolean mustWait) {
    if (mustWait || isSaving()) {
      isRewriteScheduled = true;
      return true;
    }
    child = Optional.empty(); // a rewrite, without what is done meanwhile
    return rewrite() == Start.STARTED;
  }

  /** Everything is gone: what is being saved in the background is of no use any more. */
  public void abandonSave() {
    child = child.filter(Child::isRewrite);
  }

  /** Something has been configured anew. */
  public void reconfigured() {
    log.ifPresent(AppendLog::deleteHistory);
  }

  /** Why commands that write are refused. */
  public Optional<Trouble> trouble() {
    var settings = subject.settings();
    if (snapshots.hasFailed() && settings.isOn("stop-writes-on-bgsave-error") && !SavePoints.of(settings).areNone()) {
      return Optional.of(new Trouble.OfSnapshots());
    }
    return log.flatMap(AppendLog::trouble).map(Trouble.OfLog::new);
  }

  /** What keeps a server from taking writes. */
  public sealed interface Trouble {
    /** It could not be saved, and stops at that. */
    record OfSnapshots() implements Trouble {}

    /** @param reason in the words of the operating system */
    record OfLog(String reason) implements Trouble {}
  }

  /** When everything was saved last, or the server started. */
  public long lastSaveMillis() {
    return snapshots.lastSaveMillis();
  }

  public long changesSinceSave() {
    return snapshots.changes();
  }

  public boolean hasSaveFailed() {
    return snapshots.hasFailed();
  }

  /**
   * What there is to tell of the log.
   *
   * @param size of all that would be loaded, in bytes
   * @param baseSize the same when it was rewritten last
   * @param unwritten how many bytes are not written yet
   * @param syncs how many go on
   * @param postponedTooLong how often it was written though a sync had kept it from that for two seconds
   */
  public record Logged(long size, long baseSize, long unwritten, int syncs, long postponedTooLong) {}

  /** Empty if there is no log. */
  public Optional<Logged> logged() {
    return log.map(AppendLog::logged);
  }

  public boolean isRewriteScheduled() {
    return isRewriteScheduled;
  }

  /** How many saves have begun. */
  public long saveCount() {
    return snapshots.count();
  }

  /** How many rewrites have begun. */
  public long rewriteCount() {
    return rewrites.count();
  }

  /** How many rewrites have failed since the last that has not. */
  public long rewriteFailures() {
    return rewrites.failures();
  }

  public boolean hasRewriteFailed() {
    return hasRewriteFailed;
  }

  /**
   * The server is about to end.
   *
   * @param saves whether it is to be saved; empty if the rule for saving decides
   * @param isForced whether it ends even if something would be lost
   * @return false if it could not be saved, so that the server had better go on
   */
  public boolean finish(Optional<Boolean> saves, boolean isForced) {
    abandonSave();
    if (isRewriting() && log.filter(AppendLog::isWaiting).isPresent() && !isForced) {
      return false;
    }
    child = Optional.empty();
    log.ifPresent(AppendLog::finish);
    return !saves.orElse(!SavePoints.of(subject.settings()).areNone()) || snapshots.save() || isForced;
  }
}
