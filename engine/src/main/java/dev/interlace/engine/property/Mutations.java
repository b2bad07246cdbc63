package dev.interlace.engine.property;

import dev.interlace.engine.program.Client;
import dev.interlace.engine.system.SystemModel;
import java.util.List;

/**
 * Breaks a scenario, one small thing at a time, in the ways in which people get such programs, and such systems, wrong. A search that calls a scenario right
 * must be seen to call such mutants wrong.
 *
 * @param <S> shared state
 * @param <C> session
 * @param <Q> request
 * @param <R> reply
 * @param <V> view
 */
@FunctionalInterface
public interface Mutations<S, C, Q, R, V> {
  /**
   * Mutants of {@code clients}.
   *
   * @param asked per client the distinct requests that it was seen to send, in the order in which they were met
   * @return those first that are likely to break most; may be empty
   */
  List<Mutant<Q, R>> of(List<Client<Q, R>> clients, List<List<Q>> asked);

  /** The same, of mistakes that violate less: they are for what none of the others violates. */
  default List<Mutant<Q, R>> rarer(List<Client<Q, R>> clients, List<List<Q>> asked) {
    return List.of();
  }

  /** Systems that promise less than {@code system}, for the same. Those first that differ least. */
  default List<Weaker<S, C, Q, R, V>> weaker(SystemModel<S, C, Q, R, V> system) {
    return List.of();
  }

  /**
   * @param sentence what is done to the scenario: "alice's WATCH is left out"
   * @param aims the only properties that it is made to violate; empty if it may violate any
   */
  record Mutant<Q, R>(String sentence, List<String> aims, List<Client<Q, R>> clients) {
    public Mutant {
      aims = List.copyOf(aims);
      clients = List.copyOf(clients);
    }

    public Mutant(String sentence, List<Client<Q, R>> clients) {
      this(sentence, List.of(), clients);
    }
  }

  /** @param sentence in what it is weaker: "the server keeps no log" */
  record Weaker<S, C, Q, R, V>(String sentence, SystemModel<S, C, Q, R, V> system) {}

  /** None but those that need not know the system. */
  static <S, C, Q, R, V> Mutations<S, C, Q, R, V> none() {
    return (clients, asked) -> List.of();
  }
}
