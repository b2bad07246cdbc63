package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import dev.interlace.model.telemetry.Latency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** LATENCY. <b>Source:</b> {@code latency.c} of Redis 7.0. */
public final class LatencyCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("latency|latest", LatencyCommands::latest),
          connection("latency|history", LatencyCommands::history),
          connection("latency|reset", LatencyCommands::reset),
          connection("latency|graph", LatencyCommands::graph),
          connection("latency|doctor", LatencyCommands::doctor),
          connection("latency|histogram", LatencyCommands::histogram));

  private static final String DISABLED =
      "I'm sorry, Dave, I can't do that. Latency monitoring is disabled in this Redis instance. You may use \"CONFIG SET "
          + "latency-monitor-threshold <milliseconds>.\" in order to enable it. If we weren't in a deep space mission I'd suggest to take a "
          + "look at https://redis.io/topics/latency-monitor.\n";
  private static final String NOTHING_SEEN =
      "Dave, no latency spike was observed during the lifetime of this Redis instance, not in the slightest bit. I honestly think you ought "
          + "to sit down calmly, take a stress pill, and think things over.\n";
  private static final String SEEN =
      "Dave, I have observed latency spikes in this Redis instance. You don't mind talking about it, do you Dave?\n\n";
  private static final String SLOW_LOG =
      "- Check your Slow Log to understand what are the commands you are running which are too slow to execute. Please check "
          + "https://redis.io/commands/slowlog for more information.\n";
  private static final String LARGE_OBJECTS =
      "- Deleting, expiring or evicting (because of maxmemory policy) large objects is a blocking operation. If you have very large objects "
          + "that are often deleted, expired, or evicted, try to fragment those objects into multiple smaller objects.\n";
  private static final long MILLIS_A_SECOND = 1_000;
  private static final long MICROS_A_MILLI = 1_000;
  private static final int FIRST = 2;

  private LatencyCommands() {}

  private static Latency monitor(Call call, Connection connection) {
    return connection.host().telemetry(call).latency();
  }

  private static Reply latest(Call call, Connection connection) {
    var items = new ArrayList<Reply>();
    monitor(call, connection).events().forEach((name, event) -> {
      var last = event.samples().getLast();
      items.add(Reply.array(List.of(Reply.bulk(name), Reply.of(last.seconds()), Reply.of(last.millis()), Reply.of(event.worst()))));
    });
    return new Reply.Array(items);
  }

  private static Reply history(Call call, Connection connection) {
    var event = monitor(call, connection).events().get(call.word(FIRST).toLatin1());
    return event == null
        ? Reply.EMPTY_ARRAY
        : Reply.array(
            event.samples().stream().map(sample -> Reply.array(List.of(Reply.of(sample.seconds()), Reply.of(sample.millis())))).toList());
  }

  private static Reply reset(Call call, Connection connection) {
    var monitor = monitor(call, connection);
    return Reply.of(
        call.size() == FIRST
            ? monitor.reset()
            : call.words().stream().skip(FIRST).filter(event -> monitor.reset(event.toLatin1())).count());
  }

  private static Reply graph(Call call, Connection connection) {
    var name = call.word(FIRST).toLatin1();
    var event = monitor(call, connection).events().get(name);
    if (event == null) {
      throw Call.fail(Errors.noSamples(call.word(FIRST)));
    }
    var graph = new Sparkline(event.samples(), seconds(call));
    return text(graph.title(name, event.worst()) + graph.drawn());
  }

  private static long seconds(Call call) {
    return Math.floorDiv(call.nowMillis(), MILLIS_A_SECOND);
  }

  private static Reply text(String text) {
    return new Reply.Verbatim("txt", Bytes.latin1(text));
  }

  private static Reply doctor(Call call, Connection connection) {
    var events = monitor(call, connection).events();
    var threshold = connection.settings().number("latency-monitor-threshold");
    if (events.isEmpty()) {
      return text(threshold == 0 ? DISABLED : NOTHING_SEEN);
    }
    var report = new StringBuilder(SEEN);
    var number = 0;
    for (var event : events.entrySet()) {
      report.append(++number).append(". ").append(event.getKey()).append(": ").append(summary(event.getValue(), seconds(call))).append('\n');
    }
    return text(report + "\nI have a few advices for you:\n\n" + slowLogAdvice(connection, threshold) + LARGE_OBJECTS);
  }

  /** <b>Source:</b> {@code analyzeLatencyForEvent}. */
  private static String summary(Latency.Event event, long nowSeconds) {
    var samples = event.samples();
    var average = samples.stream().mapToLong(Latency.Sample::millis).sum() / samples.size();
    var deviation = samples.stream().mapToLong(sample -> Math.abs(average - sample.millis())).sum() / samples.size();
    var period = Math.max(1, nowSeconds - samples.getFirst().seconds()) / (double) samples.size();
    return samples.size() + " latency spikes (average " + average + "ms, mean deviation " + deviation + "ms, period "
        + Numbers.fixed(period, 2) + " sec). Worst all time event " + event.worst() + "ms.";
  }

  /** Commands are all that is ever slow here. */
  private static String slowLogAdvice(Connection connection, long threshold) {
    var slow = connection.settings().number("slowlog-log-slower-than");
    var asked = "'CONFIG SET slowlog-log-slower-than " + threshold * MICROS_A_MILLI + "'.";
    if (slow < 0 || connection.settings().number("slowlog-max-len") == 0) {
      return "- There are latency issues with potentially slow commands you are using. Try to enable the Slow Log Redis feature using the command "
          + asked + " If the Slow log is disabled Redis is not able to log slow commands execution for you.\n" + SLOW_LOG;
    }
    return slow / MICROS_A_MILLI > threshold
        ? "- Your current Slow Log configuration only logs events that are slower than your configured latency monitor threshold. Please use "
            + asked + "\n" + SLOW_LOG
        : SLOW_LOG;
  }

  /** A container stands for its subcommands. */
  private static Reply histogram(Call call, Connection connection) {
    var counts = connection.host().telemetry(call).commands();
    Collection<String> names = call.size() == FIRST ? counts.keySet() : named(call);
    var pairs = new ArrayList<Pair>();
    for (var name : names) {
      var count = counts.get(name);
      if (count != null && count.calls() > 0) {
        var details = List.of(new Pair(Reply.bulk("calls"), Reply.of(count.calls())), new Pair(Reply.bulk("histogram_usec"), Histogram.cumulative(count)));
        pairs.add(new Pair(Reply.bulk(name), new Reply.MapReply(details)));
      }
    }
    return new Reply.MapReply(pairs);
  }

  private static Collection<String> named(Call call) {
    var names = new LinkedHashSet<String>();
    for (var word : call.words().subList(FIRST, call.size())) {
      names.add(word.toLowerCase());
      names.addAll(CommandCatalog.subcommands(word.toLowerCase()));
    }
    return names;
  }
}
