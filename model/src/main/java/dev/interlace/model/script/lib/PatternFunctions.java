package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Builtin;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Callable;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Texts;
import dev.interlace.model.script.lua.Value;

/** {@code find}, {@code match}, {@code gmatch} and {@code gsub}. Source: Lua 5.1.5, {@code lstrlib.c}. */
final class PatternFunctions {
  private static final String SPECIALS = "^$*+?.([%-";

  private PatternFunctions() {}

  static int find(Call call) {
    return search(call, true);
  }

  static int match(Call call) {
    return search(call, false);
  }

  private static int search(Call call, boolean isFind) {
    var source = call.checkString(1);
    var pattern = call.checkString(2);
    var start = (int) Math.clamp(StringLibrary.position(call.optLong(3, 1), source.length()) - 1, 0, source.length());
    if (isFind && (call.arg(4).isTrue() || !hasSpecials(pattern))) {
      var found = plainFind(call, source, pattern, start);
      return found < 0 ? call.push(Nil.NIL) : call.push(Num.of(found + 1.0), Num.of(found + pattern.length()));
    }
    var isAnchored = pattern.length() > 0 && pattern.at(0) == '^';
    var matcher = new Pattern(call, source, pattern);
    for (var from = start; from <= source.length(); from++) {
      var to = matcher.match(from, isAnchored ? 1 : 0);
      if (to >= 0) {
        if (!isFind) {
          return matcher.pushCaptures(from, to);
        }
        call.push(Num.of(from + 1.0), Num.of(to));
        return matcher.captures() == 0 ? 2 : 2 + matcher.pushCaptures(from, to);
      }
      if (isAnchored) {
        break;
      }
    }
    return call.push(Nil.NIL);
  }

  private static boolean hasSpecials(Str pattern) {
    return pattern.untilNul().chars().anyMatch(c -> SPECIALS.indexOf(c) >= 0);
  }

  private static int plainFind(Call call, Str source, Str wanted, int start) {
    var last = source.length() - wanted.length();
    for (var i = start; i <= last; i++) {
      var matched = 0;
      while (matched < wanted.length() && source.at(i + matched) == wanted.at(matched)) {
        matched++;
      }
      if (matched == wanted.length()) {
        return i;
      }
      call.charge(matched + 1 >> 2);
    }
    return -1;
  }

  static int gmatch(Call call) {
    var source = call.checkString(1);
    var pattern = call.checkString(2);
    var position = new int[] {0};
    return call.push(new Builtin(call.machine(), step -> nextMatch(step, source, pattern, position)));
  }

  /** An anchor has no meaning here; an empty match moves on by one byte. */
  private static int nextMatch(Call call, Str source, Str pattern, int[] position) {
    var matcher = new Pattern(call, source, pattern);
    for (var from = position[0]; from <= source.length(); from++) {
      var to = matcher.match(from, 0);
      if (to >= 0) {
        position[0] = to == from ? to + 1 : to;
        return matcher.pushCaptures(from, to);
      }
    }
    return 0;
  }

  static int gsub(Call call) {
    var source = call.checkString(1);
    var pattern = call.checkString(2);
    var replacement = call.arg(3);
    var limit = call.optInt(4, source.length() + 1);
    if (!(replacement instanceof Str || replacement instanceof Num || replacement instanceof Callable || replacement instanceof Table)) {
      throw call.argumentError(3, "string/function/table expected");
    }
    var isAnchored = pattern.length() > 0 && pattern.at(0) == '^';
    var matcher = new Pattern(call, source, pattern);
    var out = new Texts(call);
    var at = 0;
    var count = 0;
    while (count < limit) {
      var to = matcher.match(at, isAnchored ? 1 : 0);
      if (to >= 0) {
        count++;
        replace(call, out, matcher, replacement, source, at, to);
      }
      if (to > at) {
        at = to;
      } else if (at < source.length()) {
        out.add(source.at(at++));
      } else {
        break;
      }
      if (isAnchored) {
        break;
      }
    }
    out.add(source.data(), at, source.length());
    return call.push(out.toStr(), Num.of(count));
  }

  private static void replace(Call call, Texts out, Pattern matcher, Value replacement, Str source, int from, int to) {
    Value value;
    if (replacement instanceof Table table) {
      value = call.index(table, matcher.capture(0, from, to));
    } else if (replacement instanceof Callable function) {
      value = call.call(function, allCaptures(matcher, from, to));
    } else {
      value = template(call, matcher, Str.of(replacement.toString()), from, to);
    }
    if (!value.isTrue()) {
      out.add(source.data(), from, to);
    } else if (value instanceof Str || value instanceof Num) {
      out.add(value instanceof Str s ? s : Str.of(value.toString()));
    } else {
      throw call.error("invalid replacement value (a " + value.typeName() + ")");
    }
  }

  private static Value[] allCaptures(Pattern matcher, int from, int to) {
    var values = new Value[Math.max(1, matcher.captures())];
    for (var i = 0; i < values.length; i++) {
      values[i] = matcher.capture(i, from, to);
    }
    return values;
  }

  /** {@code %0} to {@code %9} stand for captures; any other character behind {@code %} for itself, the end of the text for a zero byte. */
  private static Str template(Call call, Pattern matcher, Str text, int from, int to) {
    var out = new Texts(call);
    for (var i = 0; i < text.length(); i++) {
      if (text.at(i) != '%') {
        out.add(text.at(i));
        continue;
      }
      i++;
      var c = i < text.length() ? text.at(i) : 0;
      if (c < '0' || c > '9') {
        out.add(c);
      } else if (c == '0') {
        out.add(matcher.whole(from, to));
      } else {
        out.add(Str.of(matcher.capture(c - '1', from, to).toString()));
      }
    }
    return out.toStr();
  }
}
