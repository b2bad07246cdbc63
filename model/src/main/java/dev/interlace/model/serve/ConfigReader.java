package dev.interlace.model.serve;

import dev.interlace.model.acl.Acl;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.settings.Kind;
import dev.interlace.model.settings.Parameters;
import dev.interlace.model.settings.Refused;
import dev.interlace.model.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads what an operator configures, from the lines of a {@code redis.conf} and from arguments such as {@code --maxclients 100}.
 *
 * <p>Later lines win; save points and the classes of {@code client-output-buffer-limit} add up. <b>Source:</b> {@code
 * loadServerConfigFromString}, {@code ACLLoadConfiguredUsers} of Redis 7.0. <b>Deviation:</b> {@code loadmodule} is refused, and
 * {@code lua-enable-deprecated-api} unknown;
 * of a renamed command, COMMAND and error texts about its subcommands tell the name that it was born with.
 */
public final class ConfigReader {
  private static final List<String> WITH_MANY_WORDS = List.of("bind", "save", "client-output-buffer-limit", "oom-score-adj-values",
      "latency-tracking-info-percentiles", "shutdown-on-sigint", "shutdown-on-sigterm", "sanitize-dump-payload");
  private static final Kind PORT = new Kind.Whole(0, 65_535);

  private static final String BAD = "Bad directive or wrong number of arguments";
  private static final String USERS_TWICE =
      "Configuring Redis with users defined in redis.conf and at the same setting an ACL file path is invalid. This setup is very likely to lead to "
          + "configuration errors and security holes, please define either an ACL file or declare users directly in your redis.conf, but not both.";
  /** A file that includes itself would go on for ever. */
  private static final int DEEPEST = 16;

  private final Settings before;
  private final Includes includes;
  private final SortedMap<Bytes, User> users = new TreeMap<>();
  private Settings settings;
  private int depth;

  /** Finds the files that {@code include} names. */
  public interface Includes {
    /** Those of the pattern by name, with what they hold; none if there is no such file. */
    SortedMap<String, Bytes> matching(String pattern);
  }

  private record User(String where, String what, List<Bytes> rules) {}

  public ConfigReader(Settings before, Includes includes) {
    this.before = before;
    this.includes = includes;
    settings = before;
  }

