package dev.interlace.properties.conformance;

import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the clients received by one step: usually one reply, to the client that took it. A command that is blocked gets none; one that makes a
 * key ready lets others hear; and what is published comes unasked.
 *
 * @param byClient in the order of arrival; a client that received nothing is not in it
 */
record Heard(SortedMap<Integer, List<Reply>> byClient) {
  static final Heard NOTHING = new Heard(new TreeMap<>());

  Heard {
    byClient = Collections.unmodifiableSortedMap(new TreeMap<>(byClient));
  }

  static Heard of(int client, Reply reply) {
    return NOTHING.and(client, reply);
  }

  /** {@code reply} may stand for several, or none. */
  Heard and(int client, Reply reply) {
    var items = reply.parts();
    if (items.isEmpty()) {
      return this;
    }
    var more = new TreeMap<>(byClient);
    var longer = new ArrayList<>(of(client));
    longer.addAll(items);
    more.put(client, List.copyOf(longer));
    return new Heard(more);
  }

  List<Reply> of(int client) {
    return byClient.getOrDefault(client, List.of());
  }

  /** {@code redis-cli}'s picture of it; what others heard is marked with who. */
  String text(int caller) {
    var lines = byClient.entrySet().stream()
        .flatMap(each -> each.getValue().stream().map(reply -> (each.getKey() == caller ? "" : "  client" + each.getKey() + " hears ")
            + ReplyText.of(reply)))
        .collect(Collectors.joining("\n"));
    return lines.isEmpty() ? "(nothing)" : lines;
  }
}
