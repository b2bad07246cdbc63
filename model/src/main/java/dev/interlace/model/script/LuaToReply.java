package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Callable;
import dev.interlace.model.script.lua.LightUserdata;
import dev.interlace.model.script.lua.LuaThread;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.NumberText;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What a script returns, as a reply.
 *
 * <p>Numbers lose their fraction; arrays end before the first nil; fields are read without metamethods. Source: Redis 7.0, {@code
 * luaReplyToRedisReply}.
 */
final class LuaToReply {
  /** How deep a reply may nest before the server answers an error in its place. <b>Deviation:</b> the real one gives up at about 8000. */
  private static final int MAX_DEPTH = 500;

  private final boolean isResp3;
  private List<Reply.Error> errors = List.of();

  /** {@code protocol} is the one the script chose with {@code redis.setresp}. */
  LuaToReply(int protocol) {
    this.isResp3 = protocol == 3;
  }

  /** The errors in what was converted, at any depth, that the server counts: not those that a command answered. */
  List<Reply.Error> errors() {
    return errors;
  }

  Reply convert(Value value) {
    return convert(value, 1);
  }

  private Reply convert(Value value, int depth) {
    return switch (value) {
      case Str s -> new Reply.Bulk(s.toBytes());
      case Num n -> Reply.of(Num.toInt64(n.value()));
      case Bool b -> bool(b == Bool.TRUE);
      case Table t -> table(t, depth);
      case Nil n -> Reply.NIL;
      case Callable c -> Reply.NIL;
      case LuaThread t -> Reply.NIL;
      case LightUserdata u -> Reply.NIL;
    };
  }

  private Reply bool(boolean value) {
    return isResp3 ? value ? Reply.TRUE : Reply.FALSE : value ? Reply.ONE : Reply.NIL;
  }

  private Reply table(Table table, int depth) {
    if (depth > MAX_DEPTH) {
      return new Reply.Error("ERR reached lua stack limit");
    }
    if (table.get(ReplyFields.ERR) instanceof Str text) {
      return error(table, new Reply.Error(line(withoutLastLineEnds(text.untilNul()))));
    }
    if (table.get(ReplyFields.OK) instanceof Str text) {
      return new Reply.Simple(line(text.untilNul()));
    }
    if (table.get(ReplyFields.DOUBLE) instanceof Num n) {
      return new Reply.Dbl(doubleText(n));
    }
    if (table.get(ReplyFields.MAP) instanceof Table map) {
      return map(map, depth);
    }
    if (table.get(ReplyFields.SET) instanceof Table set) {
      return set(set, depth);
    }
    if (table.get(ReplyFields.BIG_NUMBER) instanceof Str digits) {
      return new Reply.BigNumber(line(digits.toString()));
    }
    if (table.get(ReplyFields.VERBATIM_STRING) instanceof Table verbatim
        && verbatim.get(ReplyFields.STRING) instanceof Str text
        && verbatim.get(ReplyFields.FORMAT) instanceof Str format) {
      return new Reply.Verbatim((format.untilNul() + "   ").substring(0, 3), text.toBytes());
    }
    return array(table, depth);
  }

  private Reply.Error error(Table table, Reply.Error error) {
    if (ScriptErrors.isCounted(table)) {
      errors = errors.isEmpty() ? new ArrayList<>() : errors;
      errors.add(error);
    }
    return error;
  }

  private static String withoutLastLineEnds(String text) {
    var end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\r' || text.charAt(end - 1) == '\n')) {
      end--;
    }
    return text.substring(0, end);
  }

  /** A text that must not break the protocol: line ends become spaces. */
  private static Bytes line(String text) {
    return Bytes.latin1(text.replace('\r', ' ').replace('\n', ' '));
  }

  private static Bytes doubleText(Num number) {
    return Bytes.latin1(NumberText.general(number, 17, false));
  }

  private Reply array(Table table, int depth) {
    var items = new ArrayList<Reply>();
    for (var i = 1; ; i++) {
      var item = table.get(i);
      if (item.isNil()) {
        return new Reply.Array(items);
      }
      items.add(convert(item, depth + 1));
    }
  }

  private Reply map(Table table, int depth) {
    var pairs = new ArrayList<Reply.Pair>();
    for (var slot = table.slotAfter(Nil.NIL); slot >= 0; slot = table.slotAfter(table.keyAt(slot))) {
      pairs.add(new Reply.Pair(convert(table.keyAt(slot), depth + 1), convert(table.valueAtSlot(slot), depth + 1)));
    }
    return new Reply.MapReply(pairs);
  }

  private Reply set(Table table, int depth) {
    var items = new ArrayList<Reply>();
    for (var slot = table.slotAfter(Nil.NIL); slot >= 0; slot = table.slotAfter(table.keyAt(slot))) {
      items.add(convert(table.keyAt(slot), depth + 1));
    }
    return new Reply.SetReply(items);
  }
}
