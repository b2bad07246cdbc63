package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;
import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.StringValue;
import java.util.List;

/**
 * OBJECT and its subcommands. None of them counts as use of the key. <b>Source:</b> {@code object.c} of Redis 7.0.
 *
 * <p><b>Deviation:</b> a value that a queued command stored has one reference, also while its transaction runs. Some commands
 * count as one use of their key where Redis counts two, or the other way round.
 */
public final class ObjectCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("object|encoding", ObjectCommands::encoding),
          connection("object|refcount", ObjectCommands::refCount),
          connection("object|idletime", ObjectCommands::idleTime),
          connection("object|freq", ObjectCommands::frequency));

  private ObjectCommands() {}

  private static Reply encoding(Call call) {
    return call.database().peek(call.word(2)).<Reply>map(entry -> Reply.of(Bytes.of(entry.value().encoding()))).orElse(Reply.NIL);
  }

  private static Reply refCount(Call call, Connection connection) {
    var entry = call.database().peek(call.word(2));
    if (entry.isEmpty()) {
      return Reply.NIL;
    }
    var isShared = entry.get().value() instanceof StringValue string && string.isShared() && sharesIntegers(connection);
    return Reply.of(isShared ? Integer.MAX_VALUE : 1);
  }

  /** Not where each key is to be evicted by its own use. <b>Source:</b> {@code MAXMEMORY_FLAG_NO_SHARED_INTEGERS}. */
  private static boolean sharesIntegers(Connection connection) {
    var policy = connection.settings().text("maxmemory-policy");
    return connection.settings().number("maxmemory") == 0 || !policy.endsWith("-lru") && !policy.endsWith("-lfu");
  }

  private static Reply idleTime(Call call, Connection connection) {
    var entry = call.database().peek(call.word(2));
    if (entry.isEmpty()) {
      return Reply.NIL;
    }
    if (countsUses(connection)) {
      throw Call.fail(Errors.IDLETIME_UNDER_LFU);
    }
    return Reply.of(call.database().idleSeconds(entry.get()));
  }

  private static Reply frequency(Call call, Connection connection) {
    var entry = call.database().peek(call.word(2));
    if (entry.isEmpty()) {
      return Reply.NIL;
    }
    if (!countsUses(connection)) {
      throw Call.fail(Errors.FREQ_WITHOUT_LFU);
    }
    return Reply.of(call.database().frequency(entry.get(), connection.settings().number("lfu-decay-time")));
  }

  /** Whether keys are evicted by how often they are used. */
  private static boolean countsUses(Connection connection) {
    return connection.settings().text("maxmemory-policy").endsWith("-lfu");
  }
}
