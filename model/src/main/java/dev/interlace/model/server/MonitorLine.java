package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandSpec;
import java.util.ArrayList;
import java.util.List;

/** A command as MONITOR shows it: when, in which database, from where, and its words, but for passwords. */
final class MonitorLine {
  private static final Bytes REDACTED = Bytes.of("(redacted)");
  private static final long MILLIS_A_SECOND = 1_000;
  private static final int MICRO_DIGITS = 6;

  private MonitorLine() {}

  /** @param from the client's address, or {@code lua} */
  static Bytes of(CommandSpec spec, List<Bytes> words, int database, String from, long nowMillis) {
    var micros = Long.toString(Math.floorMod(nowMillis, MILLIS_A_SECOND) * MILLIS_A_SECOND);
    var line = new StringBuilder();
    line.append(Math.floorDiv(nowMillis, MILLIS_A_SECOND)).append('.').append("0".repeat(MICRO_DIGITS - micros.length())).append(micros);
    line.append(" [").append(database).append(' ').append(from).append(']');
    for (var word : redacted(spec, words)) {
      line.append(' ').append(word.toQuoted());
    }
    return Bytes.of(line.toString());
  }

  /** <b>Source:</b> {@code redactClientCommandArgument} in {@code authCommand} and {@code helloCommand}. */
  private static List<Bytes> redacted(CommandSpec spec, List<Bytes> words) {
    var shown = new ArrayList<>(words);
    if (spec.name().equals("auth") && words.size() <= 3) {
      shown.subList(1, shown.size()).replaceAll(word -> REDACTED);
    }
    if (spec.name().equals("hello")) {
      for (var i = 2; i < words.size(); i++) {
        if (words.get(i).equalsIgnoreCase("auth") && i + 2 < words.size()) {
          shown.set(++i, REDACTED);
          shown.set(++i, REDACTED);
        } else if (words.get(i).equalsIgnoreCase("setname")) {
          i++;
        }
      }
    }
    return shown;
  }
}
