package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.StreamEntry;
import dev.interlace.model.value.StreamGroup;
import dev.interlace.model.value.StreamGroup.Consumer;
import dev.interlace.model.value.StreamGroup.Pending;
import dev.interlace.model.value.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands that take pending entries over. <b>Source:</b> {@code xclaimCommand}, {@code xautoclaimCommand} of Redis 7.0. */
public final class StreamClaimCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("xclaim", StreamClaimCommands::claim),
          command("xautoclaim", StreamClaimCommands::autoClaim));

  private static final long USUAL_COUNT = 100;
  private static final long ATTEMPTS_PER_ENTRY = 10;
  private static final long MOST_COUNT = Long.MAX_VALUE / 16;

  private StreamClaimCommands() {}

  private static long minIdle(Call call) {
    return Math.max(0, call.integer(4, Errors.invalidClaimArgument("min-idle-time", call.name())));
  }

  /** The options of XCLAIM. */
  private static final class ClaimOptions {
    final List<StreamId> ids = new ArrayList<>();
    boolean isForced;
    boolean onlyIds;
    Optional<Long> deliveries = Optional.empty();
    StreamId lastId = StreamId.MIN;
    /** As Redis has it, -1 is as good as none given. */
    private long delivered = -1;

    static ClaimOptions parse(Call call) {
      var options = new ClaimOptions();
      var at = 5;
      for (; at < call.size() && StreamIds.find(call.word(at)).isPresent(); at++) {
        options.ids.add(StreamIds.strict(call, at));
      }
      for (; at < call.size(); at++) {
        switch (call.word(at).toLowerCase()) {
          case "force" -> options.isForced = true;
          case "justid" -> options.onlyIds = true;
          default -> options.valued(call, at++);
        }
      }
      return options;
    }

    private void valued(Call call, int at) {
      StreamCommands.check(at + 1 < call.size(), Errors.unrecognizedClaimOption(call.word(at)));
      switch (call.word(at).toLowerCase()) {
        case "idle" -> delivered = call.nowMillis() - option(call, at + 1);
        case "time" -> delivered = option(call, at + 1);
        case "retrycount" -> deliveries = Optional.of(option(call, at + 1));
        case "lastid" -> lastId = StreamIds.strict(call, at + 1);
        default -> throw Call.fail(Errors.unrecognizedClaimOption(call.word(at)));
      }
    }

    private static long option(Call call, int index) {
      var name = call.word(index - 1).toLatin1().toUpperCase(java.util.Locale.ROOT);
      return call.integer(index, Errors.invalidClaimArgument(name + " option", call.name()));
    }

    long deliveredMillis(long nowMillis) {
      return delivered < 0 || delivered > nowMillis ? nowMillis : delivered;
    }
  }

  private static Reply claim(Call call) {
    StreamGroupCommands.groupToRead(call);
    var minIdle = minIdle(call);
    var options = ClaimOptions.parse(call);
    var stream = call.streamForWrite(call.key()).orElseThrow();
    var group = stream.group(call.word(2)).orElseThrow();
    var isMoved = false;
    if (options.lastId.isAfter(group.lastDelivered())) {
      group = group.at(options.lastId, group.entriesRead());
      isMoved = true;
    }
    var items = new ArrayList<Reply>();
    var at = 5;
    for (var id : options.ids) {
      var word = call.word(at++);
      var entry = stream.entry(id);
      if (entry.isEmpty()) {
        isMoved &= !noteGone(call, group, id, word);
        group = group.without(id);
        continue;
      }
      var claimed = claimed(call, options, group.pending(id), id, minIdle);
      if (claimed.isPresent()) {
        group = owned(call, group, claimed.get(), 1);
        note(call, group, word, claimed.get());
        isMoved = false; // that was said along with it
        items.add(item(entry.get(), options.onlyIds));
      }
    }
    if (isMoved) {
      StreamEffects.moved(call.database(), call.key(), group);
      call.database().changedUnnoticed(call.key());
    }
    call.propagateNothing();
    stream.put(group);
    return Reply.array(items);
  }

  private static void note(Call call, StreamGroup group, Bytes id, Pending pending) {
    StreamEffects.claimed(call.database(), call.key(), group, id, pending);
    call.database().changedUnnoticed(call.key());
  }

  /** An entry that is gone is claimed once more, so that others too find it gone. */
  private static boolean noteGone(Call call, StreamGroup group, StreamId id, Bytes word) {
    var pending = group.pending(id);
    pending.ifPresent(each -> note(call, group, word, each));
    return pending.isPresent();
  }

  private static Optional<Pending> claimed(Call call, ClaimOptions options, Optional<Pending> before, StreamId id, long minIdle) {
    var isYoung = before.isPresent() && minIdle > 0 && call.nowMillis() - before.get().deliveredMillis() < minIdle;
    if (before.isEmpty() && !options.isForced || isYoung) {
      return Optional.empty();
    }
    var deliveries = before.map(Pending::deliveries).orElse(1L) + (options.onlyIds ? 0 : 1);
    var counted = options.deliveries.filter(given -> given >= 0).orElse(deliveries);
    return Optional.of(new Pending(id, call.word(3), options.deliveredMillis(call.nowMillis()), counted));
  }

  /** A consumer that gets nothing is not noted. @param parts of the reply that are written by then */
  private static StreamGroup owned(Call call, StreamGroup group, Pending claimed, int parts) {
    if (!group.hasConsumer(call.word(3))) {
      call.database().changedUnnoticed(call.key());
      call.answered(parts);
      call.notify(EventClass.STREAM, "xgroup-createconsumer", call.key());
    }
    return group.with(new Consumer(call.word(3), call.nowMillis())).with(claimed);
  }

  private static Reply item(StreamEntry entry, boolean onlyId) {
    return onlyId ? Reply.of(entry.id().text()) : StreamCommands.entry(entry);
  }

  private static Reply autoClaim(Call call) {
    call.database().read(call.key()); // a key that has expired goes, and one that is not there is missed, even if the arguments are wrong
    var minIdle = minIdle(call);
    var start = StreamIds.start(call, 5);
    var count = USUAL_COUNT;
    var onlyIds = false;
    for (var at = 6; at < call.size(); at++) {
      if (at + 1 < call.size() && call.isOption(at, "COUNT")) {
        count = call.integer(++at, 1, MOST_COUNT, Errors.COUNT_MUST_BE_POSITIVE);
      } else if (call.isOption(at, "JUSTID")) {
        onlyIds = true;
      } else {
        throw Call.fail(Errors.SYNTAX);
      }
    }
    StreamGroupCommands.group(call, call.stream(call.key()));
    return autoClaim(call, minIdle, start, count, onlyIds);
  }

  /** Answers where to go on, what was taken, and which pending entries are gone for good. */
  private static Reply autoClaim(Call call, long minIdle, StreamId start, long count, boolean onlyIds) {
    var stream = call.streamForWrite(call.key()).orElseThrow();
    StreamGroup group = stream.group(call.word(2)).orElseThrow();
    var items = new ArrayList<Reply>();
    var gone = new ArrayList<Reply>();
    var next = StreamId.MIN;
    var attempts = count > Long.MAX_VALUE / ATTEMPTS_PER_ENTRY ? Long.MAX_VALUE : count * ATTEMPTS_PER_ENTRY;
    for (var each : group.pending()) {
      if (each.id().isBefore(start)) {
        continue;
      }
      if (attempts-- == 0 || items.size() + gone.size() == count) {
        next = each.id();
        break;
      }
      var entry = stream.entry(each.id());
      if (entry.isEmpty()) {
        noteGone(call, group, each.id(), each.id().text());
        group = group.without(each.id());
        gone.add(Reply.of(each.id().text()));
      } else if (minIdle == 0 || call.nowMillis() - each.deliveredMillis() >= minIdle) {
        var claimed = new Pending(each.id(), call.word(3), call.nowMillis(), each.deliveries() + (onlyIds ? 0 : 1));
        group = owned(call, group, claimed, 3);
        note(call, group, each.id().text(), claimed);
        items.add(item(entry.get(), onlyIds));
      }
    }
    call.propagateNothing();
    stream.put(group);
    return Reply.array(List.of(Reply.of(next.text()), Reply.array(items), Reply.array(gone)));
  }
}
