package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.NumberText;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Texts;

/**
 * {@code string.format}, with the conversions of C's {@code printf} that Lua passes on. Source: Lua 5.1.5, {@code str_format}; glibc for
 * the rest.
 */
final class StringFormat {
  private static final String FLAGS = "-+ #0";
  private static final int LONG_STRING = 100;
  private static final int NO_PRECISION = -1;

  private final Call call;
  private final String format;
  private int at;
  private int argument = 1;

  /** What stands between {@code %} and the conversion letter. */
  private record Spec(String flags, int width, int precision) {
    boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }
  }

  private StringFormat(Call call) {
    this.call = call;
    this.format = call.checkString(1).toString();
  }

  static int format(Call call) {
    return call.push(new StringFormat(call).all());
  }

  private Str all() {
    var out = new Texts(call);
    while (at < format.length()) {
      var c = format.charAt(at++);
      if (c != '%') {
        out.add(c);
      } else if (peek() == '%') {
        out.add('%');
        at++;
      } else {
        conversion(out);
      }
    }
    return out.toStr();
  }

  private char peek() {
    return at < format.length() ? format.charAt(at) : 0;
  }

  private void conversion(Texts out) {
    argument++;
    if (call.isAbsent(argument)) {
      throw call.argumentError(argument, "no value");
    }
    var spec = spec();
    var letter = peek();
    at++;
    switch (letter) {
      case 'c' -> out.add(beforeNul(padded(spec, String.valueOf(character(call.checkNumber(argument))))));
      case 'd', 'i' -> out.add(signed(spec, Num.toInt64(call.checkNumber(argument))));
      case 'u' -> out.add(integer(spec, "", Long.toUnsignedString(unsigned())));
      case 'o' -> out.add(octal(spec, Long.toOctalString(unsigned())));
      case 'x' -> out.add(hexadecimal(spec, unsigned()));
      case 'X' -> out.add(upper(hexadecimal(spec, unsigned())));
      case 'e', 'f', 'g' -> out.add(floating(spec, letter, call.checkNum(argument)));
      case 'E', 'G' -> out.add(upper(floating(spec, (char) (letter + 32), call.checkNum(argument))));
      case 'q' -> quoted(out, call.checkString(argument));
      case 's' -> string(out, spec, call.checkString(argument));
      default -> throw call.error("invalid option '%" + (letter == 0 ? "" : letter) + "' to 'format'");
    }
  }

  private Spec spec() {
    var start = at;
    while (peek() != 0 && FLAGS.indexOf(peek()) >= 0) {
      at++;
    }
    if (at - start > FLAGS.length()) {
      throw call.error("invalid format (repeated flags)");
    }
    var flags = format.substring(start, at);
    var width = twoDigits();
    var precision = NO_PRECISION;
    if (peek() == '.') {
      at++;
      precision = twoDigits();
    }
    if (isDigit(peek())) {
      throw call.error("invalid format (width or precision too long)");
    }
    return new Spec(flags, width, precision);
  }

  private int twoDigits() {
    var value = 0;
    for (var i = 0; i < 2 && isDigit(peek()); i++) {
      value = 10 * value + peek() - '0';
      at++;
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String padded(Spec spec, String text) {
    var fill = " ".repeat(Math.max(0, spec.width - text.length()));
    return spec.has('-') ? text + fill : fill + text;
  }

  /** Here the double is cut to 32 bits at once, so that one out of range gives the smallest, whose low byte is zero. */
  private static char character(double value) {
    return value > -0x1p31 - 1 && value < 0x1p31 ? (char) ((int) value & 0xff) : 0;
  }

  /** Lua measures the result of {@code %c} as a C string, so a zero byte ends it. */
  private static String beforeNul(String text) {
    var nul = text.indexOf(0);
    return nul < 0 ? text : text.substring(0, nul);
  }

  private static String upper(String ascii) {
    var out = new StringBuilder(ascii);
    for (var i = 0; i < out.length(); i++) {
      var c = out.charAt(i);
      out.setCharAt(i, c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
    }
    return out.toString();
  }

  /** A double cut to unsigned 64 bits as the compiler's code for x86-64 does it. */
  private long unsigned() {
    var value = call.checkNumber(argument);
    return value >= 0x1p63 ? Num.toInt64(value - 0x1p63) ^ Long.MIN_VALUE : Num.toInt64(value);
  }

  private static String plusOrSpace(Spec spec) {
    return spec.has('+') ? "+" : spec.has(' ') ? " " : "";
  }

  private static String signed(Spec spec, long value) {
    return value < 0 ? integer(spec, "-", Long.toUnsignedString(-value)) : integer(spec, plusOrSpace(spec), Long.toString(value));
  }

  private static String octal(Spec spec, String digits) {
    var isShort = spec.precision <= digits.length();
    var prefixed = spec.has('#') && isShort && !digits.equals("0") || spec.has('#') && spec.precision == 0 ? "0" + digits : digits;
    return spec.precision == 0 && digits.equals("0") && spec.has('#') ? padded(spec, "0") : integer(spec, "", prefixed);
  }

  private static String hexadecimal(Spec spec, long value) {
    return integer(spec, spec.has('#') && value != 0 ? "0x" : "", Long.toHexString(value));
  }

  /** A precision is a least number of digits, and then {@code 0} does not fill; zero with precision 0 has no digits. */
  private static String integer(Spec spec, String sign, String digits) {
    var shown = spec.precision == 0 && digits.equals("0") ? "" : digits;
    if (spec.precision != NO_PRECISION) {
      return padded(spec, sign + "0".repeat(Math.max(0, spec.precision - shown.length())) + shown);
    }
    return spec.has('0') && !spec.has('-') ? zeroFilled(spec, sign, shown) : padded(spec, sign + shown);
  }

  private static String zeroFilled(Spec spec, String sign, String digits) {
    return sign + "0".repeat(Math.max(0, spec.width - sign.length() - digits.length())) + digits;
  }

  private static String floating(Spec spec, char letter, Num number) {
    var precision = spec.precision == NO_PRECISION ? 6 : spec.precision;
    var text = switch (letter) {
      case 'e' -> NumberText.scientific(number, precision, spec.has('#'));
      case 'f' -> NumberText.fixed(number, precision, spec.has('#'));
      default -> NumberText.general(number, precision, spec.has('#'));
    };
    var sign = text.startsWith("-") ? "-" : plusOrSpace(spec);
    var digits = text.startsWith("-") ? text.substring(1) : text;
    var isFinite = isDigit(digits.charAt(0));
    return spec.has('0') && !spec.has('-') && isFinite ? zeroFilled(spec, sign, digits) : padded(spec, sign + digits);
  }

  /** A long string without precision is taken whole; any other ends at its first zero byte, as {@code %s} does. */
  private static void string(Texts out, Spec spec, Str text) {
    if (spec.precision == NO_PRECISION && text.length() >= LONG_STRING) {
      out.add(text);
      return;
    }
    var shown = text.untilNul();
    out.add(padded(spec, spec.precision == NO_PRECISION ? shown : shown.substring(0, Math.min(spec.precision, shown.length()))));
  }

  private static void quoted(Texts out, Str text) {
    out.add('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.at(i);
      switch (c) {
        case '"', '\\', '\n' -> out.add('\\').add(c);
        case '\r' -> out.add("\\r");
        case 0 -> out.add("\\000");
        default -> out.add(c);
      }
    }
    out.add('"');
  }
}
