package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The options of SORT. <b>Source:</b> {@code sortCommandGeneric} in {@code sort.c}.
 *
 * @param by without a star it asks for no order at all
 * @param count how many elements; negative for all
 */
record SortOptions(
    boolean descending, boolean alpha, long offset, long count, Optional<Bytes> by, List<Bytes> gets, Optional<Bytes> store) {
  /** @param readsAll whether the user may read what BY and GET lead to */
  static SortOptions parse(Call call, boolean mayStore, BooleanSupplier readsAll) {
    var descending = false;
    var alpha = false;
    var offset = 0L;
    var count = -1L;
    var by = Optional.<Bytes>empty();
    var gets = new ArrayList<Bytes>();
    var store = Optional.<Bytes>empty();
    for (var i = 2; i < call.size(); i++) {
      var left = call.size() - i - 1;
      switch (call.word(i).toLowerCase()) {
        case "asc" -> descending = false;
        case "desc" -> descending = true;
        case "alpha" -> alpha = true;
        case "limit" -> {
          check(left >= 2);
          offset = call.integer(++i);
          count = call.integer(++i);
        }
        case "by" -> {
          check(left >= 1);
          by = Optional.of(call.word(++i));
          if (by.get().toLatin1().contains("*") && !readsAll.getAsBoolean()) {
            throw Call.fail(Errors.SORT_BY_DENIED);
          }
        }
        case "get" -> {
          check(left >= 1);
          gets.add(call.word(++i));
          if (!readsAll.getAsBoolean()) {
            throw Call.fail(Errors.SORT_GET_DENIED);
          }
        }
        case "store" -> {
          check(left >= 1 && mayStore);
          store = Optional.of(call.word(++i));
        }
        default -> throw Call.fail(Errors.SYNTAX);
      }
    }
    return new SortOptions(descending, alpha, offset, count, by, gets, store);
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw Call.fail(Errors.SYNTAX);
    }
  }

  /** Whether the elements come as they are. */
  boolean isUnsorted() {
    return by.isPresent() && !by.get().toLatin1().contains("*");
  }

  /** The same by the texts of the elements themselves. */
  SortOptions asAlpha() {
    return new SortOptions(descending, true, offset, count, Optional.empty(), gets, store);
  }
}
