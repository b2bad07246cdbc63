package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.value.MemberRange;
import dev.interlace.model.value.MemberRange.LexEnd;

/**
 * The two ends of a range in a sorted set, as clients write them.
 *
 * <p><b>Source:</b> {@code zslParseRange}, {@code zslParseLexRangeItem} in {@code t_zset.c}.
 */
final class RangeEnds {
  private RangeEnds() {}

  /** The words at {@code first} and {@code last} as places. */
  static MemberRange byRank(Call call, int first, int last) {
    return new MemberRange.ByRank(call.integer(first), call.integer(last));
  }

  /** The words at {@code min} and {@code max} as scores; {@code (} in front excludes. */
  static MemberRange byScore(Call call, int min, int max) {
    var from = call.word(min);
    var to = call.word(max);
    return new MemberRange.ByScore(score(from), !isExclusive(from), score(to), !isExclusive(to));
  }

  /** The words at {@code min} and {@code max} as members. */
  static MemberRange byLex(Call call, int min, int max) {
    return new MemberRange.ByLex(lexEnd(call.word(min)), lexEnd(call.word(max)));
  }

  private static boolean isExclusive(Bytes word) {
    return !word.isEmpty() && word.at(0) == '(';
  }

  /** Read more leniently than a score of ZADD: up to a NUL, after blanks, too large is infinite, and nothing at all is 0. */
  private static double score(Bytes word) {
    var line = word.toLatin1().substring(isExclusive(word) ? 1 : 0);
    var end = line.indexOf(0);
    var text = end < 0 ? line : line.substring(0, end);
    if (text.isEmpty()) {
      return 0;
    }
    return Numbers.strtod(text).orElseThrow(() -> new CommandFault(Errors.NOT_A_SCORE_RANGE));
  }

  private static LexEnd lexEnd(Bytes word) {
    var first = word.isEmpty() ? 0 : word.at(0);
    var endsAfterFirst = word.length() == 1 || !word.isEmpty() && word.at(1) == 0;
    if (first == '-' && endsAfterFirst) {
      return new LexEnd.Lowest();
    }
    if (first == '+' && endsAfterFirst) {
      return new LexEnd.Highest();
    }
    if (first == '[' || first == '(') {
      return new LexEnd.At(word.slice(1, word.length()), first == '[');
    }
    throw Call.fail(Errors.NOT_A_LEX_RANGE);
  }
}
