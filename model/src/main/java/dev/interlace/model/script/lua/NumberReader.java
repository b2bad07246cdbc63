package dev.interlace.model.script.lua;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Text to number as {@code strtod} of glibc reads it: decimal and hexadecimal floats, {@code inf}, {@code nan}, space around.
 *
 * <p>A string is read as C reads it, up to its first zero byte.
 */
public final class NumberReader {
  private final String text;
  private int at;

  private NumberReader(String text) {
    this.text = text;
  }

  /** The number that the whole of {@code text} means, or null. */
  public static @Nullable Num read(Str text) {
    return read(text.untilNul());
  }

  /** The number that the whole of {@code text} means, or null. */
  public static @Nullable Num read(String text) {
    var reader = new NumberReader(text);
    var number = reader.number();
    if (number == null) {
      return null;
    }
    reader.skipSpace();
    return reader.at == text.length() ? number : null;
  }

  /** A number at the start of a text and how many characters it takes. */
  public record Prefix(Num number, int length) {}

  /** The longest number that {@code text} has from {@code from} on, or null, as {@code strtod} finds it. */
  public static @Nullable Prefix prefixAt(String text, int from) {
    var reader = new NumberReader(text);
    reader.at = from;
    var number = reader.number();
    return number == null ? null : new Prefix(number, reader.at - from);
  }

  private @Nullable Num number() {
    skipSpace();
    var negative = at < text.length() && text.charAt(at) == '-';
    if (negative || at < text.length() && text.charAt(at) == '+') {
      at++;
    }
    var word = word();
    if (word != null) {
      return negative ? word.negated() : word;
    }
    var start = at;
    var literal = hexadecimal();
    if (literal == null) {
      at = start;
      literal = decimal();
    }
    return literal == null ? null : Num.of(negative ? -Double.parseDouble(literal) : Double.parseDouble(literal));
  }

  private @Nullable Num word() {
    var rest = text.substring(at, Math.min(text.length(), at + 8)).toLowerCase(Locale.ROOT);
    if (rest.startsWith("inf")) {
      at += rest.startsWith("infinity") ? 8 : 3;
      return Num.of(Double.POSITIVE_INFINITY);
    }
    if (rest.startsWith("nan")) {
      at += 3;
      skipNanPayload();
      return Num.NAN;
    }
    return null;
  }

  private void skipNanPayload() {
    if (at < text.length() && text.charAt(at) == '(') {
      var end = at + 1;
      while (end < text.length() && (isAlphanumeric(text.charAt(end)) || text.charAt(end) == '_')) {
        end++;
      }
      if (end < text.length() && text.charAt(end) == ')') {
        at = end + 1;
      }
    }
  }

  /** A hexadecimal float in the form Java reads, or null. */
  private @Nullable String hexadecimal() {
    if (!text.startsWith("0x", at) && !text.startsWith("0X", at)) {
      return null;
    }
    at += 2;
    var start = at;
    skipDigits(true);
    var digits = at - start;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      skipDigits(true);
      digits = at - start - 1;
    }
    if (digits == 0) {
      return null;
    }
    var mantissa = text.substring(start, at);
    var exponent = exponent('p');
    return "0x" + mantissa + (exponent.isEmpty() ? "p0" : exponent);
  }

  private @Nullable String decimal() {
    var start = at;
    skipDigits(false);
    var digits = at - start;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      skipDigits(false);
      digits = at - start - 1;
    }
    if (digits == 0) {
      at = start;
      return null;
    }
    var mantissa = text.substring(start, at);
    return mantissa + exponent('e');
  }

  /** The exponent with its mark, or nothing if it is not complete. */
  private String exponent(char mark) {
    var start = at;
    if (at >= text.length() || (text.charAt(at) | 0x20) != mark) {
      return "";
    }
    at++;
    if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      at++;
    }
    var digits = at;
    skipDigits(false);
    if (at == digits) {
      at = start;
      return "";
    }
    return text.substring(start, at);
  }

  private void skipDigits(boolean hexadecimal) {
    while (at < text.length() && Character.digit(text.charAt(at), hexadecimal ? 16 : 10) >= 0 && text.charAt(at) < 0x80) {
      at++;
    }
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  /** C's {@code isspace}. */
  public static boolean isSpace(int c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  /** C's {@code isalnum}. */
  public static boolean isAlphanumeric(int c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
