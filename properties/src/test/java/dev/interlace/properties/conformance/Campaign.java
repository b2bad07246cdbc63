package dev.interlace.properties.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A long comparison with the real server, of as many commands as the system property {@code interlace.campaign} says. It tells every few seconds
 * how far it is, and with which seed it can go on if it is stopped; every difference is saved at once, as a recording and as a transcript.
 */
final class Campaign {
  static final Path FOLDER = Path.of("target/campaign");
  /** The differences that campaigns of everything have found, each shrunk and repaired since. */
  static final String FOUND = "found-by-campaigns";

  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);

  private final String family;
  private final long wanted;
  private final long start = System.nanoTime();
  private long reported = start;
  private long commands;
  private long seed;
  private int differences;

  private Campaign(String family, long wanted) {
    this.family = family;
    this.wanted = wanted;
  }

  /** Empty if an ordinary comparison is asked for. */
  static Optional<Campaign> asked(String family) {
    return Optional.ofNullable(Long.getLong("interlace.campaign")).map(wanted -> new Campaign(family, wanted));
  }

  boolean isOver(long compared) {
    return compared >= wanted;
  }

  /** @param compared commands so far, up to the sequence of {@code last} */
  void report(long last, long compared) {
    commands = compared;
    seed = last;
    if (System.nanoTime() - reported >= BETWEEN_REPORTS.toNanos()) {
      reported = System.nanoTime();
      System.out.println(this);
    }
  }

  void save(long at, Recording recording, Transcript transcript) {
    var file = save(at, transcript.toString());
    Recording.write(Path.of(file.toString().replace(".txt", ".json")), List.of(recording));
  }

  void save(long at, AssertionError failure) {
    save(at, failure.getMessage() + "\n" + failure.getCause());
  }

  private Path save(long at, String text) {
    differences++;
    var file = FOLDER.resolve(family + "-" + at + ".txt");
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError("cannot write " + file, e);
    }
    System.out.println("a difference: " + file.toAbsolutePath());
    return file;
  }

  int differences() {
    return differences;
  }

  @Override
  public String toString() {
    var seconds = Math.max(1, Duration.ofNanos(System.nanoTime() - start).toSeconds());
    return "campaign of " + family + ": " + commands + " commands compared, " + differences + " differences, " + commands / seconds
        + " a second; to go on, -Dinterlace.seed=" + (seed + 1);
  }
}
