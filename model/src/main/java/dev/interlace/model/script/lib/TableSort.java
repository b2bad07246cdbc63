package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Value;

/**
 * {@code table.sort}: Lua 5.1's quicksort, comparison for comparison, because a comparator may count its calls and equal elements may
 * change places.
 *
 * <p>The pivot is the median of the first, middle and last element, kept at the last but one place; the smaller part is sorted first.
 * Source: Lua 5.1.5, {@code auxsort}.
 */
final class TableSort {
  private final Call call;
  private final Table table;

  private TableSort(Call call, Table table) {
    this.call = call;
    this.table = table;
  }

  static int sort(Call call) {
    var table = call.checkTable(1);
    var length = table.length();
    if (!call.isAbsentOrNil(2)) {
      call.checkFunction(2);
    }
    new TableSort(call, table).range(1, length);
    return 0;
  }

  private Value at(int index) {
    return table.get(index);
  }

  private void put(int index, Value value) {
    call.rawSet(table, Num.of(index), value);
  }

  private boolean isLess(Value a, Value b) {
    call.charge(1);
    return call.isAbsentOrNil(2) ? call.lessThan(a, b) : call.call(call.arg(2), a, b).isTrue();
  }

  /** Swaps two elements if the later is less. */
  private boolean order(int low, int high) {
    var first = at(low);
    var second = at(high);
    if (!isLess(second, first)) {
      return false;
    }
    put(low, second);
    put(high, first);
    return true;
  }

  private void range(int from, int to) {
    var low = from;
    var high = to;
    while (low < high) {
      order(low, high);
      if (high - low == 1) {
        return;
      }
      var middle = (low + high) / 2;
      if (!order(low, middle)) {
        order(middle, high);
      }
      if (high - low == 2) {
        return;
      }
      var split = partition(low, high, middle);
      if (split - low < high - split) {
        range(low, split - 1);
        low = split + 1;
      } else {
        range(split + 1, high);
        high = split - 1;
      }
    }
  }

  private int partition(int low, int high, int middle) {
    var pivot = at(middle);
    put(middle, at(high - 1));
    put(high - 1, pivot);
    var i = low;
    var j = high - 1;
    while (true) {
      while (isLess(at(++i), pivot)) {
        check(i <= high);
      }
      while (isLess(pivot, at(--j))) {
        check(j >= low);
      }
      if (j < i) {
        break;
      }
      var swapped = at(i);
      put(i, at(j));
      put(j, swapped);
    }
    var last = at(high - 1);
    put(high - 1, at(i));
    put(i, last);
    return i;
  }

  private void check(boolean isInside) {
    if (!isInside) {
      throw call.error("invalid order function for sorting");
    }
  }
}