  /**
   * What has been read.
   *
   * @throws ConfigFault if a user cannot be as it was described
   */
  public Settings settings() {
    if (!users.isEmpty() && !settings.text("aclfile").isEmpty()) {
      var user = users.firstEntry().getValue();
      throw new ConfigFault(user.where, user.what, USERS_TWICE);
    }
    var acl = settings.acl();
    for (var user : users.entrySet()) {
      var rules = new ArrayList<>(user.getValue().rules);
      if (user.getKey().equals(Acl.DEFAULT)) {
        rules.addFirst(Bytes.of("reset"));
      }
      var changed = acl.set(user.getKey(), rules, CommandCatalog.dialect(settings));
      acl = switch (changed) {
        case Acl.Change.Done(var next) -> next;
        case Acl.Change.Refused(var error) -> throw new ConfigFault(user.getValue().where, user.getValue().what, error);
      };
    }
    return settings.with(acl);
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
        assign(where, stripped, words(where, stripped));
      }
    }
    return this;
  }

  /**
   * Reads arguments: names behind two dashes, each with its values, which may stand in the same argument. What follows a name is its value,
   * dashes or not; only {@code --save} may do without. <b>Source:</b> {@code main} in {@code server.c}.
   *
   * @throws ConfigFault if the server would refuse them
   */
  public ConfigReader readArguments(List<String> arguments) {
    for (var i = 0; i < arguments.size(); ) {
      var given = arguments.get(i++);
      if (!given.startsWith("--")) {
        throw new ConfigFault("argument", given, BAD);
      }
      var words = words("argument", given.substring(2));
      if (words.size() == 1 && i < arguments.size() && !(given.equalsIgnoreCase("--save") && arguments.get(i).startsWith("--"))) {
        words.add(arguments.get(i++));
      }
      while (i < arguments.size() && !arguments.get(i).startsWith("--")) {
        words.add(arguments.get(i++));
      }
      if (words.size() == 1 && given.equalsIgnoreCase("--save")) {
        words.add("");
      }
      assign("argument", given, words);
    }
    return this;
  }

  private static List<String> words(String where, String line) {
    var words = CommandLine.parse(Bytes.latin1(line)).orElseThrow(() -> new ConfigFault(where, line, "Unbalanced quotes in configuration line"));
    return words.stream().map(Bytes::toLatin1).collect(Collectors.toCollection(ArrayList::new));
  }

  private void assign(String where, String what, List<String> words) {
    switch (words.getFirst().toLowerCase(Locale.ROOT) + " " + (words.size() - 1)) {
      case "include 1" -> include(where, what, words.get(1));
      case "rename-command 2" -> rename(where, what, words.get(1).toLowerCase(Locale.ROOT), words.get(2).toLowerCase(Locale.ROOT));
      case "loadmodule 1" -> throw new ConfigFault(where, what, "Interlace has no modules");
      default -> {
        if (words.getFirst().equalsIgnoreCase("user") && words.size() > 1) {
          declare(where, what, words);
        } else {
          set(where, what, words);
        }
      }
    }
  }

  private void include(String where, String what, String pattern) {
    var found = includes.matching(pattern);
    if (found.isEmpty() && !pattern.contains("*") && !pattern.contains("?") && !pattern.contains("[")) {
      throw new ConfigFault(where, what, "there is no such file");
    }
    if (++depth > DEEPEST) {
      throw new ConfigFault(where, what, "files include each other");
    }
    found.forEach(this::readFile);
    depth--;
  }

  private void rename(String where, String what, String name, String next) {
    if (!isKnown(name)) {
      throw new ConfigFault(where, what, "No such command in rename-command");
    }
    if (!next.isEmpty() && isKnown(next)) {
      throw new ConfigFault(where, what, "Target command name already exists");
    }
    settings = settings.with(settings.names().with(name, next));
  }

  private boolean isKnown(String name) {
    return settings.names().original(name).flatMap(original -> CommandCatalog.find(List.of(Bytes.latin1(original)))).isPresent();
  }

  private void declare(String where, String what, List<String> words) {
    var rules = words.subList(2, words.size()).stream().map(Bytes::latin1).toList();
    if (users.putIfAbsent(Bytes.latin1(words.get(1)), new User(where, what, rules)) != null) {
      throw new ConfigFault(where, what, "Error in user declaration '" + words.get(1)
          + "': Duplicate user found. A user can only be defined once in config files");
    }
  }

  private void set(String where, String what, List<String> words) {
    var parameter = Parameters.find(words.getFirst().toLowerCase(Locale.ROOT));
    if (parameter.isEmpty() || words.size() != 2 && !WITH_MANY_WORDS.contains(parameter.get().current())) {
      throw new ConfigFault(where, what, BAD);
    }
    var name = parameter.get().current();
    var value = String.join(" ", words.subList(1, words.size()));
    try {
      settings = switch (name) {
        // CONFIG SET cannot change these on a server that listens already; whoever starts it can.
        case "bind" -> settings.with(name, value);
        case "port" -> settings.with(name, PORT.accept(value, ""));
        case "save" -> settings.assign(name, words.size() == 2 && value.isEmpty() ? "" : withEarlierSavePoints(value));
        default -> settings.assign(name, value);
      };
    } catch (Refused refusal) {
      throw new ConfigFault(where, what, refusal.getMessage());
    }
  }

  private String withEarlierSavePoints(String value) {
    var isFirst = settings.text("save").equals(before.text("save"));
    return isFirst ? value : (settings.text("save") + " " + value).strip();
  }
}
