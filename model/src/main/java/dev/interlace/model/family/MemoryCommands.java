package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.MemoryUse;
import java.util.List;

/**
 * MEMORY DOCTOR, PURGE and USAGE. <b>Deviation:</b> the doctor finds every server too small to say anything of it. <b>Source:</b> {@code object.c} of
 * Redis 7.0.
 */
public final class MemoryCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("memory|doctor", call -> new Reply.Verbatim("txt", Bytes.of(MemoryCommands.EMPTY))),
          command("memory|purge", call -> Reply.OK),
          command("memory|usage", MemoryCommands::usage));

  private static final int FIRST_OPTION = 3;

  private static final String EMPTY =
      "Hi Sam, this instance is empty or is using very little memory, my issues detector can't be used in these conditions. Please, leave for "
          + "your mission on Earth and fill it with some data. The new Sam and I will be back to our programming as soon as I finished "
          + "rebooting.\n";

  private MemoryCommands() {}

  /** <b>Source:</b> {@code memoryCommand} in {@code object.c}. */
  private static Reply usage(Call call) {
    var samples = MemoryUse.USUAL_SAMPLES;
    for (var i = FIRST_OPTION; i < call.size(); i += 2) {
      if (!call.isOption(i, "samples") || i + 1 == call.size()) {
        throw Call.fail(Errors.SYNTAX);
      }
      samples = call.integer(i + 1);
      if (samples < 0) {
        throw Call.fail(Errors.SYNTAX);
      }
    }
    var most = samples;
    var key = call.word(2);
    return call.database().storedEntry(key).<Reply>map(entry -> Reply.of(MemoryUse.of(key, entry.value(), most))).orElse(Reply.NIL);
  }
}
