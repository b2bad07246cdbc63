package dev.interlace.model.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every command that is modelled, by its name. */
public final class CommandTable {
  private final SortedMap<String, CommandSpec> rows = new TreeMap<>();
  /** Those without subcommands, as nearly everybody spells them: all in upper or all in lower case. Only looked up. */
  private final Map<Bytes, Lookup> asUsual = new HashMap<>();

  /** @throws IllegalArgumentException if two rows have one name */
  public CommandTable(Collection<List<CommandSpec>> families) {
    for (var family : families) {
      for (var row : family) {
        if (rows.put(row.name(), row) != null) {
          throw new IllegalArgumentException("two rows for the command " + row.name());
        }
        if (row.name().indexOf('|') < 0 && !CommandCatalog.isContainer(row.name())) {
          asUsual.put(Bytes.of(row.name()), new Lookup.Found(row));
          asUsual.put(Bytes.of(row.name().toUpperCase(Locale.ROOT)), new Lookup.Found(row));
        }
      }
    }
  }

  /** What a look-up found. */
  public sealed interface Lookup {
    record Found(CommandSpec spec) implements Lookup {}

    record Unknown(Reply.Error error) implements Lookup {}

    /** The name of a container such as SCRIPT, and no subcommand. */
    record Incomplete(Reply.Error error) implements Lookup {}
  }

  /**
   * The row that {@code words} calls, whatever its arity. <b>Source:</b> {@code lookupCommand}, {@code commandCheckExistence}.
   *
   * @throws UnmodelledCommand if the real server knows the command and this table does not
   */
  public Lookup lookup(List<Bytes> words) {
    var usual = asUsual.get(words.getFirst());
    if (usual != null) {
      return usual;
    }
    var name = words.getFirst().toLowerCase();
    var isPlain = name.indexOf('|') < 0 && (words.size() == 1 || !CommandCatalog.isContainer(name)); // only we spell subcommands with a bar
    var row = isPlain ? rows.get(name) : null;
    return row == null ? lookup(name, words) : new Lookup.Found(row);
  }

  private Lookup lookup(String name, List<Bytes> words) {
    var info = CommandCatalog.find(words);
    if (info.isPresent() && rows.containsKey(info.get().name())) {
      return new Lookup.Found(rows.get(info.get().name()));
    }
    if (info.isPresent() && CommandCatalog.isContainer(info.get().name())) {
      return new Lookup.Incomplete(Errors.wrongArity(name));
    }
    if (info.isPresent()) {
      throw new UnmodelledCommand(info.get().name());
    }
    return new Lookup.Unknown(
        CommandCatalog.isContainer(name) ? Errors.unknownSubcommand(words.getFirst(), words.get(1)) : Errors.unknownCommand(words));
  }

  /** The row of that name, in lower case. */
  public Optional<CommandSpec> row(String name) {
    return Optional.ofNullable(rows.get(name));
  }

  /** All rows, by name. */
  public Collection<CommandSpec> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }
}
