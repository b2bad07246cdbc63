package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.LightUserdata;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.NumberReader;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Value;
import java.util.List;

/**
 * A command's reply as a Lua value.
 *
 * <p>With protocol 2 the script sees what a RESP2 client sees, and false for nil; with protocol 3 nil is nil, and maps, sets, doubles,
 * big numbers and verbatim strings are tables with one field that names the kind. Source: Redis 7.0, {@code script_lua.c}, the functions
 * {@code redisProtocolToLuaType_*}.
 */
final class ReplyToLua {

  private final Call call;
  private final boolean isResp3;

  ReplyToLua(Call call, int protocol) {
    this.call = call;
    this.isResp3 = protocol == 3;
  }

  Value convert(Reply reply) {
    return value(isResp3 ? reply.asResp3() : reply.asResp2());
  }

  private Value value(Reply reply) {
    return switch (reply) {
      case Reply.Int i -> Num.of(i.value());
      case Reply.Bulk b -> text(b.value());
      case Reply.Simple s -> single(ReplyFields.OK, Str.of(s.text()));
      case Reply.Error e -> ErrorTables.ofCommand(call, e.text());
      case Reply.Nil n -> isResp3 ? Nil.NIL : Bool.FALSE;
      case Reply.NilArray n -> isResp3 ? Nil.NIL : Bool.FALSE;
      case Reply.Array array -> array(array.items());
      case Reply.Push push -> array(push.items());
      case Reply.Several several -> throw new IllegalArgumentException("a script's command answers once: " + several);
      case Reply.MapReply map -> map(map.pairs());
      case Reply.Pairs pairs -> value(pairs.asResp3());
      case Reply.Keyed keyed -> value(keyed.asResp3());
      case Reply.SetReply set -> set(set.items());
      case Reply.Bool b -> Bool.of(b.value());
      case Reply.Dbl d -> single(ReplyFields.DOUBLE, number(d.text()));
      case Reply.BigNumber n -> single(ReplyFields.BIG_NUMBER, Str.of(n.text()));
      case Reply.Verbatim v -> verbatim(v);
      case Reply.Head head -> throw new IllegalArgumentException("a script's command answers at once: " + head);
    };
  }

  private Str text(Bytes text) {
    call.charge(text.length() >> 3);
    return Str.of(text);
  }

  private Table single(Str field, Value value) {
    var table = call.newTable();
    table.set(field, value);
    return table;
  }

  private static Value number(Bytes text) {
    var number = NumberReader.read(text.toLatin1());
    return number == null ? Num.ZERO : number;
  }

  private Table array(List<Reply> items) {
    call.charge(items.size());
    var table = call.newTable(items.size(), 0);
    for (var i = 0; i < items.size(); i++) {
      table.set(i + 1, value(items.get(i)));
    }
    return table;
  }

  private Table map(List<Reply.Pair> pairs) {
    call.charge(pairs.size());
    var table = call.newTable();
    for (var pair : pairs) {
      table.set(key(pair.key()), value(pair.value()));
    }
    return single(ReplyFields.MAP, table);
  }

  private Table set(List<Reply> items) {
    call.charge(items.size());
    var table = call.newTable();
    for (var item : items) {
      table.set(key(item), Bool.TRUE);
    }
    return single(ReplyFields.SET, table);
  }

  /** No command sends a null as a key; if one did, a script could not hold it. */
  private Value key(Reply reply) {
    var key = value(reply);
    return key.isNil() ? LightUserdata.NULL : key;
  }

  private Table verbatim(Reply.Verbatim verbatim) {
    var inner = call.newTable();
    inner.set(ReplyFields.STRING, Str.of(verbatim.text()));
    inner.set(ReplyFields.FORMAT, Str.of(verbatim.format()));
    return single(ReplyFields.VERBATIM_STRING, inner);
  }
}
