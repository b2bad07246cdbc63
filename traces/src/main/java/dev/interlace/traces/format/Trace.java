package dev.interlace.traces.format;

import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A saved execution that violates a property.
 *
 * @param scenario the name under which the scenario can be found again, such as {@code P2/no-watch}
 * @param property the property it violates
 * @param sentence how, for people
 * @param start the server before the first step
 * @param seed of the random search that found it, if one did
 * @param given commands run before the first step, over a connection of their own
 * @param clients in the order in which choices name them
 * @param steps in order; none if the property is violated before the first
 * @param repeatsFrom the number of the step, from 1, from which on the steps are repeated for ever; empty if they are not
 * @param end every live key after the last step, by database and key
 */
public record Trace(
    String scenario,
    String property,
    String sentence,
    Start start,
    OptionalLong seed,
    List<Command> given,
    List<TraceClient> clients,
    List<TraceStep> steps,
    OptionalInt repeatsFrom,
    List<KeyState> end) {
  /** The version of the format that this code writes and reads. */
  public static final int FORMAT = 1;

  public Trace {
    given = List.copyOf(given);
    clients = List.copyOf(clients);
    steps = List.copyOf(steps);
    end = List.copyOf(end);
  }

  /** One of an execution that ends. */
  public Trace(String scenario, String property, String sentence, Start start, OptionalLong seed, List<Command> given,
      List<TraceClient> clients, List<TraceStep> steps, List<KeyState> end) {
    this(scenario, property, sentence, start, seed, given, clients, steps, OptionalInt.empty(), end);
  }

  /** The same with what is repeated for ever taken once more, so that it can be seen to lead to where it began. */
  public Trace unrolled() {
    if (repeatsFrom.isEmpty()) {
      return this;
    }
    var more = new ArrayList<>(steps);
    more.addAll(steps.subList(repeatsFrom.getAsInt() - 1, steps.size()));
    return new Trace(scenario, property, sentence, start, seed, given, clients, more, end);
  }

  /**
   * The server as it was started.
   *
   * @param millis virtual time, milliseconds since the epoch
   * @param configuration what is not as usual, by the names of {@code redis.conf}
   * @param mayGoDown whether it keeps what an outage needs, so that there are steps that sync and save
   */
  public record Start(long millis, SortedMap<String, String> configuration, boolean mayGoDown) {
    public Start {
      configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    }

    /** Of a server with the usual settings. */
    public static Start at(long millis) {
      return new Start(millis, new TreeMap<>(), false);
    }
  }

  /**
   * One client.
   *
   * @param result what its operations came to, as text for people
   */
  public record TraceClient(String name, String result) {}

  /** The choices of the execution, in order, in the text form of the engine. */
  public List<String> schedule() {
    return steps.stream().map(TraceStep::choice).toList();
  }
}
