package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.StreamGroup;
import dev.interlace.model.value.StreamGroup.Consumer;
import dev.interlace.model.value.StreamGroup.Pending;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The commands that manage consumer groups and acknowledge. <b>Source:</b> {@code xgroupCommand}, {@code xackCommand}, {@code
 * xpendingCommand} of Redis 7.0.
 *
 * <p>What they change tells no watcher, but for a stream that XGROUP CREATE makes.
 */
public final class StreamGroupCommands {
  /** The first argument of a subcommand. */

  public static final List<CommandSpec> TABLE =
      List.of(
          command("xgroup|create", StreamGroupCommands::create),
          command("xgroup|setid", StreamGroupCommands::setId),
          command("xgroup|destroy", StreamGroupCommands::destroy),
          command("xgroup|createconsumer", StreamGroupCommands::createConsumer),
          command("xgroup|delconsumer", StreamGroupCommands::deleteConsumer),
          command("xack", StreamGroupCommands::ack),
          command("xpending", StreamGroupCommands::pending));

  private StreamGroupCommands() {}

  /** The options of CREATE and SETID. */
  private record Options(boolean mayMakeStream, long entriesRead) {
    static Options parse(Call call, boolean isCreate) {
      var mayMakeStream = false;
      var entriesRead = StreamGroup.UNKNOWN;
      for (var at = 5; at < call.size(); at++) {
        if (isCreate && call.isOption(at, "MKSTREAM")) {
          mayMakeStream = true;
        } else if (at + 1 < call.size() && call.isOption(at, "ENTRIESREAD")) {
          entriesRead = call.integer(++at);
          StreamCommands.check(entriesRead >= StreamGroup.UNKNOWN, Errors.ENTRIES_READ_NEGATIVE);
        } else {
          throw Call.fail(syntax(call));
        }
      }
      return new Options(mayMakeStream, entriesRead);
    }
  }

  static Reply.Error syntax(Call call) {
    return Errors.subcommandSyntax(call.word(0), call.word(1));
  }

  private static Reply create(Call call) {
    var options = Options.parse(call, true);
    var key = call.word(2);
    var found = call.streamForWrite(key);
    StreamCommands.check(found.isPresent() || options.mayMakeStream, Errors.XGROUP_WITHOUT_KEY);
    // CREATE, the key, the group, the ID, and no option twice.
    StreamCommands.check(call.size() <= 8, syntax(call));
    var isFromEnd = call.word(4).toLatin1().equals("$");
    var id = isFromEnd ? found.map(StreamValue::lastId).orElse(StreamId.MIN) : StreamIds.strict(call, 4);
    var stream = call.orCreate(key, found, StreamValue::new);
    if (found.isEmpty()) {
      call.database().changed(key);
    }
    if (stream.group(call.word(3)).isPresent()) {
      return Errors.BUSY_GROUP;
    }
    put(call, stream, new StreamGroup(call.word(3), id, options.entriesRead));
    call.counts(1);
    call.answered();
    call.notify(EventClass.STREAM, "xgroup-create", key);
    return Reply.OK;
  }

  private static void put(Call call, StreamValue stream, StreamGroup group) {
    stream.put(group);
    call.database().changedUnnoticed(call.word(2));
  }

  private static StreamValue stream(Call call) {
    return call.streamForWrite(call.word(2)).orElseThrow(() -> new CommandFault(Errors.XGROUP_WITHOUT_KEY));
  }

  private static StreamGroup group(Call call, StreamValue stream) {
    return stream.group(call.word(3)).orElseThrow(() -> new CommandFault(Errors.noGroup(call.word(2), call.word(3))));
  }

  private static Reply setId(Call call) {
    var options = Options.parse(call, false);
    var stream = stream(call);
    var group = group(call, stream);
    StreamCommands.check(call.size() == 5 || call.size() == 7, syntax(call));
    var id = call.word(4).toLatin1().equals("$") ? stream.lastId() : StreamIds.lenient(call, 4);
    put(call, stream, group.at(id, options.entriesRead));
    call.answered();
    call.notify(EventClass.STREAM, "xgroup-setid", call.word(2));
    return Reply.OK;
  }

