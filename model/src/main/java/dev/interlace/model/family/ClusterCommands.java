package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.List;
import java.util.stream.Stream;

/** CLUSTER, READONLY, READWRITE, ASKING: refused, all of them, by a server without cluster. */
public final class ClusterCommands {
  private static final Reply.Error DISABLED = Errors.error("ERR This instance has cluster support disabled");

  public static final List<CommandSpec> TABLE =
      Stream.concat(CommandCatalog.subcommands("cluster").stream(), Stream.of("readonly", "readwrite", "asking"))
          .map(name -> command(name, call -> DISABLED))
          .toList();

  private ClusterCommands() {}
}
