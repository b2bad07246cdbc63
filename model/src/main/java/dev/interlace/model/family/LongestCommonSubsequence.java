package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * LCS. <b>Source:</b> {@code lcsCommand} in {@code t_string.c} of Redis 7.0; which of several longest ones is found, and in which
 * ranges, follows from its walk back.
 */
final class LongestCommonSubsequence {
  private static final Reply.Error NOT_STRINGS = Errors.error("ERR The specified keys must contain string values");
  private static final Reply.Error LENGTH_AND_INDEXES = Errors.error("ERR If you want both the length and indexes, please just use IDX.");

  private final Bytes first;
  private final Bytes second;
  /** {@code lengths[i][j]}: of the first i and j bytes. */
  private final int[][] lengths;

  private LongestCommonSubsequence(Bytes first, Bytes second) {
    this.first = first;
    this.second = second;
    this.lengths = new int[first.length() + 1][second.length() + 1];
    for (var i = 1; i <= first.length(); i++) {
      for (var j = 1; j <= second.length(); j++) {
        lengths[i][j] = first.at(i - 1) == second.at(j - 1) ? lengths[i - 1][j - 1] + 1 : Math.max(lengths[i - 1][j], lengths[i][j - 1]);
      }
    }
  }

  static Reply lcs(Call call) {
    var firstValue = call.database().read(call.word(1));
    var secondValue = call.database().read(call.word(2)); // looked up, and removed if expired, before the type of the first matters
    var first = string(firstValue);
    var second = string(secondValue);
    var options = Options.parse(call);
    var found = new LongestCommonSubsequence(first, second);
    if (options.indexes) {
      return found.indexes(options);
    }
    return options.length ? Reply.of(found.length()) : Reply.of(found.text());
  }

  private static Bytes string(Optional<RedisValue> value) {
    return value.map(found -> found instanceof StringValue string ? string.bytes() : refused()).orElse(Bytes.EMPTY);
  }

  private static Bytes refused() {
    throw new CommandFault(NOT_STRINGS);
  }

  private record Options(boolean length, boolean indexes, boolean matchLength, long leastMatch) {
    static Options parse(Call call) {
      var length = false;
      var indexes = false;
      var matchLength = false;
      var leastMatch = 0L;
      for (var i = 3; i < call.size(); i++) {
        switch (call.word(i).toLowerCase()) {
          case "len" -> length = true;
          case "idx" -> indexes = true;
          case "withmatchlen" -> matchLength = true;
          case "minmatchlen" -> {
            if (++i == call.size()) {
              throw Call.fail(Errors.SYNTAX);
            }
            leastMatch = call.integer(i);
          }
          default -> throw Call.fail(Errors.SYNTAX);
        }
      }
      if (length && indexes) {
        throw Call.fail(LENGTH_AND_INDEXES);
      }
      return new Options(length, indexes, matchLength, leastMatch);
    }
  }

  /** Bytes that match in both strings without a gap. */
  private record Match(int first, int second, int length) {}

  private int length() {
    return lengths[first.length()][second.length()];
  }

  private Bytes text() {
    var text = Bytes.EMPTY;
    for (var match : matches()) {
      text = first.slice(match.first, match.first + match.length).concat(text);
    }
    return text;
  }

  private Reply indexes(Options options) {
    var shown = matches().stream().filter(match -> match.length >= options.leastMatch).<Reply>map(match -> {
      var parts = new ArrayList<Reply>(List.of(range(match.first, match.length), range(match.second, match.length)));
      if (options.matchLength) {
        parts.add(Reply.of(match.length));
      }
      return new Reply.Array(parts);
    }).toList();
    return new Reply.MapReply(
        List.of(new Pair(Reply.bulk("matches"), new Reply.Array(shown)), new Pair(Reply.bulk("len"), Reply.of(length()))));
  }

  private static Reply range(int from, int length) {
    return new Reply.Array(List.of(Reply.of(from), Reply.of(from + length - 1)));
  }

  /** From the end of the strings to their beginning. */
  private List<Match> matches() {
    var matches = new ArrayList<Match>();
    var i = first.length();
    var j = second.length();
    while (i > 0 && j > 0) {
      var length = 0;
      while (i > 0 && j > 0 && first.at(i - 1) == second.at(j - 1)) {
        i--;
        j--;
        length++;
      }
      if (length > 0) {
        matches.add(new Match(i, j, length));
      } else if (lengths[i - 1][j] > lengths[i][j - 1]) {
        i--;
      } else {
        j--;
      }
    }
    return matches;
  }
}
