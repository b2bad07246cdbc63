package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Glob;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandDocs;
import dev.interlace.model.command.CommandInfo;
import dev.interlace.model.command.CommandKeys;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.KeySpec;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * COMMAND and its subcommands. Commands are answered by name, each container before its subcommands; Redis promises no order.
 * <b>Source:</b> {@code server.c} of Redis 7.0.
 */
public final class CommandCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("command", CommandCommands::all),
          command("command|count", CommandCommands::count),
          command("command|list", CommandCommands::list),
          command("command|info", CommandCommands::info),
          command("command|docs", CommandCommands::docs),
          command("command|getkeys", call -> getKeys(call, false)),
          command("command|getkeysandflags", call -> getKeys(call, true)));

  private static final Reply.Error NO_SUCH_COMMAND = Errors.error("ERR Invalid command specified");
  private static final Reply.Error NO_KEYS = Errors.error("ERR The command has no key arguments");
  private static final Reply.Error ARGUMENT_COUNT = Errors.error("ERR Invalid number of arguments specified for command");
  private static final Reply.Error INVALID_ARGUMENTS = Errors.error("ERR Invalid arguments specified for command");
  private static final int FIRST_NAME = 2;
  private static final int FILTERED = 5;

  private CommandCommands() {}

  private static Stream<CommandInfo> topLevel() {
    return CommandCatalog.all().stream().filter(info -> info.name().indexOf('|') < 0);
  }

  private static Reply all(Call call) {
    return new Reply.Array(topLevel().map(CommandCommands::described).toList());
  }

  private static Reply count(Call call) {
    return Reply.of(topLevel().count());
  }

  private static Reply list(Call call) {
    Predicate<CommandInfo> filter = call.size() == 2 ? info -> true : filter(call);
    return Reply.array(CommandCatalog.all().stream().filter(filter).map(info -> Reply.bulk(info.name())).toList());
  }

  /** FILTERBY MODULE, ACLCAT or PATTERN. There are no modules here, and a category that does not exist holds nothing. */
  private static Predicate<CommandInfo> filter(Call call) {
    if (call.size() != FILTERED || !call.isOption(2, "filterby")) {
      throw Call.fail(Errors.SYNTAX);
    }
    var value = call.word(4);
    if (call.isOption(3, "module")) {
      return info -> false;
    }
    if (call.isOption(3, "aclcat")) {
      return info -> info.categories().stream().anyMatch(category -> value.equalsIgnoreCase(category.text()));
    }
    if (call.isOption(3, "pattern")) {
      return info -> Glob.matchesIgnoringCase(value, Bytes.of(info.name()));
    }
    throw Call.fail(Errors.SYNTAX);
  }

  private static Reply info(Call call) {
    if (call.size() == FIRST_NAME) {
      return all(call);
    }
    var answers = call.words().stream().skip(FIRST_NAME).map(name -> named(name).map(CommandCommands::described).orElse(Reply.NIL));
    return new Reply.Array(answers.toList());
  }

  /** A subcommand is named as {@code script|load}. */
  private static Optional<CommandInfo> named(Bytes name) {
    return CommandCatalog.find(name.toLowerCase());
  }

  private static Reply described(CommandInfo info) {
    var keys = info.keys();
    var subcommands = CommandCatalog.subcommands(info.name()).stream().map(name -> described(CommandCatalog.get(name))).toList();
    return new Reply.Array(
        List.of(
            Reply.bulk(info.name()),
            Reply.of(info.arity()),
            statuses(info.flags().stream().filter(CommandInfo.Flag::isVisible).map(CommandInfo.Flag::text)),
            Reply.of(keys.first()),
            Reply.of(keys.last()),
            Reply.of(keys.step()),
            statuses(info.categories().stream().map(category -> "@" + category.text())),
            new Reply.SetReply(info.tips().stream().<Reply>map(Reply::bulk).toList()),
            new Reply.SetReply(info.keySpecs().stream().map(CommandCommands::described).toList()),
            subcommands.isEmpty() ? new Reply.SetReply(List.of()) : new Reply.Array(subcommands)));
  }

  private static Reply statuses(Stream<String> texts) {
    return new Reply.SetReply(texts.<Reply>map(text -> new Reply.Simple(Bytes.of(text))).toList());
  }

  private static Reply flags(Set<KeySpec.Flag> flags) {
    return statuses(flags.stream().map(KeySpec.Flag::text));
  }

  private static Reply described(KeySpec spec) {
    var pairs = new ArrayList<Pair>();
    if (!spec.notes().isEmpty()) {
      pairs.add(pair("notes", Reply.bulk(spec.notes())));
    }
    pairs.add(pair("flags", flags(spec.flags())));
    pairs.add(pair("begin_search", switch (spec.begin()) {
      case KeySpec.Begin.Index(int index) -> described("index", number("index", index));
      case KeySpec.Begin.Keyword(String keyword, int from) -> described("keyword", pair("keyword", Reply.bulk(keyword)), number("startfrom", from));
      case KeySpec.Begin.Unknown unknown -> described("unknown");
    }));
    pairs.add(pair("find_keys", switch (spec.find()) {
      case KeySpec.Find.Range(int last, int step, int limit) -> described("range", number("lastkey", last), number("keystep", step), number("limit", limit));
      case KeySpec.Find.KeyNum(int number, int first, int step) ->
          described("keynum", number("keynumidx", number), number("firstkey", first), number("keystep", step));
      case KeySpec.Find.Unknown unknown -> described("unknown");
    }));
    return new Reply.MapReply(pairs);
  }

  private static Reply described(String type, Pair... details) {
    return new Reply.MapReply(List.of(pair("type", Reply.bulk(type)), pair("spec", new Reply.MapReply(Arrays.asList(details)))));
  }

  private static Pair number(String key, int value) {
    return pair(key, Reply.of(value));
  }

  private static Pair pair(String key, Reply value) {
    return new Pair(Reply.bulk(key), value);
  }

  private static Reply docs(Call call) {
    var names = call.size() == FIRST_NAME
        ? topLevel().map(CommandInfo::name)
        : call.words().stream().skip(FIRST_NAME).flatMap(name -> named(name).stream()).map(CommandInfo::name);
    return new Reply.MapReply(names.map(name -> pair(name, CommandDocs.of(name))).toList());
  }

  private static Reply getKeys(Call call, boolean withFlags) {
    var words = call.words().subList(2, call.size());
    var info = CommandCatalog.find(words).orElseThrow(() -> Call.fail(NO_SUCH_COMMAND));
    if (!CommandKeys.mayHave(info)) {
      throw Call.fail(NO_KEYS);
    }
    if (!info.accepts(words.size())) {
      throw Call.fail(ARGUMENT_COUNT);
    }
    var keys = CommandKeys.in(info, words);
    if (keys.isEmpty() && !info.has(CommandInfo.Flag.NO_MANDATORY_KEYS)) {
      throw Call.fail(INVALID_ARGUMENTS);
    }
    return new Reply.Array(keys.stream().map(key -> found(words.get(key.position()), key, withFlags)).toList());
  }

  private static Reply found(Bytes word, CommandKeys.Found key, boolean withFlags) {
    return withFlags ? new Reply.Array(List.of(Reply.of(word), flags(key.flags()))) : Reply.of(word);
  }
}
