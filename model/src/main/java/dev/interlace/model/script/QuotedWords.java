package dev.interlace.model.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line split into words that may be quoted, one character a byte. Source: Redis 7.0, {@code sdssplitargs}. */
final class QuotedWords {
  private final String line;
  private int at;

  private QuotedWords(String line) {
    this.line = line;
  }

  /** The words, or null if a quote is not closed or not followed by space. */
  static @Nullable List<String> split(String line) {
    var words = new ArrayList<String>();
    var end = line.indexOf(0); // where C sees the end
    var reader = new QuotedWords(end < 0 ? line : line.substring(0, end));
    while (true) {
      reader.skipSpace();
      if (reader.at >= reader.line.length()) {
        return words;
      }
      var word = reader.word();
      if (word == null) {
        return null;
      }
      words.add(word);
    }
  }

  private void skipSpace() {
    while (at < line.length() && isSpace(line.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private @Nullable String word() {
    var word = new StringBuilder();
    while (at < line.length() && !isSpace(line.charAt(at))) {
      var c = line.charAt(at++);
      if (c == '"' || c == '\'') {
        if (!quoted(word, c) || at < line.length() && !isSpace(line.charAt(at))) {
          return null;
        }
      } else {
        word.append(c);
      }
    }
    return word.toString();
  }

  private boolean quoted(StringBuilder word, char quote) {
    while (at < line.length()) {
      var c = line.charAt(at++);
      if (c == quote) {
        return true;
      }
      if (c == '\\' && at < line.length() && (quote == '"' || line.charAt(at) == quote)) {
        escape(word, quote);
      } else {
        word.append(c);
      }
    }
    return false;
  }

  private void escape(StringBuilder word, char quote) {
    var c = line.charAt(at++);
    if (quote == '\'') {
      word.append(c);
    } else if (c == 'x' && hex(at) >= 0 && hex(at + 1) >= 0) {
      word.append((char) (16 * hex(at) + hex(at + 1)));
      at += 2;
    } else {
      word.append(switch (c) {
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'b' -> '\b';
        case 'a' -> '\u0007';
        default -> c;
      });
    }
  }

  private int hex(int index) {
    return index < line.length() ? Character.digit(line.charAt(index), 16) : -1;
  }
}
