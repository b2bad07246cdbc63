package dev.interlace.model.command;

import dev.interlace.model.acl.Category;
import dev.interlace.model.acl.CommandIndex;
import dev.interlace.model.acl.Dialect;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.command.CommandInfo.KeyPositions;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.version.Quirk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every command and subcommand of Redis 7.0.15, modelled or not, as {@code commands.txt} records it.
 *
 * <p>A command is a line of name, arity, first key, last key and step; indented below it stand {@code flags}, {@code categories},
 * {@code tips}, and a line {@code key} for each specification: flags, begin of the search, finding of the keys and notes, divided by
 * bars. The file is recorded anew, together with {@code docs.txt}, by {@code CommandTableConformanceTest}.
 */
public final class CommandCatalog {
  private static final SortedMap<String, CommandInfo> BY_NAME = read();

  /** Names of subcommands, in order, by their container. */
  private static final Map<String, List<String>> SUBCOMMANDS = subcommandsByContainer();

  private static final CommandIndex INDEX = index();

  private CommandCatalog() {}

  private static CommandIndex index() {
    var categories = new TreeMap<String, Set<Category>>();
    BY_NAME.forEach((name, info) -> categories.put(name, info.categories()));
    return new CommandIndex(categories);
  }

  /** The commands as ACL rules see them. */
  public static CommandIndex forRules() {
    return INDEX;
  }

  /** How a server with these settings reads ACL rules. */
  public static Dialect dialect(Settings settings) {
    return new Dialect(
        settings.text("acl-pubsub-default").equals("allchannels"), settings.version().has(Quirk.SECOND_PARENTHESIS_DROPS_RULES), INDEX);
  }

  /** @param name in lower case; a subcommand as {@code script|load} */
  public static Optional<CommandInfo> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /**
   * The command that {@code words} call: the subcommand if the first word is a container and there is a second, else what the first names.
   * <b>Source:</b> {@code lookupCommandLogic} in {@code server.c}.
   */
  public static Optional<CommandInfo> find(List<Bytes> words) {
    var name = words.getFirst().toLowerCase();
    if (!isContainer(name) || words.size() == 1) {
      return find(name).filter(info -> name.indexOf('|') < 0);
    }
    return find(name + "|" + words.get(1).toLowerCase());
  }

  /** @throws IllegalArgumentException if Redis has no such command */
  public static CommandInfo get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("Redis has no command " + name));
  }

  /** Commands and subcommands, by name; so a container comes before its subcommands. */
  public static Collection<CommandInfo> all() {
    return Collections.unmodifiableCollection(BY_NAME.values());
  }

  /** The full names of the subcommands, in order; empty for what is no container. */
  public static List<String> subcommands(String name) {
    return SUBCOMMANDS.getOrDefault(name, List.of());
  }

  public static boolean isContainer(String name) {
    return SUBCOMMANDS.containsKey(name);
  }

  private static Map<String, List<String>> subcommandsByContainer() {
    var all = new HashMap<String, List<String>>();
    for (var name : BY_NAME.keySet()) {
      var bar = name.indexOf('|');
      if (bar >= 0) {
        var container = name.substring(0, bar);
        if (!all.containsKey(container)) {
          all.put(container, new ArrayList<>());
        }
        all.get(container).add(name);
      }
    }
    return all;
  }

  private static SortedMap<String, CommandInfo> read() {
    var all = new TreeMap<String, CommandInfo>();
    var block = new ArrayList<String>();
    for (var line : resource("commands.txt").split("\n")) {
      if (!line.startsWith(" ") && !block.isEmpty()) {
        put(parse(block), all);
        block.clear();
      }
      block.add(line);
    }
    put(parse(block), all);
    return all;
  }

  private static void put(CommandInfo info, Map<String, CommandInfo> all) {
    all.put(info.name(), info);
  }

  static String resource(String name) {
    try (var in = CommandCatalog.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CommandInfo parse(List<String> block) {
    var head = block.getFirst().split(" ");
    var flags = EnumSet.noneOf(Flag.class);
    var categories = EnumSet.noneOf(Category.class);
    var tips = new ArrayList<String>();
    var keySpecs = new ArrayList<KeySpec>();
    for (var line : block.subList(1, block.size())) {
      var field = line.substring(2, line.indexOf(' ', 2));
      var rest = line.substring(3 + field.length());
      switch (field) {
        case "flags" -> {
          for (var word : rest.split(" ")) {
            flags.add(Flag.valueOf(upper(word)));
          }
        }
        case "categories" -> {
          for (var word : rest.split(" ")) {
            categories.add(Category.valueOf(upper(word)));
          }
        }
        case "tips" -> tips.addAll(List.of(rest.split(" ")));
        case "key" -> keySpecs.add(keySpec(rest));
        default -> throw new IllegalStateException("commands.txt: " + line);
      }
    }
    var keys = new KeyPositions(Integer.parseInt(head[2]), Integer.parseInt(head[3]), Integer.parseInt(head[4]));
    return new CommandInfo(head[0], Integer.parseInt(head[1]), flags, keys, categories, tips, keySpecs);
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static KeySpec keySpec(String text) {
    var parts = text.split("\\|", 4);
    var flags = EnumSet.noneOf(KeySpec.Flag.class);
    for (var word : parts[0].strip().split(" ")) {
      flags.add(KeySpec.Flag.of(word));
    }
    return new KeySpec(flags, begin(parts[1].strip().split(" ")), finding(parts[2].strip().split(" ")), parts.length > 3 ? parts[3].strip() : "");
  }

  private static KeySpec.Begin begin(String[] words) {
    return switch (words[0]) {
      case "index" -> new KeySpec.Begin.Index(Integer.parseInt(words[1]));
      case "keyword" -> new KeySpec.Begin.Keyword(words[1], Integer.parseInt(words[2]));
      default -> new KeySpec.Begin.Unknown();
    };
  }

  private static KeySpec.Find finding(String[] words) {
    return switch (words[0]) {
      case "range" -> new KeySpec.Find.Range(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
      case "keynum" -> new KeySpec.Find.KeyNum(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
      default -> new KeySpec.Find.Unknown();
    };
  }
}
