package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.LightUserdata;
import dev.interlace.model.script.lua.LuaError;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.NumberReader;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Texts;
import dev.interlace.model.script.lua.Value;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code cjson.decode}, one token at a time; a zero byte ends the text. Source: lua-cjson 2.1.0. */
final class CjsonDecoder {
  /** Kinds of token, by the names its messages use. */
  private enum Kind {
    T_OBJ_BEGIN, T_OBJ_END, T_ARR_BEGIN, T_ARR_END, T_STRING, T_NUMBER, T_BOOLEAN, T_NULL, T_COLON, T_COMMA, T_END
  }

  /** A table being read. */
  private static final class Open {
    final Table table;
    final boolean isObject;
    int count;
    Value key = LightUserdata.NULL;

    Open(Table table, boolean isObject) {
      this.table = table;
      this.isObject = isObject;
    }

    Kind end() {
      return isObject ? Kind.T_OBJ_END : Kind.T_ARR_END;
    }
  }

  private static final String ESCAPES = "\"\\/btnfr";
  private static final String ESCAPED = "\"\\/\b\t\n\f\r";

  private final Call call;
  private final String text;
  private final CjsonSettings settings;
  private int at;
  private final ArrayList<Open> open = new ArrayList<>();
  private int tokenStart;
  private @Nullable Kind kind;
  /** The value of a string, number, boolean or null. */
  private Value value = LightUserdata.NULL;
  /** What is wrong with the token, if {@link #kind} is null. */
  private String problem = "";

  CjsonDecoder(Call call, Str text, CjsonSettings settings) {
    this.call = call;
    this.text = text.toString();
    this.settings = settings;
  }

  Value decode() {
    if (text.length() >= 2 && (text.charAt(0) == 0 || text.charAt(1) == 0)) {
      throw call.error("JSON parser does not support UTF-16 or UTF-32");
    }
    next();
    var result = value();
    next();
    if (kind != Kind.T_END) {
      throw unexpected("the end");
    }
    return result;
  }

  private LuaError unexpected(String expected) {
    var found = kind == null ? problem : kind.name();
    return call.error("Expected " + expected + " but found " + found + " at character " + (tokenStart + 1));
  }

  private char peek(int offset) {
    return at + offset < text.length() ? text.charAt(at + offset) : 0;
  }

  /** The value that starts with the current token, however deep: open tables are kept in a list and not on the Java stack. */
  private Value value() {
    while (true) {
      var complete = scalarOrEmpty();
      while (complete != null) {
        if (open.isEmpty()) {
          return complete;
        }
        complete = put(open.getLast(), complete);
      }
    }
  }

  /** A value without parts, or null after the beginning of one that has some; then the current token begins the first part. */
  private @Nullable Value scalarOrEmpty() {
    call.charge(1);
    if (kind == null) {
      throw unexpected("value");
    }
    return switch (kind) {
      case T_STRING, T_NUMBER, T_BOOLEAN, T_NULL -> value;
      case T_OBJ_BEGIN -> begin(true);
      case T_ARR_BEGIN -> begin(false);
      case T_OBJ_END, T_ARR_END, T_COLON, T_COMMA, T_END -> throw unexpected("value");
    };
  }

  private @Nullable Table begin(boolean isObject) {
    if (open.size() + 1 > settings.decodeDepth()) {
      throw call.error("Found too many nested data structures (" + (open.size() + 1) + ") at character " + at);
    }
    var table = new Open(call.newTable(), isObject);
    next();
    if (kind == table.end()) {
      return table.table;
    }
    open.add(table);
    key(table);
    return null;
  }

  /** Adds a part to the innermost open table; the table if that was the last part, else null. */
  private @Nullable Value put(Open table, Value part) {
    table.table.set(table.isObject ? table.key : Num.of(++table.count), part);
    next();
    if (kind == table.end()) {
      open.removeLast();
      return table.table;
    }
    if (kind != Kind.T_COMMA) {
      throw unexpected(table.isObject ? "comma or object end" : "comma or array end");
    }
    next();
    key(table);
    return null;
  }

  /** In an object, reads a key and its colon. */
  private void key(Open table) {
    if (!table.isObject) {
      return;
    }
    if (kind != Kind.T_STRING) {
      throw unexpected("object key string");
    }
    table.key = value;
    next();
    if (kind != Kind.T_COLON) {
      throw unexpected("colon");
    }
    next();
  }

