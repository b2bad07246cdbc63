package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Value;

/** {@code cmsgpack.unpack} and its like. Source: lua-cmsgpack 0.4.0. */
final class CmsgpackReader {
  /** <b>Deviation:</b> the real library has room for about 8000. */
  private static final int STACK_SLOTS = 1000;

  private final Call call;
  private final Str input;
  private int at;
  /** Values the real library holds on its stack at this moment. */
  private int held;

  private CmsgpackReader(Call call, Str input, int at) {
    this.call = call;
    this.input = input;
    this.at = at;
  }

  /**
   * Reads up to {@code limit} values from {@code offset} on and pushes them, or all if both are 0; else the next offset comes first, -1
   * at the end.
   */
  static int unpack(Call call, long limit, long offset) {
    var input = call.checkString(1);
    var shown = (int) offset; // the texts show 32 bits of it
    if (offset < 0 || limit < 0) {
      throw call.error("Invalid request to unpack with offset of " + shown + " and limit of " + input.length() + ".");
    }
    if (offset > input.length()) {
      throw call.error("Start offset " + shown + " greater than input length " + input.length() + ".");
    }
    var readsAll = limit == 0 && offset == 0;
    var reader = new CmsgpackReader(call, input, shown);
    if (!readsAll) {
      call.push(Nil.NIL);
    }
    var count = 0;
    var first = call.above(1) + 1;
    while (reader.at < input.length() && (readsAll || count < limit)) {
      if (!call.hasRoomFor(1)) {
        throw call.error("stack overflow (too many return values at once; use unpack_one or unpack_limit instead.)");
      }
      call.push(reader.value());
      count++;
    }
    if (readsAll) {
      return count;
    }
    call.replace(first - 1, Num.of(reader.at == input.length() ? -1 : reader.at));
    return count + 1;
  }

  private void need(long bytes) {
    if (input.length() - at < bytes) {
      throw call.error("Missing bytes in input.");
    }
  }

  private long unsigned(int bytes) {
    need(bytes + 1L);
    var value = 0L;
    for (var i = 1; i <= bytes; i++) {
      value = value << 8 | input.at(at + i);
    }
    at += bytes + 1;
    return value;
  }

  private long signed(int bytes) {
    var shift = 64 - 8 * bytes;
    return unsigned(bytes) << shift >> shift;
  }

  private Value value() {
    call.charge(1);
    need(1);
    var code = input.at(at);
    return switch (code) {
      case 0xc0 -> single(Nil.NIL);
      case 0xc2 -> single(Bool.FALSE);
      case 0xc3 -> single(Bool.TRUE);
      case 0xca -> Num.of(Float.intBitsToFloat((int) unsigned(4)));
      case 0xcb -> Num.of(Double.longBitsToDouble(unsigned(8)));
      case 0xcc, 0xcd, 0xce, 0xcf -> Num.of(unsigned(1 << code - 0xcc));
      case 0xd0, 0xd1, 0xd2, 0xd3 -> Num.of(signed(1 << code - 0xd0));
      case 0xd9, 0xda, 0xdb -> string(unsigned(1 << code - 0xd9));
      case 0xdc, 0xdd -> array(unsigned(2 << code - 0xdc));
      case 0xde, 0xdf -> map(unsigned(2 << code - 0xde));
      default -> fixed(code);
    };
  }

  private Value single(Value value) {
    at++;
    return value;
  }

  /** Codes that hold a small number, or a length. */
  private Value fixed(int code) {
    if (code < 0x80 || code >= 0xe0) {
      return single(Num.of((byte) code));
    }
    if (code >= 0xc0) {
      throw call.error("Bad data format in input.");
    }
    at++;
    return code >= 0xa0 ? string(code & 31) : code >= 0x90 ? array(code & 15) : map(code & 15);
  }

  private Str string(long length) {
    need(length);
    call.charge(length >> 3);
    var text = Str.copyOf(input.data(), at, at + (int) length);
    at += (int) length;
    return text;
  }

  private void hold(int slots, String where) {
    held += slots;
    if (held > STACK_SLOTS) {
      throw call.error("stack overflow (in function " + where + ")");
    }
  }

  private Table array(long length) {
    hold(2, "mp_decode_to_lua_array");
    var table = call.newTable();
    for (var i = 1; i <= length; i++) {
      table.set(i, value());
    }
    held -= 2;
    return table;
  }

  private Table map(long length) {
    hold(2, "mp_decode_to_lua_hash");
    var table = call.newTable();
    for (var i = 0L; i < length; i++) {
      var key = value();
      call.rawSet(table, key, value());
    }
    held -= 2;
    return table;
  }
}
