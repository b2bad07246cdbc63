package dev.interlace.model.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.model.family.SlowLogCommands;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.Commands;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Containers and their subcommands. */
class ContainerLookupTest {
  @Test
  void without_a_subcommand_it_lacks_a_word() {
    assertThat(lookup("CLIENT")).isEqualTo(new CommandTable.Lookup.Incomplete(Errors.wrongArity("client")));
  }

  @Test
  void a_real_subcommand_that_a_table_lacks_gets_no_answer() {
    var table = new CommandTable(List.of(SlowLogCommands.TABLE));
    assertThatThrownBy(() -> table.lookup(Command.of("MEMORY", "STATS").words()))
        .isInstanceOf(UnmodelledCommand.class).hasMessageContaining("MEMORY STATS");
  }

  @Test
  void no_command_of_the_version_is_lacking() {
    assertThat(CommandCatalog.all().stream().map(CommandInfo::name).filter(name -> !CommandCatalog.isContainer(name)))
        .allMatch(name -> Commands.TABLE.row(name).isPresent());
  }

  @Test
  void a_subcommand_that_does_not_exist_is_named() {
    var words = Command.of("CLIENT", "nosuch").words();
    assertThat(lookup("CLIENT", "nosuch")).isEqualTo(new CommandTable.Lookup.Unknown(Errors.unknownSubcommand(words.get(0), words.get(1))));
  }

  private static CommandTable.Lookup lookup(String... words) {
    return Commands.TABLE.lookup(Command.of(words).words());
  }
}
