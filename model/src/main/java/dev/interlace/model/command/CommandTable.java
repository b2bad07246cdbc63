package dev.interlace.model.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every command by its name. */
public final class CommandTable {
  /** Every command and subcommand of the real server, modelled or not. Only looked up. */
  private static final SortedSet<String> REAL = real();

  private final SortedMap<String, CommandSpec> rows = new TreeMap<>();

  /** @throws IllegalArgumentException if two rows have one name */
  public CommandTable(Collection<List<CommandSpec>> families) {
    for (var family : families) {
      for (var row : family) {
        if (rows.put(row.name(), row) != null) {
          throw new IllegalArgumentException("two rows for the command " + row.name());
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

  private static SortedSet<String> real() {
    try (var in = CommandTable.class.getResourceAsStream("redis-7.0.15.txt")) {
      return new TreeSet<>(new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The row that {@code words} calls, whatever its arity. <b>Source:</b> {@code lookupCommand}, {@code commandCheckExistence}.
   *
   * @throws UnmodelledCommand if the real server knows the command and this table does not
   */
  public Lookup lookup(List<Bytes> words) {
    var found = find(words);
    if (found instanceof Lookup.Unknown) {
      var name = words.getFirst().toLowerCase();
      var isSubcommand = words.size() > 1 && isContainer(name);
      var full = isSubcommand ? name + "|" + words.get(1).toLowerCase() : name;
      if (REAL.contains(full) && (isSubcommand || !isContainer(name))) {
        throw new UnmodelledCommand(full);
      }
    }
    return found;
  }

  private Lookup find(List<Bytes> words) {
    var name = words.getFirst().toLowerCase();
    var row = rows.get(name);
    if (row != null && !(isContainer(name) && words.size() > 1)) {
      return new Lookup.Found(row);
    }
    if (words.size() > 1 && isContainer(name)) {
      var subcommand = rows.get(name + "|" + words.get(1).toLowerCase());
      return subcommand != null
          ? new Lookup.Found(subcommand)
          : new Lookup.Unknown(Errors.unknownSubcommand(words.getFirst(), words.get(1)));
    }
    return isContainer(name)
        ? new Lookup.Incomplete(Errors.wrongArity(name))
        : new Lookup.Unknown(Errors.unknownCommand(words));
  }

  /** All rows, by name. */
  public Collection<CommandSpec> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }

  private boolean isContainer(String name) {
    var subcommands = rows.tailMap(name + "|");
    return !subcommands.isEmpty() && subcommands.firstKey().startsWith(name + "|");
  }
}
