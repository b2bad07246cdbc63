package dev.interlace.engine.property;

import dev.interlace.engine.program.Client;
import java.util.List;
import java.util.Optional;

/**
 * Breaks the clients of a scenario, one small thing at a time, in the ways in which people get such programs wrong. A search that calls a scenario right must
 * be seen to call such mutants wrong.
 *
 * @param <Q> request
 * @param <R> reply
 */
@FunctionalInterface
public interface Mutations<Q, R> {
  /**
   * Mutants of {@code clients}.
   *
   * @param asked per client the distinct requests that it was seen to send, in the order in which they were met
   * @return those first that are likely to break most; may be empty
   */
  List<Mutant<Q, R>> of(List<Client<Q, R>> clients, List<List<Q>> asked);

  /**
   * @param sentence what is done to the scenario: "alice's WATCH is left out"
   * @param aim the only property that it is made to violate; empty if it may violate any
   */
  record Mutant<Q, R>(String sentence, Optional<String> aim, List<Client<Q, R>> clients) {
    public Mutant {
      clients = List.copyOf(clients);
    }

    public Mutant(String sentence, List<Client<Q, R>> clients) {
      this(sentence, Optional.empty(), clients);
    }
  }

  /** None but those that need not know the system. */
  static <Q, R> Mutations<Q, R> none() {
    return (clients, asked) -> List.of();
  }
}
