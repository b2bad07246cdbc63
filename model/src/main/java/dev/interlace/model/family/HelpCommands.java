package dev.interlace.model.family;

import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandHelp;
import dev.interlace.model.command.CommandSpec;
import java.util.List;

/** The subcommand HELP of every container that answers it. */
public final class HelpCommands {
  public static final List<CommandSpec> TABLE =
      CommandHelp.containers().stream()
          .filter(CommandCatalog::isContainer) // DEBUG takes HELP as an argument
          .map(container -> CommandSpec.command(container + "|help", call -> CommandHelp.of(container)))
          .toList();

  private HelpCommands() {}
}
