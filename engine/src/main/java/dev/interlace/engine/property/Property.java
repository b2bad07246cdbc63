package dev.interlace.engine.property;

import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Something that the executions of a scenario must satisfy. Predicates are pure; each is asked once per distinct view, or once
 * per distinct (view, results).
 *
 * @param <V> what an application sees of the shared state
 */
public sealed interface Property<V> {
  String name();

  /** Must hold in every state. */
  record Always<V>(String name, Predicate<V> predicate) implements Property<V> {}

  /** Must hold wherever every client has ended. */
  record AtEnd<V>(String name, BiPredicate<V, Results> predicate) implements Property<V> {}

  /** Must hold in some reachable state: shows that the scenario is not vacuous. */
  record Sometimes<V>(String name, Predicate<V> predicate) implements Property<V> {}

  /** Must hold in some reachable state in which every client has ended. */
  record SometimesAtEnd<V>(String name, BiPredicate<V, Results> predicate) implements Property<V> {}

  /**
   * Must come to hold, at the latest where every client has ended, in every execution in which whoever can step without a break does step: see
   * {@link dev.interlace.engine.search.Lassos}. A counterexample may go round for ever.
   */
  record Eventually<V>(String name, Predicate<V> predicate) implements Property<V> {}

  /** Every client must end, in every such execution: none starves. */
  record Ends<V>(String name) implements Property<V> {}

  /** No step may raise an alarm under this name: see {@link dev.interlace.engine.system.Alarm}. */
  record NoAlarm<V>(String name) implements Property<V> {}

  static <V> Property<V> noAlarm(String name) {
    return new NoAlarm<>(name);
  }

  static <V> Property<V> eventually(String name, Predicate<V> predicate) {
    return new Eventually<>(name, predicate);
  }

  static <V> Property<V> everyClientEnds(String name) {
    return new Ends<>(name);
  }

  static <V> Property<V> always(String name, Predicate<V> predicate) {
    return new Always<>(name, predicate);
  }

  static <V> Property<V> atEnd(String name, BiPredicate<V, Results> predicate) {
    return new AtEnd<>(name, predicate);
  }

  static <V> Property<V> sometimes(String name, Predicate<V> predicate) {
    return new Sometimes<>(name, predicate);
  }

  static <V> Property<V> sometimesAtEnd(String name, BiPredicate<V, Results> predicate) {
    return new SometimesAtEnd<>(name, predicate);
  }
}
