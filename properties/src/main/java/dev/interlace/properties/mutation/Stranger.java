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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One more client, who does to a key what nobody has asked for.
 *
 * @param sentence with {@code %s} for the key
 * @param aim the only property that it is to violate; empty if it may violate any
 */
record Stranger(String sentence, Optional<String> aim, Meddling meddling) {
  static final Stranger WHO_LOOKS_TWICE =
      new Stranger("looks twice at %s", Optional.of(BuiltIn.SERIALIZABLE), (channel, key) -> ask(channel, "DUMP", key).toString() + ask(channel, "DUMP", key));

  /** Those first that are likely to violate most. */
  static final List<Stranger> WHO_MEDDLE = List.of(
      new Stranger("sends SET %s -1", Optional.empty(), (channel, key) -> ask(channel, "SET", key, "-1")),
      new Stranger("sends SET %s 1000000", Optional.empty(), (channel, key) -> ask(channel, "SET", key, "1000000")),
      new Stranger("sends DEL %s", Optional.empty(), (channel, key) -> ask(channel, "DEL", key)),
      new Stranger("doubles the first element of %s", Optional.empty(), Stranger::doubleFirst),
      new Stranger("sends SET %s 1000000 and says that it did not", Optional.of(BuiltIn.NO_PARTIAL_EFFECT), (channel, key) -> {
        ask(channel, "SET", key, "1000000");
        throw new IllegalStateException("a stranger lies");
      }),
      new Stranger("sets %s to 1000000 for a moment", Optional.of(BuiltIn.SERIALIZABLE), (channel, key) -> {
        var before = ask(channel, "DUMP", key);
        ask(channel, "SET", key, "1000000");
        return before instanceof Reply.Bulk(var dump)
            ? channel.ask(new Command(List.of(Bytes.of("RESTORE"), key, Bytes.of("0"), dump, Bytes.of("REPLACE"))))
            : ask(channel, "DEL", key);
      }));

  /** What is done to a key. */
  interface Meddling {
    @Nullable Object at(Channel<Request, Reply> channel, Bytes key);
  }

  Mutant<Request, Reply> at(Bytes key, List<Client<Request, Reply>> clients) {
    var all = new ArrayList<>(clients);
    all.add(new Client<>("stranger", List.of(new Operation<>("meddle", channel -> meddling.at(channel, key)))));
    return new Mutant<>("a stranger " + sentence.replace("%s", key.toString()), aim, all);
  }

  private static Reply ask(Channel<Request, Reply> channel, String command, Bytes key, String... more) {
    var words = new ArrayList<>(List.of(Bytes.of(command), key));
    for (var word : more) {
      words.add(Bytes.of(word));
    }
    return channel.ask(new Command(words));
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
