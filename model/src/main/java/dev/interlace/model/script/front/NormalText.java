package dev.interlace.model.script.front;

import dev.interlace.model.script.lua.Num;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The program text written anew for a Lua 5.2 compiler, line for line.
 *
 * <p>What the two languages disagree on is disguised, and {@link ProtoReader} takes the disguise off the compiled function:
 * <ul>
 *   <li>A numeral becomes a string that starts with NUL and {@code n} and holds its 64 bits, so that the compiler neither reads nor folds
 *       it.
 *   <li>A string that starts with NUL, or looks like a disguised name, gets NUL and {@code s} in front.
 *   <li>The names {@code goto} and {@code _ENV}, with any number of underscores behind, get one more.
 *   <li>The table {@code arg} of a vararg function is the string NUL {@code a}.
 * </ul>
 */
final class NormalText {
  static final char NUMBER = 'n';
  static final char STRING = 's';
  static final String ARG_TABLE = "\0a";

  private static final String NO_ARGUMENT = "local arg=nil     ";

  private final StringBuilder out = new StringBuilder();
  private int line = 1;

  /** A place to come back to. */
  record Mark(int length, int line) {}

  Mark mark() {
    return new Mark(out.length(), line);
  }

  void backTo(Mark mark) {
    out.setLength(mark.length);
    line = mark.line;
  }

  /**
   * Moves an operator to the line of its last operand, if that operand, which ends the text, is on one line.
   *
   * <p>Lua 5.1 counts an operation to the line where its operands end, 5.2 to that of its operator. The left operand, if any, is put in
   * parentheses that end on the operator's old line, because both count the fetching of its value to that.
   */
  void moveOperator(Mark left, Mark start) {
    var text = out.substring(start.length);
    var operator = text.stripLeading();
    var operatorEnd = text.length() - operator.length() + operator.indexOf(' ') + 1;
    var operand = text.substring(operatorEnd).stripLeading();
    var operandStart = text.length() - operand.length();
    if (operandStart > operatorEnd && operand.indexOf('\n') < 0) {
      out.setLength(start.length);
      var hasLeft = left.length < start.length;
      out.append(text, 0, text.length() - operator.length()).append(hasLeft ? ") " : "").append(text, operatorEnd, operandStart);
      out.append(operator, 0, operator.indexOf(' ') + 1).append(operand);
      if (hasLeft) {
        out.insert(firstOf(left), '(');
      }
    }
  }

  private int firstOf(Mark mark) {
    var at = mark.length;
    while (out.charAt(at) == '\n') {
      at++;
    }
    return at;
  }

  /** Gives the numeral that starts at {@code mark} another value, unless it is in parentheses. */
  void rewriteNumber(Mark mark, Num value) {
    var text = number(value);
    var at = firstOf(mark);
    if (out.indexOf(text.substring(0, 6), at) == at) {
      out.replace(at, at + text.length(), text);
    }
  }

  void word(String word, int atLine) {
    while (line < atLine) {
      out.append('\n');
      line++;
    }
    out.append(word).append(' ');
  }

  void name(String name, int atLine) {
    word(isDisguisedOrReserved(name) ? name + "_" : name, atLine);
  }

  void string(String content, int atLine) {
    word(literal(content.startsWith("\0") || isDisguisedOrReserved(content) ? "\0" + STRING + content : content), atLine);
  }

  void number(Num value, int atLine) {
    word(number(value), atLine);
  }

  private static String number(Num value) {
    return literal("\0" + NUMBER + HexFormat.of().toHexDigits(Double.doubleToRawLongBits(value.value())));
  }

  /** Declares {@code arg}, as nil for now; answers where. */
  Mark argument() {
    var place = mark();
    out.append(NO_ARGUMENT);
    return place;
  }

  /** Makes an {@code arg} declared before the table of extra arguments; nothing behind it moves. */
  void makeTable(Mark argument) {
    out.replace(argument.length, argument.length + NO_ARGUMENT.length(), "local arg=" + literal(ARG_TABLE) + " ");
  }

  int length() {
    return out.length();
  }

  static boolean isDisguisedOrReserved(String name) {
    return name.startsWith("goto") && onlyUnderscoresFrom(name, 4) || name.startsWith("_ENV") && onlyUnderscoresFrom(name, 4);
  }

  private static boolean onlyUnderscoresFrom(String name, int from) {
    for (var i = from; i < name.length(); i++) {
      if (name.charAt(i) != '_') {
        return false;
      }
    }
    return true;
  }

  private static String literal(String content) {
    var quoted = new StringBuilder("\"");
    for (var i = 0; i < content.length(); i++) {
      var c = content.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        quoted.append(c);
      } else {
        quoted.append('\\').append((char) ('0' + c / 100)).append((char) ('0' + c / 10 % 10)).append((char) ('0' + c % 10));
      }
    }
    return quoted.append('"').toString();
  }

  byte[] toBytes() {
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
