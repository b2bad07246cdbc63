package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.firstKey;
import static dev.interlace.model.command.CommandSpec.read;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.RedisValue;
import java.util.List;

/** The commands for keys of any type. <b>Source:</b> {@code db.c} of Redis 7.0. */
public final class GenericCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          read("type", 2, firstKey(), GenericCommands::type),
          read("pttl", 2, firstKey(), GenericCommands::pTtl));

  private GenericCommands() {}

  private static Reply type(Call call) {
    return new Reply.Simple(Bytes.of(call.database().find(call.key()).map(RedisValue::typeName).orElse("none")));
  }

  private static Reply pTtl(Call call) {
    return Reply.of(
        call.database().entry(call.key()).map(entry -> entry.expireAtMillis() == Entry.NEVER ? -1L : entry.expireAtMillis() - call.nowMillis()).orElse(-2L));
  }
}
