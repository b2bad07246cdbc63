package dev.interlace.properties.spec;

import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines a transcript gives as a reply; see {@link Chapter} for what they may hold. */
public record Expectation(List<String> lines) {
  static final String ANY = "(any)";
  static final String ANY_ORDER = "(in any order)";
  static final String NONE_YET = "(no reply yet)";

  private static final Pattern NUMBER = Pattern.compile("( *\\d+[)~#>] )(.*)", Pattern.DOTALL);

  public Expectation {
    lines = List.copyOf(lines);
  }

  /** Whether the transcript says that the command gets no reply for now. */
  public boolean isNoneYet() {
    return lines.equals(List.of(NONE_YET));
  }

  /** Whether the reply is as written; empty stands for no reply. */
  public boolean isMetBy(Optional<Reply> reply) {
    if (reply.isEmpty() || isNoneYet()) {
      return reply.isEmpty() && isNoneYet();
    }
    var actual = textOf(reply.get());
    if (lines.getLast().equals(ANY_ORDER)) {
      return isSameBag(elements(lines.subList(0, lines.size() - 1)), elements(actual.lines().toList()));
    }
    return lines.equals(List.of(ANY)) || matches(String.join("\n", lines), actual);
  }

  /** A reply as transcripts write it: as {@code redis-cli} prints it, without blanks at line ends, which no editor would keep. */
  static String textOf(Reply reply) {
    return ReplyText.of(reply).lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }

  private static boolean matches(String expected, String actual) {
    var regex = Stream.of(expected.split(Pattern.quote(ANY), -1)).map(Pattern::quote).collect(Collectors.joining("[^\\n]*"));
    return Pattern.matches(regex, actual);
  }

  /** The texts of the outermost elements, each without its number and indentation. */
  private static List<String> elements(List<String> lines) {
    var elements = new ArrayList<String>();
    var indent = 0;
    for (var line : lines) {
      var numbered = NUMBER.matcher(line);
      if (numbered.matches() && (elements.isEmpty() || numbered.group(1).length() == indent)) {
        indent = numbered.group(1).length();
        elements.add(numbered.group(2));
      } else if (elements.isEmpty()) {
        elements.add(line);
      } else {
        elements.add(elements.removeLast() + "\n" + line.substring(Math.min(indent, line.length())));
      }
    }
    return elements;
  }

  private static boolean isSameBag(List<String> expected, List<String> actual) {
    var rest = new ArrayList<>(actual);
    for (var element : expected) {
      var match = rest.stream().filter(candidate -> matches(element, candidate)).findFirst();
      if (match.isEmpty()) {
        return false;
      }
      rest.remove(match.get());
    }
    return rest.isEmpty();
  }
}
