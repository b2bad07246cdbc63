package dev.interlace.model.serve;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.settings.Kind;
import dev.interlace.model.settings.Parameters;
import dev.interlace.model.settings.Refused;
import dev.interlace.model.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads what an operator configures, from the lines of a {@code redis.conf} and from arguments such as {@code --maxclients 100}.
 *
 * <p>Later lines win; save points and the classes of {@code client-output-buffer-limit} add up. <b>Source:</b> {@code
 * loadServerConfigFromString} of Redis 7.0. <b>Deviation:</b> {@code include}, {@code user}, {@code loadmodule} and {@code rename-command}
 * are refused.
 */
public final class ConfigReader {
  private static final List<String> WITH_MANY_WORDS = List.of("bind", "save", "client-output-buffer-limit", "oom-score-adj-values",
      "latency-tracking-info-percentiles", "shutdown-on-sigint", "shutdown-on-sigterm", "sanitize-dump-payload");
  private static final Kind PORT = new Kind.Whole(0, 65_535);

  private final Settings before;
  private Settings settings;

  public ConfigReader(Settings before) {
    this.before = before;
    settings = before;
  }

  public Settings settings() {
    return settings;
  }

  /**
   * Reads a file.
   *
   * @param name of the file, for messages
   * @throws ConfigFault if the server would refuse it
   */
  public ConfigReader readFile(String name, Bytes text) {
    var number = 0;
    for (var line : text.toLatin1().split("\n", -1)) {
      number++;
      var stripped = line.strip();
      if (!stripped.isEmpty() && !stripped.startsWith("#")) {
        var where = name + ", line " + number;
        var words = CommandLine.parse(Bytes.latin1(stripped)).orElseThrow(() ->
            new ConfigFault(where, stripped, "Unbalanced quotes in configuration line"));
        assign(where, stripped, words.stream().map(Bytes::toLatin1).toList());
      }
    }
    return this;
  }

  /**
   * Reads arguments: names behind two dashes, each with its values.
   *
   * @throws ConfigFault if the server would refuse them
   */
  public ConfigReader readArguments(List<String> arguments) {
    for (var i = 0; i < arguments.size(); ) {
      var words = new ArrayList<String>();
      var given = arguments.get(i++);
      if (!given.startsWith("--")) {
        throw new ConfigFault("argument", given, "Bad directive or wrong number of arguments");
      }
      words.add(given.substring(2));
      while (i < arguments.size() && !arguments.get(i).startsWith("--")) {
        words.add(arguments.get(i++));
      }
      assign("argument", given, words);
    }
    return this;
  }

  private void assign(String where, String what, List<String> words) {
    var parameter = Parameters.find(words.getFirst().toLowerCase(Locale.ROOT));
    if (parameter.isEmpty() || words.size() < 2 || words.size() > 2 && !WITH_MANY_WORDS.contains(parameter.get().current())) {
      throw new ConfigFault(where, what, "Bad directive or wrong number of arguments");
    }
    var name = parameter.get().current();
    var value = String.join(" ", words.subList(1, words.size()));
    try {
      settings = switch (name) {
        // CONFIG SET cannot change these on a server that listens already; whoever starts it can.
        case "bind" -> settings.with(name, value);
        case "port" -> settings.with(name, PORT.accept(value, ""));
        case "save" -> settings.assign(name, withEarlierSavePoints(value));
        default -> settings.assign(name, value);
      };
    } catch (Refused refusal) {
      throw new ConfigFault(where, what, refusal.getMessage());
    }
  }

  private String withEarlierSavePoints(String value) {
    var isFirst = settings.text("save").equals(before.text("save"));
    return value.isEmpty() || isFirst ? value : (settings.text("save") + " " + value).strip();
  }
}
