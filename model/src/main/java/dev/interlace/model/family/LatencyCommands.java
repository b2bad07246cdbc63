package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import dev.interlace.model.telemetry.Latency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * LATENCY. <b>Deviation:</b> GRAPH and DOCTOR give no verdict once there are samples. <b>Source:</b> {@code latency.c} of Redis 7.0.
 */
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
    if (!monitor(call, connection).events().containsKey(call.word(FIRST).toLatin1())) {
      throw Call.fail(Errors.noSamples(call.word(FIRST)));
    }
    throw new UnmodelledCommand(call.name(), " of an event that happened");
  }

  private static Reply doctor(Call call, Connection connection) {
    var isEmpty = monitor(call, connection).events().isEmpty();
    if (!isEmpty) {
      throw new UnmodelledCommand(call.name(), " of events that happened");
    }
    return new Reply.Verbatim("txt", Bytes.of(connection.settings().number("latency-monitor-threshold") == 0 ? DISABLED : NOTHING_SEEN));
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
