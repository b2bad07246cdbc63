package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Glob;
import dev.interlace.model.clients.Register;
import dev.interlace.model.clients.Subscriptions;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.notice.Message;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.session.Listening;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The commands of publish and subscribe. <b>Source:</b> {@code pubsub.c} of Redis 7.0.
 *
 * <p>Channels are left, and told of, in the order of their bytes: Redis promises none.
 */
public final class PubSubCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("subscribe", (call, connection) -> subscribe(call, connection, Kind.CHANNEL)),
          connection("unsubscribe", (call, connection) -> unsubscribe(call, connection, Kind.CHANNEL)),
          connection("psubscribe", (call, connection) -> subscribe(call, connection, Kind.PATTERN)),
          connection("punsubscribe", (call, connection) -> unsubscribe(call, connection, Kind.PATTERN)),
          connection("ssubscribe", (call, connection) -> subscribe(call, connection, Kind.SHARD)),
          connection("sunsubscribe", (call, connection) -> unsubscribe(call, connection, Kind.SHARD)),
          connection("publish", (call, connection) -> {
            return send(connection, connection.subscriptions(call.word(1)).published(call.word(1), call.word(2)));
          }),
          connection("spublish", (call, connection) -> {
            return send(connection, connection.subscriptions(call.word(1)).publishedInShard(call.word(1), call.word(2)));
          }),
          connection("pubsub|channels", (call, connection) -> names(call, connection.clients().subscriptions().channels())),
          connection("pubsub|shardchannels", (call, connection) -> names(call, connection.clients().subscriptions().shardChannels())),
          connection("pubsub|numsub", (call, connection) -> counts(call, connection.clients().subscriptions().channels())),
          connection("pubsub|shardnumsub", (call, connection) -> counts(call, connection.clients().subscriptions().shardChannels())),
          connection("pubsub|numpat", (call, connection) -> Reply.of(connection.clients().subscriptions().patterns().size())));

  private PubSubCommands() {}

  /** What one can subscribe to. */
  private enum Kind {
    CHANNEL,
    PATTERN,
    SHARD;

    String prefix() {
      return switch (this) {
        case CHANNEL -> "";
        case PATTERN -> "p";
        case SHARD -> "s";
      };
    }

    Collection<Bytes> of(Listening listening) {
      return switch (this) {
        case CHANNEL -> listening.channels();
        case PATTERN -> listening.patterns();
        case SHARD -> listening.shardChannels();
      };
    }

    Listening change(Listening listening, Bytes name, boolean isIn) {
      return switch (this) {
        case CHANNEL -> listening.withChannel(name, isIn);
        case PATTERN -> listening.withPattern(name, isIn);
        case SHARD -> listening.withShardChannel(name, isIn);
      };
    }

    Subscriptions change(Subscriptions all, Bytes name, long client, boolean isIn) {
      return switch (this) {
        case CHANNEL -> all.withChannels(changed(all.channels(), name, client, isIn));
        case PATTERN -> all.withPatterns(changed(all.patterns(), name, client, isIn));
        case SHARD -> all.withShardChannels(changed(all.shardChannels(), name, client, isIn));
      };
    }

    private static Register changed(Register register, Bytes name, long client, boolean isIn) {
      return isIn ? register.with(name, client) : register.without(name, client);
    }
  }

  private static Reply subscribe(Call call, Connection connection, Kind kind) {
    if (kind == Kind.SHARD && connection.isInExec()) {
      throw Call.fail(Errors.SSUBSCRIBE_IN_TRANSACTION); // the others may, there
    }
    var replies = new ArrayList<Reply>();
    for (var name : call.words().subList(1, call.size())) {
      change(connection, kind, name, true);
      replies.add(confirmation(connection, kind, "subscribe", Reply.of(name)));
    }
    return new Reply.Several(replies);
  }

  /** Without arguments it leaves all, and says so even if there were none. */
  private static Reply unsubscribe(Call call, Connection connection, Kind kind) {
    var own = kind.of(connection.session().listening());
    var names = call.size() == 1 ? List.copyOf(own) : call.words().subList(1, call.size());
    var replies = new ArrayList<Reply>();
    for (var name : names) {
      if (kind.of(connection.session().listening()).contains(name)) {
        change(connection, kind, name, false);
      }
      replies.add(confirmation(connection, kind, "unsubscribe", Reply.of(name)));
    }
    return names.isEmpty() ? confirmation(connection, kind, "unsubscribe", Reply.NIL) : new Reply.Several(replies);
  }

  private static void change(Connection connection, Kind kind, Bytes name, boolean isIn) {
    var id = connection.listenerId(name);
    connection.become(kind.change(connection.subscriptions(name), name, id, isIn));
    connection.become(connection.session().withListening(kind.change(connection.session().listening(), name, isIn)));
  }

  private static Reply confirmation(Connection connection, Kind kind, String what, Reply name) {
    var listening = connection.session().listening();
    var count = kind == Kind.SHARD ? listening.shardChannels().size() : listening.subscriptionCount();
    return new Reply.Push(List.of(Reply.bulk(kind.prefix() + what), name, Reply.of(count)));
  }

  private static Reply send(Connection connection, List<Message> messages) {
    messages.forEach(connection::tell);
    return Reply.of(messages.size());
  }

  private static Reply names(Call call, Register register) {
    if (call.size() > 3) {
      throw Call.fail(Errors.subcommandSyntax(call.word(0), call.word(1)));
    }
    var selected = new ArrayList<Bytes>();
    for (var entry : register) {
      if (call.size() == 2 || Glob.matches(call.word(2), entry.name())) {
        selected.add(entry.name());
      }
    }
    return Reply.bulks(selected);
  }

  private static Reply counts(Call call, Register register) {
    var items = new ArrayList<Reply>();
    for (var name : call.words().subList(2, call.size())) {
      items.add(Reply.of(name));
      items.add(Reply.of(register.clients(name).size()));
    }
    return new Reply.Array(items);
  }
}
