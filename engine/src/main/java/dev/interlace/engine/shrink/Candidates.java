package dev.interlace.engine.shrink;

import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Smaller sets of clients, smallest first. */
final class Candidates {
  private Candidates() {}

  /** One operation of one client. */
  private record Entry(int client, int operation) {}

  /**
   * The first smaller set of clients that {@code accepted} takes. <b>Order:</b> fewest clients, then fewest operations, then
   * those that come first.
   */
  static <Q, R> Optional<List<Client<Q, R>>> firstClients(List<Client<Q, R>> clients, Predicate<List<Client<Q, R>>> accepted) {
    var entries = new ArrayList<Entry>();
    for (var c = 0; c < clients.size(); c++) {
      for (var operation = 0; operation < clients.get(c).operations().size(); operation++) {
        entries.add(new Entry(c, operation));
      }
    }
    for (var clientCount = 1; clientCount <= clients.size(); clientCount++) {
      for (var size = clientCount; size < entries.size(); size++) {
        var found = combine(clients, entries, 0, size, clientCount, new ArrayList<>(), accepted);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static <Q, R> Optional<List<Client<Q, R>>> combine(
      List<Client<Q, R>> clients,
      List<Entry> entries,
      int from,
      int missing,
      int clientCount,
      List<Entry> chosen,
      Predicate<List<Client<Q, R>>> accepted) {
    if (missing == 0) {
      if (chosen.stream().mapToInt(Entry::client).distinct().count() != clientCount) {
        return Optional.empty();
      }
      return Optional.of(restricted(clients, chosen)).filter(accepted);
    }
    for (var next = from; next + missing <= entries.size(); next++) {
      chosen.addLast(entries.get(next));
      var found = combine(clients, entries, next + 1, missing - 1, clientCount, chosen, accepted);
      chosen.removeLast();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static <Q, R> List<Client<Q, R>> restricted(List<Client<Q, R>> clients, List<Entry> chosen) {
    var kept = new ArrayList<Client<Q, R>>();
    for (var c = 0; c < clients.size(); c++) {
      var operations = new ArrayList<Operation<Q, R>>();
      for (var entry : chosen) {
        if (entry.client == c) {
          operations.add(clients.get(c).operations().get(entry.operation));
        }
      }
      if (!operations.isEmpty()) {
        kept.add(clients.get(c).with(operations));
      }
    }
    return kept;
  }
}
