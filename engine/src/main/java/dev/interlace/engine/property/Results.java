package dev.interlace.engine.property;

import dev.interlace.engine.program.ClientResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What every client of an execution returned. */
public final class Results {
  private final List<String> clients;
  private final Map<String, ClientResult> byClient = new TreeMap<>();
  private boolean isAsked;

  Results(List<String> clients, List<ClientResult> results) {
    this.clients = List.copyOf(clients);
    for (var i = 0; i < clients.size(); i++) {
      byClient.put(clients.get(i), results.get(i));
    }
  }

  /** The clients' names, in the scenario's order. */
  public List<String> clients() {
    isAsked = true;
    return clients;
  }

  /** What {@code client} returned. Throws {@link NotInScenario} if there is no such client: a smaller scenario may lack it. */
  public ClientResult of(String client) {
    isAsked = true;
    var result = byClient.get(client);
    if (result == null) {
      throw new NotInScenario(client);
    }
    return result;
  }

  /** The results of every client, in the scenario's order. */
  public List<ClientResult> all() {
    isAsked = true;
    return clients.stream().map(byClient::get).toList();
  }

  Results copy() {
    return new Results(clients, clients.stream().map(byClient::get).toList());
  }

  /** Whether anybody has looked at a result, who might then tell clients apart. */
  boolean isAsked() {
    return isAsked;
  }

  @Override
  public String toString() {
    isAsked = true;
    var parts = new ArrayList<String>();
    clients.forEach(client -> parts.add(client + " " + byClient.get(client)));
    return String.join("; ", parts);
  }
}
