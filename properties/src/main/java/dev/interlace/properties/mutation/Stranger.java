package dev.interlace.properties.mutation;

import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.property.Mutations.Mutant;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One more client, who does to a key what nobody has asked for.
 *
 * @param sentence with {@code %s} for the key
 * @param aims the only properties that it is to violate; empty if it may violate any
 */
record Stranger(String sentence, List<String> aims, Meddling meddling) {
  static final Stranger WHO_LOOKS_TWICE =
      new Stranger("looks twice at %s", List.of(BuiltIn.SERIALIZABLE), (channel, key) -> ask(channel, "DUMP", key).toString() + ask(channel, "DUMP", key));

  /** One command and nothing in between. */
  private static final String REPLACE = "redis.call('DEL', KEYS[1]) return redis.call(ARGV[1], KEYS[1], unpack(ARGV, 2))";

  /** Those first that are likely to violate most. */
  static final List<Stranger> WHO_MEDDLE = List.of(
      new Stranger("sends SET %s -1", List.of(), (channel, key) -> ask(channel, "SET", key, "-1")),
      new Stranger("sends SET %s 1000000", List.of(), (channel, key) -> ask(channel, "SET", key, "1000000")),
      new Stranger("sends DEL %s", List.of(), (channel, key) -> ask(channel, "DEL", key)),
      new Stranger("doubles the first element of %s", List.of(), Stranger::doubleFirst),
      new Stranger("sends SET %s 1000000 and says that it did not", List.of(BuiltIn.NO_PARTIAL_EFFECT), (channel, key) -> {
        ask(channel, "SET", key, "1000000");
        throw new IllegalStateException("a stranger lies");
      }),
      new Stranger("sets %s to 1000000 for a moment", List.of(BuiltIn.SERIALIZABLE), (channel, key) -> forAMoment(channel, key, "SET", "1000000")));

  /** Those who are for what none of the others violates. */
  static final List<Stranger> WHO_MEDDLE_MORE = List.of(
      new Stranger("removes %s for a moment", List.of(BuiltIn.SERIALIZABLE), (channel, key) -> forAMoment(channel, key, "DEL")),
      new Stranger("sends SET %s 9223372036854775807", List.of(), (channel, key) -> ask(channel, "SET", key, "9223372036854775807")),
      new Stranger("makes %s a list of 1:1 and 1:1", List.of(), (channel, key) -> replace(channel, key, "RPUSH", "1:1", "1:1")),
      new Stranger("makes %s a set of 1:1", List.of(), (channel, key) -> replace(channel, key, "SADD", "1:1")),
      new Stranger("makes %s a sorted set of 1:1 with score 0", List.of(), (channel, key) -> replace(channel, key, "ZADD", "0", "1:1")),
      new Stranger("makes %s a hash of 1:1 with value 1:1", List.of(), (channel, key) -> replace(channel, key, "HSET", "1:1", "1:1")));

  /** What is done to a key. */
  interface Meddling {
    @Nullable Object at(Channel<Request, Reply> channel, Bytes key);
  }

  Mutant<Request, Reply> at(Bytes key, List<Client<Request, Reply>> clients) {
    var all = new ArrayList<>(clients);
    all.add(new Client<>("stranger", List.of(new Operation<>("meddle", channel -> meddling.at(channel, key)))));
    return new Mutant<>("a stranger " + sentence.replace("%s", key.toString()), aims, all);
  }

  private static Reply ask(Channel<Request, Reply> channel, String command, Bytes key, String... more) {
    var words = new ArrayList<>(List.of(Bytes.of(command), key));
    for (var word : more) {
      words.add(Bytes.of(word));
    }
    return channel.ask(new Command(words));
  }

  private static Reply forAMoment(Channel<Request, Reply> channel, Bytes key, String command, String... more) {
    var before = ask(channel, "DUMP", key);
    ask(channel, command, key, more);
    return before instanceof Reply.Bulk(var dump)
        ? channel.ask(new Command(List.of(Bytes.of("RESTORE"), key, Bytes.of("0"), dump, Bytes.of("REPLACE"))))
        : ask(channel, "DEL", key);
  }

  /** Whatever the key holds, {@code command} makes something else of it. */
  private static @Nullable Object replace(Channel<Request, Reply> channel, Bytes key, String command, String... more) {
    var words = new ArrayList<>(List.of(Bytes.of("EVAL"), Bytes.of(REPLACE), Bytes.of("1"), key, Bytes.of(command)));
    for (var word : more) {
      words.add(Bytes.of(word));
    }
    channel.ask(new Command(words));
    return null; // a result that properties do not expect would be of no use
  }

  /** The first element of a list, or the lowest of a sorted set, is added once more, be it still there or not. */
  private static @Nullable Object doubleFirst(Channel<Request, Reply> channel, Bytes key) {
    if (ask(channel, "LINDEX", key, "0") instanceof Reply.Bulk(var first)) {
      return channel.ask(new Command(List.of(Bytes.of("LPUSH"), key, first)));
    }
    if (ask(channel, "ZRANGE", key, "0", "0", "WITHSCORES") instanceof Reply.Array(var lowest)
        && lowest.size() == 2 && lowest.getFirst() instanceof Reply.Bulk(var member) && lowest.getLast() instanceof Reply.Bulk(var score)) {
      return channel.ask(new Command(List.of(Bytes.of("ZADD"), key, score, member)));
    }
    return null;
  }
}
