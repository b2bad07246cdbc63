package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first line of a script, {@code #!lua flags=no-writes,allow-stale}.
 *
 * @param isPresent false for a script of the old kind, to which the rules for flags do not apply
 * @param flags in order of declaration
 */
public record Shebang(boolean isPresent, Set<ScriptFlag> flags) {
  private static final Shebang ABSENT = new Shebang(false, EnumSet.noneOf(ScriptFlag.class));

  private static final Parsed NOTHING = new Parsed(ABSENT, 0, Optional.empty());

  /** A first line understood, or the error it causes; {@code bodyStart} is where the text of the script begins, its line end included. */
  record Parsed(Shebang shebang, int bodyStart, Optional<Reply.Error> error) {}

  /** The flags that the first line of a script declares; empty if there is no such line, or no valid one. */
  public static Optional<Set<ScriptFlag>> declared(Bytes body) {
    var parsed = body.length() > 1 && body.at(0) == '#' ? parse(body.toLatin1()) : NOTHING;
    return parsed.error().isEmpty() && parsed.shebang().isPresent() ? Optional.of(parsed.shebang().flags()) : Optional.empty();
  }

  /** Reads the first line of {@code body}, one character a byte. Source: Redis 7.0, {@code evalExtractShebangFlags}. */
  static Parsed parse(String body) {
    if (!body.startsWith("#!")) {
      return NOTHING;
    }
    var end = body.indexOf('\n');
    if (end < 0) {
      return refused("Invalid script shebang");
    }
    var words = QuotedWords.split(body.substring(0, end));
    if (words == null || words.isEmpty()) {
      return refused("Invalid engine in script shebang");
    }
    if (!words.getFirst().equals("#!lua")) {
      return refused("Unexpected engine in script shebang: " + words.getFirst());
    }
    return options(words, end);
  }

  private static Parsed options(List<String> words, int bodyStart) {
    var flags = EnumSet.noneOf(ScriptFlag.class);
    for (var word : words.subList(1, words.size())) {
      if (!word.startsWith("flags=")) {
        return refused("Unknown lua shebang option: " + word);
      }
      for (var name : names(word.substring("flags=".length()))) {
        var flag = ScriptFlag.named(name);
        if (flag.isEmpty()) {
          return refused("Unexpected flag in script shebang: " + name);
        }
        flags.add(flag.get());
      }
    }
    return new Parsed(new Shebang(true, flags), bodyStart, Optional.empty());
  }

  private static List<String> names(String list) {
    return list.isEmpty() ? List.of() : List.of(list.split(",", -1));
  }

  private static Parsed refused(String message) {
    return new Parsed(ABSENT, 0, Optional.of(new Reply.Error(Bytes.latin1("ERR " + message))));
  }
}
