package dev.interlace.model.script.front;

import dev.interlace.model.script.lua.ChunkNames;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.NumberReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Splits a program text into tokens. Source: Lua 5.1.5, {@code llex.c}. */
final class Lexer {
  private static final Set<String> WORDS = new TreeSet<>(List.of(
      "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in", "local", "nil", "not", "or", "repeat",
      "return", "then", "true", "until", "while"));
  private static final int END = -1;
  private static final String ZERO_BYTE = "char(0)";
  private static final String SIMPLE_ESCAPES = "abfnrtv";
  private static final String ESCAPED_BYTES = "\u0007\b\f\n\r\t\u000b";

  private final SourceText text;
  private final String chunkName;
  private int at;
  private int line = 1;
  /** The text of the token being read, or of the last name, string or numeral; messages quote it. */
  private final StringBuilder buffer = new StringBuilder();

  Lexer(SourceText text, String chunkName) {
    this.text = text;
    this.chunkName = chunkName;
  }

  int line() {
    return line;
  }

  /** An error that quotes no token. */
  SyntaxError error(String message) {
    return new SyntaxError(ChunkNames.shortenForCompiler(chunkName) + ":" + line + ": " + message);
  }

  /** An error {@code near} a token; for a name, string or numeral that is the text read last. A zero byte counts as no token. */
  SyntaxError errorNear(String message, String type) {
    if (type.equals(ZERO_BYTE)) {
      return error(message);
    }
    var near = switch (type) {
      case Token.NAME, Token.STRING, Token.NUMBER -> untilNul(buffer.toString());
      default -> type;
    };
    return error(message + " near '" + near + "'");
  }

  private static String untilNul(String text) {
    var nul = text.indexOf('\0');
    return nul < 0 ? text : text.substring(0, nul);
  }

  private int current() {
    return text.at(at);
  }

  private void save() {
    buffer.append((char) current());
    at++;
  }

  /** A zero byte passes too: C's {@code strchr} finds it at the end of any string. */
  private boolean saveIf(String either) {
    if (current() == END || current() != 0 && either.indexOf(current()) < 0) {
      return false;
    }
    save();
    return true;
  }

  private Token symbol(String type) {
    return new Token(type, "", Num.ZERO, line);
  }

  Token next() throws SyntaxError {
    buffer.setLength(0);
    while (true) {
      var c = current();
      switch (c) {
        case END -> {
          return symbol(Token.END);
        }
        case '\n', '\r' -> newLine();
        case '-' -> {
          at++;
          if (current() != '-') {
            return symbol("-");
          }
          at++;
          comment();
        }
        case '[' -> {
          return bracket();
        }
        case '=', '<', '>', '~' -> {
          at++;
          return current() == '=' ? doubled(c) : symbol(String.valueOf((char) c));
        }
        case '"', '\'' -> {
          return quoted(c);
        }
        case '.' -> {
          return dots();
        }
        default -> {
          if (!NumberReader.isSpace(c)) {
            return isDigit(c) ? numeral() : isNameStart(c) ? name() : character(c);
          }
          at++;
        }
      }
    }
  }

  private Token doubled(int first) {
    at++;
    return symbol((char) first + "=");
  }

  private Token character(int c) {
    at++;
    return symbol(c < 0x20 || c == 0x7f ? "char(" + c + ")" : String.valueOf((char) c));
  }

  private Token name() {
    do {
      save();
    } while (isNameStart(current()) || isDigit(current()));
    var word = buffer.toString();
    return WORDS.contains(word) ? symbol(word) : new Token(Token.NAME, word, Num.ZERO, line);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(int c) {
    return c == '_' || NumberReader.isAlphanumeric(c) && !isDigit(c);
  }

  /** A line end is CR, LF, or one of each. */
  private void newLine() {
    var first = current();
    at++;
    if ((current() == '\n' || current() == '\r') && current() != first) {
      at++;
    }
    line++;
  }

  private void comment() throws SyntaxError {
    if (current() == '[') {
      var level = separator();
      buffer.setLength(0);
      if (level >= 0) {
        longString(level, "comment");
        buffer.setLength(0);
        return;
      }
    }
    while (current() != END && current() != '\n' && current() != '\r') {
      at++;
    }
  }

  private Token bracket() throws SyntaxError {
    var level = separator();
    if (level >= 0) {
      longString(level, "string");
      var content = buffer.substring(level + 2, buffer.length() - level - 2);
      return new Token(Token.STRING, content, Num.ZERO, line);
    }
    if (level == -1) {
      return symbol("[");
    }
    throw errorNear("invalid long string delimiter", Token.STRING);
  }

  /** Reads a bracket and the equal signs behind it; their number if the same bracket follows, else that number negated and less one. */
  private int separator() {
    var bracket = current();
    save();
    var count = 0;
    while (current() == '=') {
      save();
      count++;
    }
    return current() == bracket ? count : -count - 1;
  }

  private void longString(int level, String what) throws SyntaxError {
    save();
    if (current() == '\n' || current() == '\r') {
      newLine();
    }
    while (true) {
      switch (current()) {
        case END -> throw errorNear("unfinished long " + what, Token.END);
        case ']' -> {
          if (separator() == level) {
            save();
            return;
          }
        }
        case '\n', '\r' -> {
          buffer.append('\n');
          newLine();
        }
        default -> save();
      }
    }
  }

  private Token quoted(int quote) throws SyntaxError {
    save();
    while (current() != quote) {
      switch (current()) {
        case END -> throw errorNear("unfinished string", Token.END);
        case '\n', '\r' -> throw errorNear("unfinished string", Token.STRING);
        case '\\' -> escape();
        default -> save();
      }
    }
    save();
    return new Token(Token.STRING, buffer.substring(1, buffer.length() - 1), Num.ZERO, line);
  }

  /** An unknown escape stands for its letter. */
  private void escape() throws SyntaxError {
    at++;
    var c = current();
    var simple = c == END ? -1 : SIMPLE_ESCAPES.indexOf(c);
    if (simple >= 0) {
      buffer.append(ESCAPED_BYTES.charAt(simple));
      at++;
    } else if (c == '\n' || c == '\r') {
      buffer.append('\n');
      newLine();
    } else if (isDigit(c)) {
      decimalEscape();
    } else if (c != END) {
      save();
    }
  }

  private void decimalEscape() throws SyntaxError {
    var value = 0;
    for (var i = 0; i < 3 && isDigit(current()); i++) {
      value = 10 * value + current() - '0';
      at++;
    }
    if (value > 255) {
      throw errorNear("escape sequence too large", Token.STRING);
    }
    buffer.append((char) value);
  }

  private Token dots() throws SyntaxError {
    save();
    if (saveIf(".")) {
      return symbol(saveIf(".") ? "..." : "..");
    }
    return isDigit(current()) ? numeral() : symbol(".");
  }

  private Token numeral() throws SyntaxError {
    while (isDigit(current()) || current() == '.') {
      save();
    }
    if (saveIf("Ee")) {
      saveIf("+-");
    }
    while (isNameStart(current()) || isDigit(current())) {
      save();
    }
    var number = NumberReader.read(untilNul(buffer.toString()));
    if (number == null) {
      throw errorNear("malformed number", Token.NUMBER);
    }
    return new Token(Token.NUMBER, "", number, line);
  }
}
