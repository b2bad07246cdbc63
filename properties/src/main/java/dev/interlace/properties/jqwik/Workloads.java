package dev.interlace.properties.jqwik;

import dev.interlace.engine.program.Operation;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.properties.RedisScenario;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Arbitraries of small workloads: who does what, and how often. They shrink towards fewer clients, fewer operations, and operations
 * named first.
 */
public final class Workloads {
  private static final List<String> NAMES = List.of("alice", "bob", "carol", "dave", "erin", "frank");

  private Workloads() {}

  /**
   * {@code scenario} with further clients, each of which runs some of {@code operations}.
   *
   * @param mostClients how many clients are added at most, from 1 to 6; at least one is
   * @param mostOperations how many operations each runs at most, one after the other; at least one
   */
  @SafeVarargs
  public static Arbitrary<RedisScenario> of(
      RedisScenario scenario, int mostClients, int mostOperations, Operation<Request, Reply>... operations) {
    var client = Arbitraries.of(operations).list().ofMinSize(1).ofMaxSize(mostOperations);
    return client.list().ofMinSize(1).ofMaxSize(Math.min(mostClients, NAMES.size())).map(clients -> with(scenario, clients));
  }

  private static RedisScenario with(RedisScenario scenario, List<List<Operation<Request, Reply>>> clients) {
    var whole = scenario;
    for (var i = 0; i < clients.size(); i++) {
      whole = whole.client(NAMES.get(i), clients.get(i));
    }
    return whole;
  }
}
