package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.family.XAddOptions.WantedId;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.StreamEntry;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stream commands that concern entries. <b>Source:</b> {@code t_stream.c} of Redis 7.0. */
public final class StreamCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("xadd", StreamCommands::add),
          command("xlen", StreamCommands::len),
          command("xrange", call -> range(call, false)),
          command("xrevrange", call -> range(call, true)),
          command("xdel", StreamCommands::del),
          command("xtrim", StreamCommands::trim),
          command("xsetid", StreamCommands::setId));

  private StreamCommands() {}

  private static Reply add(Call call) {
    var options = XAddOptions.parseAdd(call);
    if (options.words().size() < 2 || options.words().size() % 2 == 1) {
      throw Call.fail(Errors.wrongArity(call.name()));
    }
    if (options.id().equals(new WantedId.Given(StreamId.MIN))) {
      throw Call.fail(Errors.ID_ZERO);
    }
    var found = call.streamForWrite(call.key());
    if (found.isEmpty() && !options.mayCreate()) {
      return Reply.NIL;
    }
    var id = newId(options.id(), found.map(StreamValue::lastId).orElse(StreamId.MIN), call.nowMillis());
    var stream = call.orCreate(call.key(), found, StreamValue::new);
    stream.add(new StreamEntry(id, options.words()));
    var trimmed = options.trim().map(stream::trim).orElse(0);
    call.propagateAs(() -> options.exact(call, stream, id));
    call.answered();
    call.changed(call.key(), EventClass.STREAM, "xadd");
    if (trimmed > 0) {
      call.notify(EventClass.STREAM, "xtrim", call.key());
    }
    call.database().ready(call.key(), stream);
    return Reply.of(id.text());
  }

  /** <b>Source:</b> {@code streamAppendItem}, {@code streamNextID}. */
  private static StreamId newId(WantedId wanted, StreamId last, long nowMillis) {
    if (last.equals(StreamId.MAX)) {
      throw Call.fail(Errors.IDS_EXHAUSTED);
    }
    var id = switch (wanted) {
      case WantedId.Given(StreamId given) -> given;
      case WantedId.OfMillis(long ms) -> ms == last.ms() ? new StreamId(ms, last.seq() + 1) : new StreamId(ms, 0);
      case WantedId.Any any -> Long.compareUnsigned(nowMillis, last.ms()) > 0 ? new StreamId(nowMillis, 0) : last.next().orElseThrow();
    };
    if (!id.isAfter(last)) {
      throw Call.fail(Errors.ID_TOO_SMALL);
    }
    return id;
  }

  private static Reply len(Call call) {
    return Reply.of(call.stream(call.key()).map(StreamValue::size).orElse(0));
  }

  private static Reply range(Call call, boolean isReversed) {
    var start = StreamIds.start(call, isReversed ? 3 : 2);
    var end = StreamIds.end(call, isReversed ? 2 : 3);
    var count = Optional.<Long>empty();
    for (var at = 4; at < call.size(); at += 2) {
      if (!call.isOption(at, "COUNT") || at + 1 == call.size()) {
        throw Call.fail(Errors.SYNTAX);
      }
      count = Optional.of(Math.max(0, call.integer(at + 1)));
    }
    var found = call.stream(call.key());
    if (found.isEmpty()) {
      return Reply.EMPTY_ARRAY;
    }
    if (count.isPresent() && count.get() == 0) {
      return Reply.NIL_ARRAY;
    }
    var entries = found.get().range(start, end);
    return entries(isReversed ? entries.reversed() : entries, count.orElse(0L));
  }

  /** @param count the most to show, 0 for all */
  static Reply.Array entries(List<StreamEntry> entries, long count) {
    return Reply.array(entries.stream().limit(count == 0 ? Long.MAX_VALUE : count).map(StreamCommands::entry).toList());
  }

  static Reply entry(StreamEntry entry) {
    return Reply.array(List.of(Reply.of(entry.id().text()), Reply.bulks(entry.words())));
  }

  private static Reply del(Call call) {
    var found = call.streamForWrite(call.key());
    if (found.isEmpty()) {
      return Reply.ZERO;
    }
    var ids = ids(call, 2);
    var deleted = (int) ids.stream().filter(found.get()::delete).count();
    if (deleted > 0) {
      call.changed(call.key(), EventClass.STREAM, "xdel");
      call.counts(deleted);
    }
    return Reply.of(deleted);
  }

  /** All words from {@code first} on. */
  static List<StreamId> ids(Call call, int first) {
    var ids = new ArrayList<StreamId>();
    for (var i = first; i < call.size(); i++) {
      ids.add(StreamIds.strict(call, i));
    }
    return ids;
  }

  private static Reply trim(Call call) {
    var trim = XAddOptions.parseTrim(call);
    var found = call.streamForWrite(call.key());
    var deleted = found.map(stream -> stream.trim(trim)).orElse(0);
    if (deleted > 0) {
      call.propagateAs(() -> XAddOptions.exact(call, trim, found.orElseThrow()));
      call.changed(call.key(), EventClass.STREAM, "xtrim");
      call.counts(deleted);
    }
    return Reply.of(deleted);
  }

  private static Reply setId(Call call) {
    var id = StreamIds.strict(call, 2);
    var added = Optional.<Long>empty();
    var deleted = StreamId.MIN;
    for (var at = 3; at < call.size(); at += 2) {
      if (at + 1 < call.size() && call.isOption(at, "ENTRIESADDED")) {
        added = Optional.of(call.integer(at + 1));
        check(added.get() >= 0, Errors.ENTRIES_ADDED_NEGATIVE);
      } else if (at + 1 < call.size() && call.isOption(at, "MAXDELETEDID")) {
        deleted = StreamIds.strict(call, at + 1);
        check(!id.isBefore(deleted), Errors.SETID_BELOW_GIVEN_DELETED);
      } else {
        throw Call.fail(Errors.SYNTAX);
      }
    }
    var stream = call.streamForWrite(call.key()).orElseThrow(() -> new CommandFault(Errors.NO_SUCH_KEY));
    check(!id.isBefore(stream.lastEntryId()), Errors.SETID_BELOW_TOP);
    check(added.isEmpty() || stream.size() <= added.get(), Errors.ENTRIES_ADDED_BELOW_LENGTH);
    stream.setLastId(id);
    added.ifPresent(stream::setEntriesAdded);
    if (!deleted.equals(StreamId.MIN)) {
      stream.setMaxDeleted(deleted);
    }
    call.answered();
    call.database().changedUnnoticed(call.key());
    call.notify(EventClass.STREAM, "xsetid", call.key());
    return Reply.OK;
  }

  static void check(boolean holds, Reply.Error otherwise) {
    if (!holds) {
      throw Call.fail(otherwise);
    }
  }
}
