package dev.interlace.traces.replay;

import dev.interlace.model.aof.AofReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The last append-only file of a server that is down, from which the end is taken bit by bit: a command, or a transaction, at a time. */
final class SurvivingLog {
  private final Path file;
  /** Where the file may end, ascending; the last is where it ends now. */
  private final List<Integer> ends;

  private SurvivingLog(Path file, List<Integer> ends) {
    this.file = file;
    this.ends = ends;
  }

  /** @param folder {@code appendonlydir} */
  static SurvivingLog of(Path folder) {
    try (var files = Files.list(folder)) {
      var last = files.filter(file -> file.toString().endsWith(".incr.aof")).max(SurvivingLog::compare).orElseThrow();
      return new SurvivingLog(last, ends(Files.readAllBytes(last)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Their numbers grow, and so do the lengths of these. */
  private static int compare(Path one, Path other) {
    var byLength = Integer.compare(one.toString().length(), other.toString().length());
    return byLength == 0 ? one.compareTo(other) : byLength;
  }

  private static List<Integer> ends(byte[] data) {
    var ends = new ArrayList<>(List.of(0));
    var reader = new AofReader(data, 0);
    var isOpen = false;
    for (var words = reader.next(); !words.isEmpty(); words = reader.next()) {
      var name = words.getFirst().toLowerCase();
      isOpen = name.equals("multi") || isOpen && !name.equals("exec");
      if (!isOpen && !name.equals("select")) {
        ends.add(reader.at());
      }
    }
    return ends;
  }

  /** Cuts off what was written last; false if nothing is left to cut. */
  boolean loseLast() {
    if (ends.size() == 1) {
      return false;
    }
    ends.removeLast();
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(ends.getLast());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
