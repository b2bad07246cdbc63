package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.Waiter;
import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The options of XREAD and XREADGROUP.
 *
 * <p><b>Errors:</b> options word by word, then stream by stream its type, its group, its ID.
 *
 * @param deadline of BLOCK, as a {@link Waiter} has it
 * @param count the most entries of a stream, 0 for all
 * @param isAcknowledged NOACK
 * @param group empty for XREAD, as is {@code consumer}
 */
record StreamReadOptions(OptionalLong deadline, long count, boolean isAcknowledged, Bytes group, Bytes consumer, List<Wanted> streams) {
  record Wanted(Bytes key, From from) {}

  /** Where reading begins. */
  sealed interface From {
    /** The entries after it are wanted. */
    StreamId id();

    record After(StreamId id) implements From {}

    /** Written {@code >}, or as the greatest ID. */
    record Undelivered() implements From {
      @Override
      public StreamId id() {
        return StreamId.MAX;
      }
    }
  }

  static StreamReadOptions parse(Call call) {
    return new Parser(call).parse();
  }

  private static final class Parser {
    private final Call call;
    private final boolean isGroup;
    private OptionalLong deadline = OptionalLong.empty();
    private long count;
    private boolean isAcknowledged;
    private int group;

    Parser(Call call) {
      this.call = call;
      isGroup = call.name().equals("xreadgroup");
    }

    StreamReadOptions parse() {
      var first = options();
      var half = (call.size() - first) / 2;
      if (isGroup && group == 0) {
        throw Call.fail(Errors.XREADGROUP_WITHOUT_GROUP);
      }
      var wanted = new ArrayList<Wanted>();
      for (var i = first; i < first + half; i++) {
        wanted.add(new Wanted(call.word(i), from(call.word(i), i + half)));
      }
      var name = isGroup ? call.word(group) : Bytes.EMPTY;
      return new StreamReadOptions(deadline, count, isAcknowledged, name, isGroup ? call.word(group + 1) : Bytes.EMPTY, wanted);
    }

    /** Answers where the first key stands. */
    private int options() {
      for (var at = 1; at < call.size(); at++) {
        var more = call.size() - at - 1;
        StreamCommands.check(more > 0 || call.isOption(at, "NOACK"), Errors.SYNTAX);
        switch (call.word(at).toLowerCase()) {
          case "block" -> timeout(++at);
          case "count" -> count = Math.max(0, call.integer(++at));
          case "streams" -> {
            StreamCommands.check(more % 2 == 0, Errors.UNBALANCED_STREAMS);
            return at + 1;
          }
          case "group" -> {
            StreamCommands.check(more >= 2, Errors.SYNTAX);
            StreamCommands.check(isGroup, Errors.XREAD_WITH_GROUP);
            group = at + 1;
            at += 2;
          }
          case "noack" -> {
            StreamCommands.check(isGroup, Errors.XREAD_WITH_NOACK);
            isAcknowledged = true;
          }
          default -> throw Call.fail(Errors.SYNTAX);
        }
      }
      throw Call.fail(Errors.SYNTAX);
    }

    private void timeout(int index) {
      StreamCommands.check(!call.isFromScript(), Errors.blockFromScript(call.word(0)));
      deadline = OptionalLong.of(BlockingCommands.deadline(call, call.integer(index, Errors.TIMEOUT_NOT_AN_INTEGER)));
    }

    private From from(Bytes key, int index) {
      var stream = call.reading().stream(key);
      if (isGroup && stream.flatMap(found -> found.group(call.word(group))).isEmpty()) {
        throw Call.fail(Errors.noGroupToRead(key, call.word(group)));
      }
      var word = call.word(index).toLatin1();
      if (word.equals("$")) {
        StreamCommands.check(!isGroup, Errors.XREADGROUP_FROM_END);
        return new From.After(stream.map(StreamValue::lastId).orElse(StreamId.MIN));
      }
      if (word.equals(">")) {
        StreamCommands.check(isGroup, Errors.XREAD_OF_UNDELIVERED);
        return new From.Undelivered();
      }
      var id = StreamIds.strict(call, index);
      return id.equals(StreamId.MAX) ? new From.Undelivered() : new From.After(id);
    }
  }
}
