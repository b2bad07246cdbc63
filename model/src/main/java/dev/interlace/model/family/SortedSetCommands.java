package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.SortedSetValue.Scored;
import dev.interlace.model.value.SortedSetValue.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sorted set commands that concern single members. <b>Source:</b> {@code t_zset.c} of Redis 7.0. */
public final class SortedSetCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("zadd", SortedSetCommands::add),
          command("zincrby", SortedSetCommands::add),
          command("zrem", SortedSetCommands::rem),
          command("zcard", SortedSetCommands::card),
          command("zscore", SortedSetCommands::score),
          command("zmscore", SortedSetCommands::mScore),
          command("zrank", call -> rank(call, false)),
          command("zrevrank", call -> rank(call, true)),
          command("zpopmin", call -> pop(call, true)),
          command("zpopmax", call -> pop(call, false)),
          command("zmpop", call -> popSome(call, PopOptions.parse(call, 1, "min", "max")).orElse(Reply.NIL_ARRAY)),
          command("zrandmember", SortedSetCommands::randMember),
          command("zscan", SortedSetCommands::scan));

  private SortedSetCommands() {}

  private static Reply add(Call call) {
    return add(call, ZAddOptions.parse(call));
  }

  /** What ZADD, ZINCRBY and GEOADD do. */
  static Reply add(Call call, ZAddOptions options) {
    var found = call.sortedSetForWrite(call.key());
    if (found.isEmpty() && options.onlyPresent()) {
      return options.increments() ? Reply.NIL : Reply.ZERO;
    }
    var set = call.orCreate(call.key(), found, SortedSetValue::new);
    var added = 0;
    var updated = 0;
    Reply incremented = Reply.NIL;
    for (var each : options.given()) {
      var before = set.score(each.member());
      var after = options.result(before, each.score());
      if (after.isPresent()) {
        incremented = score(after.getAsDouble());
        if (before.isEmpty() || before.getAsDouble() != after.getAsDouble()) {
          set.put(each.member(), after.getAsDouble());
          added += before.isEmpty() ? 1 : 0;
          updated += before.isEmpty() ? 0 : 1;
        }
      }
    }
    if (added + updated > 0) {
      call.answered();
      call.changed(call.key(), EventClass.SORTED_SET, options.increments() ? "zincr" : "zadd");
      call.counts(added + updated);
    }
    return options.increments() ? incremented : Reply.of(options.countsChanged() ? added + updated : added);
  }

  private static Reply rem(Call call) {
    var found = call.sortedSetForWrite(call.key());
    var removed = 0;
    for (var member : call.words().subList(2, call.size())) {
      removed += found.isPresent() && found.get().remove(member) ? 1 : 0;
    }
    if (removed > 0) {
      call.changed(call.key(), EventClass.SORTED_SET, "zrem");
      call.counts(removed);
    }
    return Reply.of(removed);
  }

  private static Reply card(Call call) {
    return Reply.of(call.sortedSet(call.key()).map(SortedSetValue::size).orElse(0));
  }

  private static Reply score(Call call) {
    return scoreOf(call.sortedSet(call.key()), call.word(2));
  }

  private static Reply mScore(Call call) {
    var set = call.sortedSet(call.key());
    return Reply.array(call.words().subList(2, call.size()).stream().map(member -> scoreOf(set, member)).toList());
  }

  private static Reply scoreOf(Optional<SortedSetValue> set, Bytes member) {
    return set.flatMap(each -> each.score(member).stream().boxed().findFirst()).<Reply>map(SortedSetCommands::score).orElse(Reply.NIL);
  }

  private static Reply rank(Call call, boolean fromTheEnd) {
    var set = call.sortedSet(call.key()).orElseGet(SortedSetValue::new);
    var rank = set.rank(call.word(2));
    if (rank.isEmpty()) {
      return Reply.NIL;
    }
    return Reply.of(fromTheEnd ? set.size() - 1 - rank.getAsInt() : rank.getAsInt());
  }

  /** Without a count a flat array in both protocols. */
  private static Reply pop(Call call, boolean isFromStart) {
    if (call.size() > 3) {
      throw Call.fail(Errors.SYNTAX);
    }
    var isCounted = call.size() == 3;
    var count = isCounted ? call.integer(2, 0, Long.MAX_VALUE, Errors.MUST_BE_POSITIVE) : 1;
    var found = call.sortedSetForWrite(call.key());
    if (found.isEmpty() || count == 0) {
      return Reply.EMPTY_ARRAY;
    }
    call.answered(1);
    var popped = pop(call.database(), call.key(), found.get(), isFromStart, count);
    return isCounted ? scored(popped) : Reply.array(List.of(Reply.of(popped.getFirst().member()), score(popped.getFirst().score())));
  }

  /** Empty if none of the keys exists. */
  static Optional<Reply> popSome(Call call, PopOptions options) {
    for (var key : options.keys()) {
      var found = call.sortedSetForWrite(key);
      if (found.isPresent()) {
        var count = Math.min(found.get().size(), options.count());
        call.propagateAs(() -> Call.words(options.isFromStart() ? "ZPOPMIN" : "ZPOPMAX", key, count));
        return Optional.of(popSome(call.database(), key, found.get(), options.isFromStart(), options.count()));
      }
    }
    return Optional.empty();
  }

  /** Pairs are nested in both protocols. */
  static Reply popSome(Database database, Bytes key, SortedSetValue set, boolean isFromStart, long most) {
    database.answered(3);
    return Reply.array(List.of(Reply.of(key), scored(pop(database, key, set, isFromStart, most)).asResp3()));
  }

  /** What BZPOPMIN and BZPOPMAX answer. */
  static Reply pop(Database database, Bytes key, SortedSetValue set, boolean isFromStart) {
    database.answered(2);
    var popped = pop(database, key, set, isFromStart, 1).getFirst();
    return Reply.array(List.of(Reply.of(key), Reply.of(popped.member()), score(popped.score())));
  }

  private static List<Scored> pop(Database database, Bytes key, SortedSetValue set, boolean isFromStart, long most) {
    var count = (int) Math.min(most, set.size());
    var popped = set.remove(isFromStart ? new Span(0, count) : new Span(set.size() - count, set.size()));
    var isEmptied = database.changed(key);
    database.count(count);
    database.notify(EventClass.SORTED_SET, isFromStart ? "zpopmin" : "zpopmax", key);
    if (isEmptied) {
      database.answered(Integer.MAX_VALUE);
      database.notify(EventClass.GENERIC, "del", key);
    }
    return isFromStart ? popped : popped.reversed();
  }

  private static Reply randMember(Call call) {
    if (call.size() == 2) {
      return call.sortedSet(call.key()).<Reply>map(set -> Reply.of(set.get(call.choose(set.size())).member())).orElse(Reply.NIL);
    }
    var count = call.integer(2);
    if (count == Long.MIN_VALUE) {
      throw Call.fail(Errors.BEYOND_LONG);
    }
    var withScores = call.size() > 3;
    if (call.size() > 4 || withScores && !call.isOption(3, "withscores")) {
      throw Call.fail(Errors.SYNTAX);
    }
    if (withScores && (count < -Long.MAX_VALUE / 2 || count > Long.MAX_VALUE / 2)) {
      throw Call.fail(Errors.OUT_OF_RANGE);
    }
    var set = call.sortedSet(call.key()).orElseGet(SortedSetValue::new);
    // All of them answer from the highest down.
    var picked = Sampling.of(call, set.size(), count).stream().map(index -> set.get(set.size() - 1 - index)).toList();
    return withScores ? scored(picked) : members(picked);
  }

  /** A listpack comes whole, whatever the cursor. Scores are texts in both protocols. */
  private static Reply scan(Call call) {
    var cursor = Scan.cursor(call, 2);
    var found = call.sortedSet(call.key());
    if (found.isEmpty()) {
      return Scan.reply(0, List.of());
    }
    var scan = Scan.parse(call, cursor, 3, false);
    var page = found.get().isListpack() ? Scan.Page.all(found.get().ascending()) : scan.page(found.get()::from);
    var items = new ArrayList<Bytes>();
    for (var scored : page.elements()) {
      if (scan.selects(scored.member())) {
        items.add(scored.member());
        items.add(found.get().isListpack() ? scored.storedScore() : Numbers.formatDouble(scored.score()));
      }
    }
    return Scan.reply(page.next(), Reply.bulks(items).items());
  }

  /** A score as ZSCORE answers it. */
  static Reply score(double score) {
    return new Reply.Dbl(Numbers.formatDouble(score));
  }

  static Reply members(List<Scored> scored) {
    return Reply.bulks(scored.stream().map(Scored::member).toList());
  }

  /** Members with their scores as WITHSCORES has them. */
  static Reply scored(List<Scored> scored) {
    return new Reply.Pairs(scored.stream().map(each -> new Reply.Pair(Reply.of(each.member()), score(each.score()))).toList());
  }
}
