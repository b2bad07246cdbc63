package dev.interlace.model.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.model.reply.Errors;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.Commands;
import org.junit.jupiter.api.Test;

/** Containers, of which some have subcommands that are not modelled. */
class ContainerLookupTest {
  @Test
  void without_a_subcommand_it_lacks_a_word() {
    assertThat(lookup("CLIENT")).isEqualTo(new CommandTable.Lookup.Incomplete(Errors.wrongArity("client")));
  }

  @Test
  void a_real_subcommand_that_is_not_modelled_gets_no_answer() {
    assertThatThrownBy(() -> lookup("MEMORY", "STATS")).isInstanceOf(UnmodelledCommand.class).hasMessageContaining("MEMORY STATS");
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
