package dev.interlace.properties.cli;

import dev.interlace.engine.search.Savepoint;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A search in a file. A new one is written beside the old one, forced to the disk, and renamed, so that there is a whole one at any moment.
 *
 * <p><b>Shape:</b> {@link #MAGIC}, the version of the form (int), what the search writes, and the CRC32C of all that (int).
 */
final class SearchFile implements Savepoint {
  private static final long MAGIC = 0x494e5445524c4143L; // INTERLAC
  private static final int VERSION = 1;
  private static final int BUFFER = 1 << 16;
  private static final double NANOS_A_SECOND = 1e9;

  private final Optional<Path> target;
  private final Optional<Path> source;
  private final double everySeconds;
  private final PrintWriter err;
  private long last = System.nanoTime();

  /**
   * One that is written to {@code target} and goes on from {@code source}.
   *
   * @param err is told if the file cannot be written; the search goes on
   */
  SearchFile(Optional<Path> target, Optional<Path> source, double everySeconds, PrintWriter err) {
    this.target = target;
    this.source = source;
    this.everySeconds = everySeconds;
    this.err = err;
  }

  @Override
  public boolean isDue() {
    return target.isPresent() && System.nanoTime() - last >= everySeconds * NANOS_A_SECOND;
  }

  @Override
  public void save(Content content) {
    if (target.isPresent()) {
      try {
        write(content, target.get().toAbsolutePath());
      } catch (IOException e) {
        err.println("interlace: the search could not be saved to " + target.get() + ": " + e.getMessage());
      }
      last = System.nanoTime();
    }
  }

  private static void write(Content content, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    try (var channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      var checked = new CheckedOutputStream(Channels.newOutputStream(channel), new CRC32C());
      var out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
      out.writeLong(MAGIC);
      out.writeInt(VERSION);
      content.write(out);
      out.flush();
      out.writeInt((int) checked.getChecksum().getValue());
      out.flush();
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    try (var folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true); // or the new name may not survive a power loss
    } catch (IOException notHere) {
      // some systems cannot open a folder; there is nothing more to be done on them
    }
  }

  @Override
  public Optional<DataInputStream> saved() {
    return source.map(SearchFile::read);
  }

  private static DataInputStream read(Path file) {
    try {
      if (!Files.exists(file)) {
        throw new BadSearchFile(file + " does not exist (a search that ends before it is saved leaves no file)");
      }
      check(file);
      var in = open(file);
      in.skipNBytes(Long.BYTES + Integer.BYTES);
      return in;
    } catch (IOException e) {
      throw new BadSearchFile(file + " cannot be read: " + e.getMessage());
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
  }

  private static void check(Path file) throws IOException {
    var length = Files.size(file) - Integer.BYTES;
    if (length < Long.BYTES + Integer.BYTES) {
      throw new BadSearchFile(file + " is no saved search");
    }
    try (var raw = open(file)) {
      var checked = new CheckedInputStream(raw, new CRC32C());
      var in = new DataInputStream(checked);
      if (in.readLong() != MAGIC) {
        throw new BadSearchFile(file + " is no saved search");
      }
      var version = in.readInt();
      if (version != VERSION) {
        throw new BadSearchFile(file + " has form " + version + " of saved searches, and this Interlace reads form " + VERSION);
      }
      in.skipNBytes(length - Long.BYTES - Integer.BYTES);
      if (raw.readInt() != (int) checked.getChecksum().getValue()) {
        throw new BadSearchFile(file + " is damaged: its checksum is another");
      }
    }
  }

  /** Thrown when a file cannot be gone on from. */
  static final class BadSearchFile extends RuntimeException {
    BadSearchFile(String message) {
      super(message);
    }
  }
}
