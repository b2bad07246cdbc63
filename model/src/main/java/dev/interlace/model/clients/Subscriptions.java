package dev.interlace.model.clients;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Glob;
import dev.interlace.model.notice.Message;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Who listens to what. <b>Source:</b> {@code pubsub.c} of Redis 7.0.
 *
 * <p><b>Deviation:</b> Redis goes through patterns in the order of a hash table, so a client with several that match a message gets its
 * copies in any order; here, in that of the patterns' bytes.
 *
 * @param channels by name
 * @param patterns as given, each to be compared with the name of a channel
 * @param shardChannels by name; patterns do not select them
 */
public record Subscriptions(Register channels, Register patterns, Register shardChannels) {
  public static final Subscriptions NONE = new Subscriptions(Register.EMPTY, Register.EMPTY, Register.EMPTY);

  public Subscriptions withChannels(Register next) {
    return new Subscriptions(next, patterns, shardChannels);
  }

  public Subscriptions withPatterns(Register next) {
    return new Subscriptions(channels, next, shardChannels);
  }

  public Subscriptions withShardChannels(Register next) {
    return new Subscriptions(channels, patterns, next);
  }

  /** What a client without an id listens under that begins to listen to {@code name}; {@code seen} is told of those who are asked whether they are it. */
  public long ticket(String name, LongConsumer seen) {
    return Ticket.of("listens to " + name, ticket -> {
      seen.accept(ticket);
      return channels.has(ticket) || patterns.has(ticket) || shardChannels.has(ticket);
    });
  }

  /** The same with the id {@code next} where {@code client} was. */
  public Subscriptions renamed(long client, long next) {
    return new Subscriptions(channels.renamed(client, next), patterns.renamed(client, next), shardChannels.renamed(client, next));
  }

  /** What a published message is to those who get it, in the order of sending: a client gets it once for every subscription that fits. */
  public List<Message> published(Bytes channel, Bytes text) {
    var messages = new ArrayList<Message>();
    var told = push("message", channel, text);
    channels.clients(channel).forEach(client -> messages.add(new Message.Pushed(client, told)));
    for (var entry : patterns) {
      if (Glob.matches(entry.name(), channel)) {
        var push = push("pmessage", entry.name(), channel, text);
        entry.clients().forEach(client -> messages.add(new Message.Pushed(client, push)));
      }
    }
    return messages;
  }

  /** The same for a message to a shard channel. */
  public List<Message> publishedInShard(Bytes channel, Bytes text) {
    var push = push("smessage", channel, text);
    return shardChannels.clients(channel).stream().<Message>map(client -> new Message.Pushed(client, push)).toList();
  }

  private static Reply push(String kind, Bytes... words) {
    var items = new ArrayList<Reply>();
    items.add(Reply.bulk(kind));
    for (var word : words) {
      items.add(Reply.of(word));
    }
    return new Reply.Push(items);
  }
}
