package dev.interlace.model.script;

import java.util.Locale;

/**
 * The first line of a library of functions, {@code #!lua name=mylib}. Source: Redis 7.0, {@code functionExtractLibMetaData}.
 *
 * @param bodyStart where the text of the library begins, its line end included
 */
record FunctionMetadata(String name, int bodyStart) {
  static final String BAD_NAME =
      "Library names can only contain letters, numbers, or underscores(_) and must be at least one character long";

  /** @throws Refused with the error of FUNCTION LOAD */
  static FunctionMetadata parse(String code) throws Refused {
    if (!code.startsWith("#!")) {
      throw new Refused("Missing library metadata");
    }
    var end = code.indexOf('\n');
    var zero = code.indexOf(0); // where C sees the end
    var words = end < 0 || zero >= 0 && zero < end ? null : QuotedWords.split(code.substring(2, end));
    if (words == null) {
      throw new Refused("Invalid library metadata");
    }
    // The engine is whatever stands before the first space, which may be nothing.
    var hasEngine = end > 2 && !Character.isWhitespace(code.charAt(2));
    var name = name(hasEngine ? words.subList(1, words.size()) : words);
    checkName(name);
    var engine = hasEngine ? words.getFirst() : "";
    if (!engine.equalsIgnoreCase("lua")) {
      throw new Refused("Engine '" + engine + "' not found");
    }
    return new FunctionMetadata(name, end);
  }

  private static String name(Iterable<String> words) throws Refused {
    String name = null;
    for (var word : words) {
      if (!word.toLowerCase(Locale.ROOT).startsWith("name=")) {
        throw new Refused("Invalid metadata value given: " + word);
      }
      if (name != null) {
        throw new Refused("Invalid metadata value, name argument was given multiple times");
      }
      name = word.substring("name=".length());
    }
    if (name == null) {
      throw new Refused("Library name was not given");
    }
    return name;
  }

  /** The rule for names of libraries and of functions, and one text for both. */
  static void checkName(String name) throws Refused {
    if (name.isEmpty() || !name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_')) {
      throw new Refused(BAD_NAME);
    }
  }

  /** Why a library is not loaded, without the leading {@code ERR}. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message, null, false, false);
    }
  }
}
