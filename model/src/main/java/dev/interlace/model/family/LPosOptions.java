package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.ListValue.End;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What LPOS looks for.
 *
 * @param start the end at which the search begins
 * @param rank which match is the first that counts, from 1
 * @param count how many matches are wanted, 0 for all; empty for one without an array around it
 * @param maxLen how many elements are looked at, 0 for all
 */
record LPosOptions(Bytes element, End start, long rank, OptionalLong count, long maxLen) {
  static LPosOptions parse(Call call) {
    var rank = 1L;
    var count = OptionalLong.empty();
    var maxLen = 0L;
    for (var i = 3; i < call.size(); i += 2) {
      if (i + 1 == call.size()) {
        throw Call.fail(Errors.SYNTAX);
      }
      switch (call.word(i).toLowerCase()) {
        case "rank" -> {
          rank = call.integer(i + 1);
          if (rank == 0) {
            throw Call.fail(Errors.RANK_ZERO);
          }
        }
        case "count" -> count = OptionalLong.of(call.integer(i + 1, 0, Long.MAX_VALUE, Errors.COUNT_NEGATIVE));
        case "maxlen" -> maxLen = call.integer(i + 1, 0, Long.MAX_VALUE, Errors.MAXLEN_NEGATIVE);
        default -> throw Call.fail(Errors.SYNTAX);
      }
    }
    return new LPosOptions(call.word(2), rank < 0 ? End.RIGHT : End.LEFT, rank < 0 ? -rank : rank, count, maxLen);
  }

  boolean isCounted() {
    return count.isPresent();
  }

  /** The places of the matches in the order of the search. */
  List<Integer> matches(ListValue list) {
    var places = new ArrayList<Integer>();
    var wanted = count.orElse(1);
    var matches = 0L;
    var looked = 0;
    for (var each : list.inOrderFrom(start)) {
      if (maxLen != 0 && looked == maxLen) {
        break;
      }
      if (each.equals(element) && ++matches >= rank) {
        places.add(start == End.LEFT ? looked : list.size() - 1 - looked);
        if (places.size() == wanted) {
          break;
        }
      }
      looked++;
    }
    return places;
  }
}