  private static Reply destroy(Call call) {
    var stream = stream(call);
    var isThere = stream.removeGroup(call.word(3));
    if (isThere) {
      call.database().changedUnnoticed(call.word(2));
      call.notify(EventClass.STREAM, "xgroup-destroy", call.word(2));
      call.database().ready(call.word(2), stream);
    }
    return Reply.of(isThere ? 1 : 0);
  }

  private static Reply createConsumer(Call call) {
    var stream = stream(call);
    var group = group(call, stream);
    if (group.hasConsumer(call.word(4))) {
      return Reply.ZERO;
    }
    put(call, stream, group.with(new Consumer(call.word(4), call.nowMillis())));
    call.notify(EventClass.STREAM, "xgroup-createconsumer", call.word(2));
    return Reply.ONE;
  }

  private static Reply deleteConsumer(Call call) {
    var stream = stream(call);
    var group = group(call, stream);
    if (!group.hasConsumer(call.word(4))) {
      return Reply.ZERO;
    }
    put(call, stream, group.withoutConsumer(call.word(4)));
    call.notify(EventClass.STREAM, "xgroup-delconsumer", call.word(2));
    return Reply.of(group.pendingOf(call.word(4)).size());
  }

  private static Reply ack(Call call) {
    call.database().read(call.key());
    var found = call.streamForWrite(call.key());
    var group = found.flatMap(stream -> stream.group(call.word(2)));
    if (group.isEmpty()) {
      return Reply.ZERO;
    }
    var left = group.get();
    for (var id : StreamCommands.ids(call, 3)) {
      left = left.without(id);
    }
    var acknowledged = group.get().pendingCount() - left.pendingCount();
    if (acknowledged > 0) {
      found.get().put(left);
      call.database().changedUnnoticed(call.key());
      call.counts(acknowledged);
    }
    return Reply.of(acknowledged);
  }

  private static Reply pending(Call call) {
    StreamCommands.check(call.size() == 3 || call.size() >= 6 && call.size() <= 9, Errors.SYNTAX);
    if (call.size() == 3) {
      return summary(groupToRead(call));
    }
    var hasIdle = call.isOption(3, "IDLE");
    var minIdle = hasIdle ? call.integer(4) : 0;
    StreamCommands.check(!hasIdle || call.size() >= 8, Errors.SYNTAX);
    var at = hasIdle ? 5 : 3;
    var count = Math.max(0, call.integer(at + 2));
    var start = StreamIds.start(call, at);
    var end = StreamIds.end(call, at + 1);
    var group = groupToRead(call);
    var candidates = at + 3 < call.size() ? group.pendingOf(call.word(at + 3)) : group.pending();
    return Reply.array(
        candidates.stream()
            .filter(each -> !each.id().isBefore(start) && !each.id().isAfter(end))
            .filter(each -> minIdle == 0 || call.nowMillis() - each.deliveredMillis() >= minIdle)
            .limit(count)
            .map(each -> described(each, call.nowMillis()))
            .toList());
  }

  /** The group that the first two arguments name, of which a command needs to be sure. */
  static StreamGroup groupToRead(Call call) {
    return group(call, call.reading().stream(call.key()));
  }

  static StreamGroup group(Call call, Optional<StreamValue> found) {
    return found
        .flatMap(stream -> stream.group(call.word(2)))
        .orElseThrow(() -> new CommandFault(Errors.noKeyOrGroup(call.key(), call.word(2))));
  }

  private static Reply summary(StreamGroup group) {
    var pending = group.pending();
    if (pending.isEmpty()) {
      return Reply.array(List.of(Reply.ZERO, Reply.NIL, Reply.NIL, Reply.NIL_ARRAY));
    }
    var counts = new TreeMap<Bytes, Integer>();
    pending.forEach(each -> counts.merge(each.consumer(), 1, Integer::sum));
    var owners = new ArrayList<Reply>();
    counts.forEach((name, count) -> owners.add(Reply.bulks(List.of(name, Bytes.of(count)))));
    var first = Reply.of(pending.getFirst().id().text());
    return Reply.array(List.of(Reply.of(pending.size()), first, Reply.of(pending.getLast().id().text()), Reply.array(owners)));
  }

  private static Reply described(Pending each, long nowMillis) {
    var idle = Math.max(0, nowMillis - each.deliveredMillis());
    return Reply.array(List.of(Reply.of(each.id().text()), Reply.of(each.consumer()), Reply.of(idle), Reply.of(each.deliveries())));
  }
}
