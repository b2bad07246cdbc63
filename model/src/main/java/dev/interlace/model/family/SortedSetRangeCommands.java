package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.family.ZRangeOptions.Kind;
import dev.interlace.model.family.ZRangeOptions.Parser;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.MemberRange;
import dev.interlace.model.value.SortedSetValue;
import java.util.List;

/** The sorted set commands that concern a range of members. <b>Source:</b> {@code t_zset.c} of Redis 7.0. */
public final class SortedSetRangeCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("zrange", call -> range(call, new Parser(call, 1))),
          command("zrevrange", call -> range(call, new Parser(call, Kind.RANK, true))),
          command("zrangebyscore", call -> range(call, new Parser(call, Kind.SCORE, false))),
          command("zrevrangebyscore", call -> range(call, new Parser(call, Kind.SCORE, true))),
          command("zrangebylex", call -> range(call, new Parser(call, Kind.LEX, false))),
          command("zrevrangebylex", call -> range(call, new Parser(call, Kind.LEX, true))),
          command("zrangestore", SortedSetRangeCommands::store),
          command("zcount", call -> count(call, RangeEnds.byScore(call, 2, 3))),
          command("zlexcount", call -> count(call, RangeEnds.byLex(call, 2, 3))),
          command("zremrangebyrank", call -> remove(call, RangeEnds.byRank(call, 2, 3))),
          command("zremrangebyscore", call -> remove(call, RangeEnds.byScore(call, 2, 3))),
          command("zremrangebylex", call -> remove(call, RangeEnds.byLex(call, 2, 3))));

  private SortedSetRangeCommands() {}

  private static Reply range(Call call, Parser parser) {
    var options = parser.parse();
    return call.sortedSet(call.key()).map(set -> options.reply(options.select(set))).orElse(Reply.EMPTY_ARRAY);
  }

  private static Reply store(Call call) {
    var options = new Parser(call, 2).parse();
    var selected = call.reading().sortedSet(call.word(2)).map(options::select).orElse(List.of());
    // How many they are is known in time for a range of ranks only. Source: zrangeResultBeginStore.
    var isKnownAsLarge = options.range() instanceof MemberRange.ByRank && selected.size() > call.thresholds().sortedSetEntries();
    var result = isKnownAsLarge ? SortedSetValue.skiplist(call.thresholds()) : new SortedSetValue(call.thresholds());
    selected.forEach(each -> result.put(each.member(), each.score()));
    return store(call, call.word(1), result, call.name());
  }

  /** What every STORE does: an empty result removes the key, and touches it only if it was there. */
  static Reply store(Call call, Bytes target, SortedSetValue result) {
    return store(call, target, result, call.name());
  }

  /** @param event what is published if something is stored */
  static Reply store(Call call, Bytes target, SortedSetValue result, String event) {
    var repliesFirst = event.startsWith("z");
    if (result.isEmpty()) {
      answer(call, repliesFirst);
      call.deleteStored(target);
    } else {
      call.database().set(target, result);
      answer(call, repliesFirst);
      call.notify(EventClass.SORTED_SET, event, target);
    }
    return Reply.of(result.size());
  }

  private static void answer(Call call, boolean repliesFirst) {
    if (repliesFirst) {
      call.answered();
    }
  }

  private static Reply count(Call call, MemberRange range) {
    return Reply.of(call.sortedSet(call.key()).map(set -> set.span(range, false).size()).orElse(0));
  }

  private static Reply remove(Call call, MemberRange range) {
    var found = call.sortedSetForWrite(call.key());
    var removed = found.map(set -> set.remove(set.span(range, false)).size()).orElse(0);
    if (removed > 0) {
      call.changed(call.key(), EventClass.SORTED_SET, call.name());
      call.counts(removed);
    }
    return Reply.of(removed);
  }
}
