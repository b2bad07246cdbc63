package dev.interlace.model.family;

import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import dev.interlace.model.telemetry.CommandCount;
import java.util.ArrayList;

/**
 * How long the calls of a command took, as LATENCY HISTOGRAM and INFO tell it. <b>Source:</b> {@code hdr_histogram.c} with two significant
 * digits, as Redis 7.0 uses it: values in nanoseconds, at least one, those of one step of 2^(k-7) between 2^k and 2^(k+1) being equal.
 */
final class Histogram {
  private static final int SHORTEST = 10;
  private static final int LONGEST = 30;
  private static final int STEP_BITS = 7;
  private static final long NANOS_A_MICRO = 1_000;
  private static final long LONGEST_NANOS = 1_000_000_000;

  private Histogram() {}

  /** Microseconds to how many calls took at most so long, wherever that grows. */
  static Reply cumulative(CommandCount count) {
    var pairs = new ArrayList<Pair>();
    var shown = 0L;
    for (var power = SHORTEST; power < LONGEST && shown < count.calls(); power++) {
      var end = (1L << power) + (1L << power - STEP_BITS) - 1;
      var calls = callsWithin(count, end);
      if (calls > shown) {
        pairs.add(new Pair(Reply.of(end / NANOS_A_MICRO), Reply.of(calls)));
        shown = calls;
      }
    }
    return new Reply.MapReply(pairs);
  }

  private static long callsWithin(CommandCount count, long nanos) {
    return count.callsByMicros().entrySet().stream().filter(each -> nanos(each.getKey()) <= nanos).mapToLong(each -> each.getValue()).sum();
  }

  private static long nanos(long micros) {
    return Math.clamp(micros * NANOS_A_MICRO, 1, LONGEST_NANOS);
  }

  /** In microseconds. */
  static double percentile(CommandCount count, double percentile) {
    var needed = Math.max(1, (long) (Math.min(percentile, 100) / 100 * count.calls() + 0.5));
    var seen = 0L;
    for (var each : count.callsByMicros().entrySet()) {
      seen += each.getValue();
      if (seen >= needed) {
        return (double) highestEquivalent(nanos(each.getKey())) / NANOS_A_MICRO;
      }
    }
    return 0;
  }

  private static long highestEquivalent(long nanos) {
    var step = 1L << Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - STEP_BITS);
    return nanos / step * step + step - 1;
  }
}
