package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import java.util.List;

/** A command as MONITOR shows it: when, in which database, from where, and its words. */
final class MonitorLine {
  private static final long MILLIS_A_SECOND = 1_000;
  private static final int MICRO_DIGITS = 6;

  private MonitorLine() {}

  /** @param from the client's address, or {@code lua} */
  static Bytes of(List<Bytes> words, int database, String from, long nowMillis) {
    var micros = Long.toString(Math.floorMod(nowMillis, MILLIS_A_SECOND) * MILLIS_A_SECOND);
    var line = new StringBuilder();
    line.append(Math.floorDiv(nowMillis, MILLIS_A_SECOND)).append('.').append("0".repeat(MICRO_DIGITS - micros.length())).append(micros);
    line.append(" [").append(database).append(' ').append(from).append(']');
    for (var word : words) {
      line.append(' ').append(word.toQuoted());
    }
    return Bytes.of(line.toString());
  }
}