  private void next() {
    while (peek(0) == ' ' || peek(0) == '\t' || peek(0) == '\n' || peek(0) == '\r') {
      at++;
    }
    tokenStart = at;
    var c = peek(0);
    switch (c) {
      case 0 -> kind = Kind.T_END;
      case '{' -> symbol(Kind.T_OBJ_BEGIN);
      case '}' -> symbol(Kind.T_OBJ_END);
      case '[' -> symbol(Kind.T_ARR_BEGIN);
      case ']' -> symbol(Kind.T_ARR_END);
      case ':' -> symbol(Kind.T_COLON);
      case ',' -> symbol(Kind.T_COMMA);
      case '"' -> string();
      default -> {
        if (c == '-' || c >= '0' && c <= '9') {
          if (settings.decodeInvalid() == CjsonSettings.OFF && isInvalidNumber()) {
            fail("invalid number");
          } else {
            number();
          }
        } else {
          word();
        }
      }
    }
  }

  private void symbol(Kind found) {
    kind = found;
    at++;
  }

  private void fail(String what) {
    kind = null;
    problem = what;
    tokenStart = at;
  }

  private void word() {
    if (text.startsWith("true", at)) {
      literal(Kind.T_BOOLEAN, Bool.TRUE, 4);
    } else if (text.startsWith("false", at)) {
      literal(Kind.T_BOOLEAN, Bool.FALSE, 5);
    } else if (text.startsWith("null", at)) {
      literal(Kind.T_NULL, LightUserdata.NULL, 4);
    } else if (settings.decodeInvalid() == CjsonSettings.ON && isInvalidNumber()) {
      number();
    } else {
      fail("invalid token");
    }
  }

  private void literal(Kind found, Value meaning, int length) {
    kind = found;
    value = meaning;
    at += length;
  }

  /** Numbers that C reads but JSON does not have: a plus sign, hexadecimal, leading zeros, infinities and NaN. */
  private boolean isInvalidNumber() {
    if (peek(0) == '+') {
      return true;
    }
    var first = peek(0) == '-' ? 1 : 0;
    if (peek(first) == '0') {
      var second = peek(first + 1);
      return (second | 0x20) == 'x' || second >= '0' && second <= '9';
    }
    var word = text.substring(at + first, Math.min(text.length(), at + first + 3)).toLowerCase(Locale.ROOT);
    return word.equals("inf") || word.equals("nan");
  }

  private void number() {
    var prefix = NumberReader.prefixAt(text, at);
    if (prefix == null) {
      fail("invalid number");
    } else {
      literal(Kind.T_NUMBER, prefix.number(), prefix.length());
    }
  }

  private void string() {
    at++;
    var content = new Texts(call);
    while (peek(0) != '"') {
      var c = peek(0);
      if (c == 0) {
        fail("unexpected end of string");
        return;
      }
      if (c != '\\') {
        content.add(c);
        at++;
      } else if (peek(1) == 'u') {
        if (!unicode(content)) {
          fail("invalid unicode escape code");
          return;
        }
      } else {
        var escape = peek(1) == 0 ? -1 : ESCAPES.indexOf(peek(1));
        if (escape < 0) {
          fail("invalid escape code");
          return;
        }
        content.add(ESCAPED.charAt(escape));
        at += 2;
      }
    }
    at++;
    kind = Kind.T_STRING;
    value = content.toStr();
  }

  /** A code point beyond 16 bits is a pair of escapes, high surrogate first. */
  private boolean unicode(Texts content) {
    var point = hex4(2);
    var length = 6;
    if (point < 0) {
      return false;
    }
    if ((point & 0xf800) == 0xd800) {
      if ((point & 0x400) != 0 || peek(6) != '\\' || peek(7) != 'u') {
        return false;
      }
      var low = hex4(8);
      if (low < 0 || (low & 0xfc00) != 0xdc00) {
        return false;
      }
      point = ((point & 0x3ff) << 10 | low & 0x3ff) + 0x10000;
      length = 12;
    }
    at += length;
    utf8(content, point);
    return true;
  }

  private int hex4(int offset) {
    var point = 0;
    for (var i = 0; i < 4; i++) {
      var c = peek(offset + i);
      var digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      point = 16 * point + digit;
    }
    return point;
  }

  private static void utf8(Texts content, int point) {
    if (point < 0x80) {
      content.add(point);
    } else if (point < 0x800) {
      content.add(0xc0 | point >> 6).add(0x80 | point & 0x3f);
    } else if (point < 0x10000) {
      content.add(0xe0 | point >> 12).add(0x80 | point >> 6 & 0x3f).add(0x80 | point & 0x3f);
    } else {
      content.add(0xf0 | point >> 18).add(0x80 | point >> 12 & 0x3f).add(0x80 | point >> 6 & 0x3f).add(0x80 | point & 0x3f);
    }
  }
}
