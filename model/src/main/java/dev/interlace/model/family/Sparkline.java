package dev.interlace.model.family;

import dev.interlace.model.telemetry.Latency.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * The picture that LATENCY GRAPH draws: a column for each sample, and below it how long ago it was. <b>Source:</b> {@code sparkline.c} of
 * Redis 7.0.
 */
record Sparkline(List<Sample> samples, long nowSeconds) {
  private static final int COLUMNS = 80;
  private static final int ROWS = 4;
  private static final String TOPS = "_o#";
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  long least() {
    return samples.stream().mapToLong(Sample::millis).min().orElseThrow();
  }

  long most() {
    return samples.stream().mapToLong(Sample::millis).max().orElseThrow();
  }

  String drawn() {
    var parts = new ArrayList<String>();
    for (var start = 0; start < samples.size(); start += COLUMNS) {
      parts.add(drawn(samples.subList(start, Math.min(samples.size(), start + COLUMNS))));
    }
    return String.join("\n", parts);
  }

  private String drawn(List<Sample> part) {
    var lines = new StringBuilder();
    for (var row = ROWS - 1; row >= 0; row--) {
      for (var sample : part) {
        lines.append(cell(step(sample) - row * TOPS.length()));
      }
      lines.append('\n');
    }
    lines.append(" ".repeat(part.size())).append('\n');
    var ages = part.stream().map(sample -> age(nowSeconds - sample.seconds())).toList();
    var longest = ages.stream().mapToInt(String::length).max().orElse(0);
    for (var i = 0; i < longest; i++) {
      for (var age : ages) {
        lines.append(i < age.length() ? age.charAt(i) : ' ');
      }
      lines.append('\n');
    }
    return lines.toString();
  }

  private int step(Sample sample) {
    var steps = TOPS.length() * ROWS;
    var range = Math.max(1, most() - least());
    return (int) Math.min(steps - 1, (sample.millis() - least()) * steps / range);
  }

  private static char cell(int height) {
    return height < 0 ? ' ' : height < TOPS.length() ? TOPS.charAt(height) : '|';
  }

  private static String age(long seconds) {
    if (seconds < MINUTE) {
      return seconds + "s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + "m";
    }
    return seconds < DAY ? seconds / HOUR + "h" : seconds / DAY + "d";
  }

  /** What stands above it. */
  String title(String event, long worst) {
    return event + " - high " + most() + " ms, low " + least() + " ms (all time high " + worst + " ms)\n" + "-".repeat(COLUMNS) + "\n";
  }
}
