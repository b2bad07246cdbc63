package dev.interlace.model.family;

import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.MemberRange;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.SortedSetValue.Scored;
import dev.interlace.model.value.SortedSetValue.Span;
import java.util.List;

/**
 * What ZRANGE and its relatives answer.
 *
 * @param isReversed from the highest down
 * @param offset how many to leave out; negative leaves out all
 * @param limit how many to answer; negative for all
 */
record ZRangeOptions(MemberRange range, boolean isReversed, boolean withScores, long offset, long limit) {
  /** By what a range is meant. */
  enum Kind {
    RANK,
    SCORE,
    LEX
  }

  /** Options as a command fixes them by its name, or the client chooses them. */
  static final class Parser {
    private final Call call;
    private final int source;
    private boolean takesKind;
    private boolean takesReverse;
    private Kind kind = Kind.RANK;
    private boolean isReversed;
    private boolean withScores;
    private long offset;
    private long limit = -1;

    /** ZRANGE and ZRANGESTORE; {@code source} is the index of the key that is read. */
    Parser(Call call, int source) {
      this.call = call;
      this.source = source;
      takesKind = true;
      takesReverse = true;
    }

    /** A relative whose name says which way and by what. */
    Parser(Call call, Kind kind, boolean isReversed) {
      this(call, 1);
      this.kind = kind;
      this.isReversed = isReversed;
      takesKind = false;
      takesReverse = false;
    }

    ZRangeOptions parse() {
      for (var i = source + 3; i < call.size(); i++) {
        var word = call.word(i).toLowerCase();
        if (word.equals("withscores") && source == 1) {
          withScores = true;
        } else if (word.equals("limit") && i + 2 < call.size()) {
          offset = call.integer(i + 1);
          limit = call.integer(i + 2);
          i += 2;
        } else if (word.equals("rev") && takesReverse) {
          isReversed = true;
          takesReverse = false;
        } else if (word.equals("bylex") && takesKind) {
          choose(Kind.LEX);
        } else if (word.equals("byscore") && takesKind) {
          choose(Kind.SCORE);
        } else {
          throw Call.fail(Errors.SYNTAX);
        }
      }
      // LIMIT with -1 passes as if it were not there, its offset included.
      if (limit != -1 && kind == Kind.RANK) {
        throw Call.fail(Errors.LIMIT_OF_RANKS);
      }
      if (withScores && kind == Kind.LEX) {
        throw Call.fail(Errors.WITHSCORES_BYLEX);
      }
      return new ZRangeOptions(range(), isReversed, withScores, kind == Kind.RANK ? 0 : offset, limit);
    }

    private void choose(Kind chosen) {
      kind = chosen;
      takesKind = false;
    }

    /** Reversed, a range of content is written with its upper end first. */
    private MemberRange range() {
      var first = source + 1;
      var last = source + 2;
      return switch (kind) {
        case RANK -> RangeEnds.byRank(call, first, last);
        case SCORE -> isReversed ? RangeEnds.byScore(call, last, first) : RangeEnds.byScore(call, first, last);
        case LEX -> isReversed ? RangeEnds.byLex(call, last, first) : RangeEnds.byLex(call, first, last);
      };
    }
  }

  /** The members meant, in order. */
  List<Scored> select(SortedSetValue set) {
    var span = set.span(range, isReversed);
    var from = (int) (offset < 0 ? span.size() : Math.min(offset, span.size()));
    var to = (int) (limit < 0 ? span.size() : from + Math.min(limit, span.size() - from));
    return isReversed
        ? set.members(new Span(span.to() - to, span.to() - from)).reversed()
        : set.members(new Span(span.from() + from, span.from() + to));
  }

  Reply reply(List<Scored> selected) {
    return withScores ? SortedSetCommands.scored(selected) : SortedSetCommands.members(selected);
  }
}
