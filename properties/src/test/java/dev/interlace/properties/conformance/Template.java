package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A command line with open places, in the notation of Redis' documentation: {@code SET <key> <value> [NX|XX] [EX <ttl>|KEEPTTL]}.
 *
 * <p>Items are separated by blanks. {@code <place>} is filled by {@link Places}; {@code [a|b c]} is one of the alternatives or
 * nothing; {@code (a|b c)} is one of them; {@code ...} behind an item repeats it one to three times. Any other item stands for
 * itself.
 */
final class Template implements Source {
  private final String text;
  private final Part line;
  private int at;

  Template(String text) {
    this.text = text;
    this.line = alternatives('\0');
  }

  /** A part of a command line: adds its words. */
  private interface Part {
    void fill(Random random, List<String> words);
  }

  @Override
  public Command draw(Random random) {
    var words = new ArrayList<String>();
    line.fill(random, words);
    return new Command(words.stream().map(Bytes::latin1).toList());
  }

  private Part alternatives(char end) {
    var choices = new ArrayList<Part>();
    do {
      choices.add(items());
    } while (at < text.length() && text.charAt(at) == '|' && at++ >= 0);
    if (end != '\0' && (at == text.length() || text.charAt(at++) != end) || end == '\0' && at < text.length()) {
      throw new IllegalArgumentException("unbalanced: " + text);
    }
    return (random, words) -> choices.get(random.nextInt(choices.size())).fill(random, words);
  }

  private Part items() {
    var items = new ArrayList<Part>();
    while (at < text.length() && "|)]".indexOf(text.charAt(at)) < 0) {
      if (text.charAt(at) == ' ') {
        at++;
      } else {
        items.add(repeated(item()));
      }
    }
    return (random, words) -> items.forEach(item -> item.fill(random, words));
  }

  private Part repeated(Part item) {
    if (!text.startsWith("...", at)) {
      return item;
    }
    at += 3;
    return (random, words) -> {
      for (var times = 1 + random.nextInt(3); times > 0; times--) {
        item.fill(random, words);
      }
    };
  }

  private Part item() {
    switch (text.charAt(at)) {
      case '(' -> {
        at++;
        return alternatives(')');
      }
      case '[' -> {
        at++;
        var optional = alternatives(']');
        return (random, words) -> {
          if (random.nextInt(5) < 2) {
            optional.fill(random, words);
          }
        };
      }
      case '<' -> {
        var end = text.indexOf('>', at);
        var place = text.substring(at + 1, end);
        at = end + 1;
        return (random, words) -> words.add(Places.fill(place, random));
      }
      default -> {
        var start = at;
        while (at < text.length() && " |)]".indexOf(text.charAt(at)) < 0 && !text.startsWith("...", at)) {
          at++;
        }
        var word = text.substring(start, at);
        return (random, words) -> words.add(word);
      }
    }
  }
}
