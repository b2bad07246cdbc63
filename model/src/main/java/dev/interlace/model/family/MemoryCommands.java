package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.reply.Reply;
import java.util.List;

/**
 * MEMORY DOCTOR and PURGE. <b>Deviation:</b> the doctor finds every server too small to say anything of it. <b>Source:</b> {@code object.c} of
 * Redis 7.0.
 */
public final class MemoryCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("memory|doctor", call -> new Reply.Verbatim("txt", Bytes.of(MemoryCommands.EMPTY))),
          command("memory|purge", call -> Reply.OK));

  private static final String EMPTY =
      "Hi Sam, this instance is empty or is using very little memory, my issues detector can't be used in these conditions. Please, leave for "
          + "your mission on Earth and fill it with some data. The new Sam and I will be back to our programming as soon as I finished "
          + "rebooting.\n";

  private MemoryCommands() {}
}
