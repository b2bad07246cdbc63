package dev.interlace.engine.property;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.search.World;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.engine.system.SystemModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be checked: a system, its clients, what may break, and what must hold.
 *
 * @param model its initial state holds what is given
 * @param switchedOff built-in properties that are not judged
 * @param aborted which results mean that an operation gave up and had no effect. Null counts for an operation that also returns
 *     something else; one that never does is taken to have nothing to tell. A client that ends with an exception always counts as
 *     having given up the operation at hand.
 * @param maxSteps the longest execution that is searched, in steps
 */
public record Scenario<S, C, Q, R, V>(
    String name,
    SystemModel<S, C, Q, R, V> model,
    List<Client<Q, R>> clients,
    List<Property<V>> properties,
    FaultBudget faults,
    List<SwitchedOff> switchedOff,
    Predicate<@Nullable Object> aborted,
    int maxSteps) {
  /** False, null, an empty Optional, or a value marked {@link Aborted}. */
  public static final Predicate<@Nullable Object> USUALLY_ABORTED =
      result -> result == null || result.equals(false) || result.equals(Optional.empty()) || result instanceof Aborted;

  /** The built-in properties, in the order of a report. */
  public static final List<String> BUILT_IN =
      List.of(BuiltIn.SERIALIZABLE, BuiltIn.NO_PARTIAL_EFFECT, BuiltIn.NO_CLIENT_DIES, BuiltIn.NO_DEADLOCK);

  public Scenario {
    clients = List.copyOf(clients);
    properties = List.copyOf(properties);
    switchedOff = List.copyOf(switchedOff);
    var names = new TreeSet<>(BUILT_IN);
    for (var property : properties) {
      if (!names.add(property.name())) {
        throw new IllegalArgumentException("two properties are called \"" + property.name() + "\"");
      }
    }
    for (var off : switchedOff) {
      if (!BUILT_IN.contains(off.property())) {
        throw new IllegalArgumentException("\"" + off.property() + "\" is not built in; there are " + BUILT_IN);
      }
    }
  }

  /** A scenario without clients and properties, all built-in properties on, no faults. */
  public static <S, C, Q, R, V> Scenario<S, C, Q, R, V> named(String name, SystemModel<S, C, Q, R, V> model) {
    return new Scenario<>(name, model, List.of(), List.of(), FaultBudget.NONE, List.of(), USUALLY_ABORTED, 10_000);
  }

  /** With one more client. */
  public Scenario<S, C, Q, R, V> client(Client<Q, R> client) {
    return with(plus(clients, client), faults);
  }

  /** With one more client. */
  public Scenario<S, C, Q, R, V> client(String called, List<Operation<Q, R>> operations) {
    return client(new Client<>(called, operations));
  }

  /** With one more property. */
  public Scenario<S, C, Q, R, V> property(Property<V> property) {
    return new Scenario<>(name, model, clients, plus(properties, property), faults, switchedOff, aborted, maxSteps);
  }

  /** With a built-in property switched off; the reason is kept in the report. */
  public Scenario<S, C, Q, R, V> without(String builtIn, String reason) {
    return new Scenario<>(name, model, clients, properties, faults, plus(switchedOff, new SwitchedOff(builtIn, reason)), aborted, maxSteps);
  }

  public Scenario<S, C, Q, R, V> faults(FaultBudget budget) {
    return with(clients, budget);
  }

  public Scenario<S, C, Q, R, V> aborted(Predicate<@Nullable Object> meansAborted) {
    return new Scenario<>(name, model, clients, properties, faults, switchedOff, meansAborted, maxSteps);
  }

  /** The same with other clients and faults. */
  public Scenario<S, C, Q, R, V> with(List<Client<Q, R>> others, FaultBudget budget) {
    return new Scenario<>(name, model, others, properties, budget, switchedOff, aborted, maxSteps);
  }

  /** Names of all that is judged: the scenario's own properties in their order, then the built-in ones. */
  public List<String> judged() {
    var names = new ArrayList<>(properties.stream().map(Property::name).toList());
    BUILT_IN.stream().filter(builtIn -> switchedOff.stream().noneMatch(off -> off.property().equals(builtIn))).forEach(names::add);
    return List.copyOf(names);
  }

  /** A fresh state space of this scenario; nothing in it is known yet. */
  public World<S, C, Q, R, V> world() {
    return world(false);
  }

  /** The same, in which clients with the same program may be taken for each other. */
  World<S, C, Q, R, V> world(boolean isSymmetric) {
    return new World<>(model, clients, faults, isSymmetric);
  }

  /** The same, which shares what {@code relative}, of a scenario with the same system, knows. */
  World<S, C, Q, R, V> world(boolean isSymmetric, Optional<World<S, C, Q, R, V>> relative) {
    return relative.isEmpty() ? world(isSymmetric) : new World<>(relative.get(), clients, faults, isSymmetric);
  }

  /** For people: what is searched. */
  public String bound() {
    var operations = clients.stream().mapToInt(client -> client.operations().size()).sum();
    return clients.size() + (clients.size() == 1 ? " client, " : " clients, ") + operations
        + (operations == 1 ? " operation, " : " operations, ")
        + faults + ", steps <= " + maxSteps;
  }

  /** For people: what searches it, and what it is a model of. */
  public String versions() {
    return "interlace " + Release.version() + ", " + model.version();
  }

  private static <T> List<T> plus(List<T> list, T element) {
    var longer = new ArrayList<>(list);
    longer.add(element);
    return longer;
  }
}
