package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.reply.Reply;
import java.util.List;

/** MODULE, on a server that has none. The pipeline lets nobody load one unless {@code enable-module-command} says so. */
public final class ModuleCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("module|list", call -> Reply.EMPTY_ARRAY),
          command("module|load", ModuleCommands::refuse),
          command("module|loadex", ModuleCommands::refuse),
          command("module|unload", ModuleCommands::refuse));

  private ModuleCommands() {}

  private static Reply refuse(Call call) {
    throw new UnmodelledCommand(call.name(), " (modules are no part of the model)");
  }
}
