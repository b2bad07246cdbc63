package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.NumberReader;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Texts;
import dev.interlace.model.script.lua.Value;
import java.util.ArrayList;

/**
 * The library {@code struct}: binary records described by a format. Source: struct 0.2 as Redis 7.0 carries it, {@code lua_struct.c}, on
 * x86-64.
 */
public final class StructLibrary {
  private StructLibrary() {}

  /** The library's table. */
  public static Table open(Machine machine) {
    return LibraryTable.sized(machine, 3)
        .add("pack", StructLibrary::pack)
        .add("unpack", StructLibrary::unpack)
        .add("size", StructLibrary::size)
        .table();
  }

  private static int size(Call call) {
    var format = new StructFormat(call, call.checkString(1).untilNul());
    var total = 0L;
    while (format.next()) {
      total += format.padding(total);
      if (format.option() == 's') {
        throw call.argumentError(1, "option 's' has no fixed size");
      }
      if (format.option() == 'c' && format.size() == 0) {
        throw call.argumentError(1, "option 'c0' has no fixed size");
      }
      if (format.option() >= 0x80 || !Character.isLetterOrDigit(format.option())) {
        format.control();
      }
      total += format.size();
    }
    return call.push(total);
  }

  private static int pack(Call call) {
    var format = new StructFormat(call, call.checkString(1).untilNul());
    var out = new Texts(call);
    var argument = 2;
    while (format.next()) {
      for (var padding = format.padding(out.length()); padding > 0; padding--) {
        out.add(0);
      }
      switch (format.option()) {
        case 'b', 'B', 'h', 'H', 'l', 'L', 'T', 'i', 'I' -> {
          bytes(out, unsigned(number(call, argument++)), format.size(), format.isBigEndian());
        }
        case 'f' -> bytes(out, Float.floatToRawIntBits((float) number(call, argument++)), 4, format.isBigEndian());
        case 'd' -> bytes(out, Double.doubleToRawLongBits(number(call, argument++)), 8, format.isBigEndian());
        case 'x' -> out.add(0);
        case 'c', 's' -> string(call, out, format, argument++);
        default -> format.control();
      }
    }
    return call.push(out.toStr());
  }

  /** The library puts a nil behind its arguments, which is what messages see of a missing one. */
  private static double number(Call call, int n) {
    if (call.isAbsent(n)) {
      throw call.argumentError(n, "number expected, got nil");
    }
    return call.checkNumber(n);
  }

  private static void string(Call call, Texts out, StructFormat format, int n) {
    if (call.isAbsent(n)) {
      throw call.argumentError(n, "string expected, got nil");
    }
    var text = call.checkString(n);
    var size = format.size() == 0 ? text.length() : format.size();
    if (text.length() < size) {
      throw call.argumentError(n + 1, "string too short");
    }
    out.add(text.data(), 0, size);
    if (format.option() == 's') {
      out.add(0);
    }
  }

  /** A double cut to 64 bits as the compiler's code for x86-64 does it. */
  private static long unsigned(double value) {
    return value >= 0x1p63 ? Num.toInt64(value - 0x1p63) ^ Long.MIN_VALUE : Num.toInt64(value);
  }

  /** More than 8 bytes are filled with zeros, also for negative numbers. */
  private static void bytes(Texts out, long value, int size, boolean isBigEndian) {
    for (var i = 0; i < size; i++) {
      var place = isBigEndian ? size - 1 - i : i;
      out.add(place < 8 ? (int) (value >>> 8 * place) & 0xff : 0);
    }
  }

  private static int unpack(Call call) {
    var format = new StructFormat(call, call.checkString(1).untilNul());
    var data = call.checkString(2);
    var position = call.optLong(3, 1) - 1;
    if (position == -1) {
      throw call.argumentError(3, "offset must be 1 or greater");
    }
    var results = new ArrayList<Value>();
    while (format.next()) {
      position += format.padding(position);
      checkRoom(call, data, position, format.size());
      if (!call.hasRoomFor(results.size() + 2L)) {
        throw call.error("stack overflow (too many results)");
      }
      position += read(call, format, data, (int) position, results);
    }
    call.charge(results.size());
    results.forEach(call::push);
    call.push(position + 1.0);
    return results.size() + 1;
  }

  /** A negative position is a huge one to the library. */
  private static void checkRoom(Call call, Str data, long position, double size) {
    if (position < 0 || !(size >= 0 && size <= data.length() && position <= data.length() - size)) {
      throw call.argumentError(2, "data string too short");
    }
  }

  /** Reads one item, and answers how many bytes it took. */
  private static int read(Call call, StructFormat format, Str data, int at, ArrayList<Value> results) {
    var size = format.size();
    switch (format.option()) {
      case 'b', 'B', 'h', 'H', 'l', 'L', 'T', 'i', 'I' -> results.add(integer(format, data, at));
      case 'f' -> results.add(Num.of(Float.intBitsToFloat((int) bits(format, data, at))));
      case 'd' -> results.add(Num.of(Double.longBitsToDouble(bits(format, data, at))));
      case 'x' -> { }
      case 'c' -> {
        size = size == 0 ? previousSize(call, data, at, results) : size;
        results.add(Str.copyOf(data.data(), at, at + size));
      }
      case 's' -> {
        var end = at;
        while (end < data.length() && data.at(end) != 0) {
          end++;
        }
        if (end == data.length()) {
          throw call.error("unfinished string in data");
        }
        results.add(Str.copyOf(data.data(), at, end));
        size = end - at + 1;
      }
      default -> format.control();
    }
    return size;
  }

  private static int previousSize(Call call, Str data, int at, ArrayList<Value> results) {
    var last = results.isEmpty() ? Nil.NIL : results.getLast();
    var number = last instanceof Num n ? n : last instanceof Str s ? NumberReader.read(s) : null;
    if (number == null) {
      throw call.error("format 'c0' needs a previous size");
    }
    results.removeLast();
    var size = unsigned(number.value());
    checkRoom(call, data, at, size < 0 ? Double.POSITIVE_INFINITY : size);
    return (int) size;
  }

  private static long bits(StructFormat format, Str data, int at) {
    var value = 0L;
    for (var i = 0; i < format.size(); i++) {
      value = value << 8 | data.at(at + (format.isBigEndian() ? i : format.size() - 1 - i));
    }
    return value;
  }

  private static Num integer(StructFormat format, Str data, int at) {
    var value = bits(format, data, at);
    if (!format.isSigned()) {
      return Num.of(value >= 0 ? value : (double) (value >>> 1 | value & 1) * 2);
    }
    var signMask = -1L << 8 * format.size() - 1;
    return Num.of((value & signMask) != 0 ? value | signMask : value);
  }
}
