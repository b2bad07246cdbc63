package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;
import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.MemoryUse;
import java.util.List;

/**
 * MEMORY. <b>Deviation:</b> the doctor finds nothing wrong with any server that is not too small; and there is no allocator to tell of.
 * <b>Source:</b> {@code object.c} of Redis 7.0.
 */
public final class MemoryCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("memory|doctor", MemoryCommands::doctor),
          command("memory|malloc-stats", call -> Reply.bulk("Stats not supported for the current allocator")),
          command("memory|purge", call -> Reply.OK),
          connection("memory|stats", MemoryCommands::stats),
          command("memory|usage", MemoryCommands::usage));

  private static final int FIRST_OPTION = 3;

  private static final String EMPTY =
      "Hi Sam, this instance is empty or is using very little memory, my issues detector can't be used in these conditions. Please, leave for "
          + "your mission on Earth and fill it with some data. The new Sam and I will be back to our programming as soon as I finished "
          + "rebooting.\n";

  private static final String HEALTHY =
      "Hi Sam, I can't find any memory issue in your instance. I can only account for what occurs on this base.\n";
  /** Less than that is too little to tell. */
  private static final long SMALL = 5 << 20;

  private MemoryCommands() {}

  private static Reply doctor(Call call) {
    var isSmall = MemoryUse.EMPTY_SERVER + call.database().memoryUse() < SMALL;
    return new Reply.Verbatim("txt", Bytes.of(isSmall ? EMPTY : HEALTHY));
  }

  private static Reply stats(Call call, Connection connection) {
    connection.host().telemetry(call); // there are no connections to count in exploration
    return MemoryStats.of(connection);
  }

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
