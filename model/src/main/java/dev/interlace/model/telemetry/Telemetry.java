package dev.interlace.model.telemetry;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one running server has counted. Durations are of the server's own clock, which stands still while a command runs unless the command
 * itself waits.
 *
 * <p><b>Source:</b> the statistics in {@code server.c} of Redis 7.0.
 */
public final class Telemetry {
  private final long startMillis;
  private final ProcessFacts facts;
  private final SlowLog slowLog = new SlowLog();
  private final Latency latency = new Latency();
  private final SortedMap<String, CommandCount> commands = new TreeMap<>();
  private final SortedMap<String, Long> errors = new TreeMap<>();
  private long connections;
  private long calls;
  private long errorReplies;
  private String lastError = "";
  private Optional<Boolean> foretold = Optional.empty();
  private long unattributedErrors;
  private long hits;
  private long misses;
  private long expired;
  private long evicted;
  private long lastSaveMillis;
  private long changesSinceSave;
  private long saves;

  public Telemetry(long startMillis, ProcessFacts facts) {
    this.startMillis = startMillis;
    this.facts = facts;
    this.lastSaveMillis = startMillis;
  }

  public long startMillis() {
    return startMillis;
  }

  public ProcessFacts facts() {
    return facts;
  }

  public SlowLog slowLog() {
    return slowLog;
  }

  public Latency latency() {
    return latency;
  }

  /** A connection was accepted. */
  public void connected() {
    connections++;
  }

  /** A command is about to run. */
  public void begins() {
    unattributedErrors = 0;
  }

  /**
   * A command has run. It failed if an error was answered since it began that no command within it has taken for its own. <b>Source:</b>
   * {@code call}, {@code incrCommandStatsOnError}.
   *
   * @param name the full name in lower case
   */
  public void called(String name, long micros, boolean isError) {
    calls++;
    var count = count(name);
    count.took(micros);
    count.failed += isError || unattributedErrors > 0 ? 1 : 0;
    unattributedErrors = 0;
  }

  /** A command was refused before it ran. */
  public void rejected(String name) {
    count(name).rejected++;
  }

  /** Says of the error that is about to be answered whether it has been counted before, where that is known. */
  public void foretell(boolean hasBeenCounted) {
    foretold = Optional.of(hasBeenCounted);
  }

  /** What was said of the error that is being answered. */
  public Optional<Boolean> takeForetold() {
    var said = foretold;
    foretold = Optional.empty();
    return said;
  }

  /** The code of the error that was answered last; empty if there was none. */
  public String lastError() {
    return lastError;
  }

  /** An error was answered. @param code its first word */
  public void answeredError(String code) {
    lastError = code;
    errorReplies++;
    unattributedErrors++;
    errors.merge(code, 1L, Long::sum);
  }

  /**
   * A command that had been blocked was answered an error. <b>Source:</b> {@code updateStatsOnUnblock}.
   *
   * @param code the error's first word
   */
  public void failedLate(String name, String code) {
    errorReplies++;
    errors.merge(code, 1L, Long::sum);
    count(name).failed++;
  }

  private CommandCount count(String name) {
    return commands.computeIfAbsent(name, any -> new CommandCount());
  }

  /** What a step did to keys. */
  public void looked(long found, long missed, long expiredKeys, long evictedKeys, long changes) {
    hits += found;
    misses += missed;
    expired += expiredKeys;
    evicted += evictedKeys;
    changesSinceSave += changes;
  }

  public void saved(long nowMillis) {
    lastSaveMillis = nowMillis;
    changesSinceSave = 0;
    saves++;
  }

  /** CONFIG RESETSTAT. <b>Source:</b> {@code resetServerStats}. */
  public void reset() {
    commands.clear();
    errors.clear();
    connections = 0;
    calls = 0;
    errorReplies = 0;
    hits = 0;
    misses = 0;
    expired = 0;
    evicted = 0;
  }

  /** Only those that were called or refused, by full name. */
  public SortedMap<String, CommandCount> commands() {
    return Collections.unmodifiableSortedMap(commands);
  }

  /** How often which first word of an error was answered. */
  public SortedMap<String, Long> errors() {
    return Collections.unmodifiableSortedMap(errors);
  }

  public long connections() {
    return connections;
  }

  public long calls() {
    return calls;
  }

  public long errorReplies() {
    return errorReplies;
  }

  public long hits() {
    return hits;
  }

  public long misses() {
    return misses;
  }

  public long expired() {
    return expired;
  }

  public long evicted() {
    return evicted;
  }

  public long lastSaveMillis() {
    return lastSaveMillis;
  }

  public long changesSinceSave() {
    return changesSinceSave;
  }

  public long saves() {
    return saves;
  }
}
