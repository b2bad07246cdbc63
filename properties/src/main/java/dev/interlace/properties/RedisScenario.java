package dev.interlace.properties;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Alike;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.property.Property;
import dev.interlace.engine.property.Results;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.property.SwitchedOff;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.serve.ConfigReader;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.model.settings.Settings;
import dev.interlace.properties.client.JedisProgram;
import dev.interlace.properties.client.Lookout;
import dev.interlace.properties.client.RedisProgram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A recipe of what is to be checked: what the server holds, who its clients are, what may break, and what must hold.
 *
 * <p>Immutable: each method gives a new one. Built in and on unless switched off by {@link #without}: every outcome is one of some serial
 * order of the operations, no step leaves a part of its effect, no client dies of an exception, nobody waits for ever.
 *
 * @param configuration with which the server is started, by the names of {@code redis.conf}, as far as it is not the usual one
 * @param given the commands that a fresh server has run before the clients start
 * @param aborted which results mean that an operation gave up and had no effect
 * @param expected exceptions that a client may end with
 * @param maxSteps the longest execution that is searched, in steps
 */
public record RedisScenario(
    String name,
    SortedMap<String, String> configuration,
    List<Command> given,
    List<Client<Request, Reply>> clients,
    List<Property<DatabaseView>> properties,
    FaultBudget faults,
    List<SwitchedOff> switchedOff,
    Predicate<@Nullable Object> aborted,
    List<Class<? extends Throwable>> expected,
    int maxSteps) {
  private static final int MAX_STEPS = 10_000;

  public RedisScenario {
    configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    given = List.copyOf(given);
    clients = List.copyOf(clients);
    properties = List.copyOf(properties);
    switchedOff = List.copyOf(switchedOff);
    expected = List.copyOf(expected);
  }

  /** An empty server, no clients, no properties but the built-in ones, no faults. */
  public static RedisScenario named(String name) {
    return new RedisScenario(
        name, new TreeMap<>(), List.of(), List.of(), List.of(), FaultBudget.NONE, List.of(), Scenario.USUALLY_ABORTED, List.of(), MAX_STEPS);
  }

  /** An operation of a client that has several, in Jedis. */
  public static Operation<Request, Reply> operation(String name, JedisProgram program) {
    return new Operation<>(name, program.asProgram());
  }

  /** An operation of a client that has several, in Jedis with virtual time and marks. */
  public static Operation<Request, Reply> operation(String name, JedisProgram.Controlled program) {
    return new Operation<>(name, program.asProgram());
  }

  /** An operation of a client that has several, without Jedis. */
  public static Operation<Request, Reply> plainOperation(String name, RedisProgram program) {
    return new Operation<>(name, program.asProgram());
  }

  /**
   * Starts the server with other settings than the usual; also whenever it starts again.
   *
   * @param lines as in {@code redis.conf}, such as {@code appendonly yes}
   * @throws dev.interlace.model.serve.ConfigFault if the server would refuse them
   */
  public RedisScenario configured(String... lines) {
    var before = Settings.DEFAULT.with(configuration);
    var settings = new ConfigReader(before, pattern -> new TreeMap<>()).readFile("the configuration", Bytes.of(String.join("\n", lines))).settings();
    return new RedisScenario(name, settings.configuration(), given, clients, properties, faults, switchedOff, aborted, expected, maxSteps);
  }

  /** Runs {@code setUp} on the server before the clients start. */
  public RedisScenario given(Setup setUp) {
    return withGiven(GivenChannel.record(given, setUp));
  }

  /**
   * Runs commands on the server before the clients start.
   *
   * @param lines as typed into {@code redis-cli}, such as {@code SET stock 1}
   */
  public RedisScenario given(String... lines) {
    var channel = new GivenChannel(given);
    for (var line : lines) {
      var words = CommandLine.parse(Bytes.of(line))
          .orElseThrow(() -> new IllegalArgumentException("given " + line + ": unbalanced quotes"));
      channel.send(new Command(words));
      channel.receive();
    }
    return withGiven(channel.commands());
  }

  /** One client of one operation. */
  public RedisScenario client(String called, JedisProgram program) {
    return client(called, operation(called, program));
  }

  /** One client of one operation, with virtual time and marks. */
  public RedisScenario client(String called, JedisProgram.Controlled program) {
    return client(called, operation(called, program));
  }

  /** One client of one operation, without Jedis. */
  public RedisScenario plainClient(String called, RedisProgram program) {
    return client(called, plainOperation(called, program));
  }

  /** One client that runs {@code operations} one after the other over its connection. */
  @SafeVarargs
  public final RedisScenario client(String called, Operation<Request, Reply>... operations) {
    return client(called, List.of(operations));
  }

  /** The same with the operations in a list. */
  public RedisScenario client(String called, List<Operation<Request, Reply>> operations) {
    return client(new Client<>(called, operations));
  }

  private RedisScenario client(Client<Request, Reply> client) {
    return new RedisScenario(name, configuration, given, plus(clients, client), properties, faults, switchedOff, aborted, expected, maxSteps);
  }

  /**
   * Promises that these clients do the same on the same replies, so that a search may take them for each other. Clients that were given the
   * very same program are known to; a lambda that captures something is another at each call.
   */
  public RedisScenario interchangeable(String... names) {
    for (var called : names) {
      if (clients.stream().noneMatch(client -> client.name().equals(called))) {
        throw new IllegalArgumentException("interchangeable: the scenario has no client called " + called + " so far");
      }
    }
    var role = String.join(" and ", names);
    var alike = clients.stream().map(client -> List.of(names).contains(client.name()) ? alike(role, client) : client).toList();
    return new RedisScenario(name, configuration, given, alike, properties, faults, switchedOff, aborted, expected, maxSteps);
  }

  private static Client<Request, Reply> alike(String role, Client<Request, Reply> client) {
    var operations = new ArrayList<Operation<Request, Reply>>();
    for (var operation : client.operations()) {
      operations.add(new Operation<>(operation.name(), new Alike<>(role + ", operation " + operations.size(), operation.program())));
    }
    return client.with(operations);
  }

  /** What must hold in every state. */
  public RedisScenario always(String property, Predicate<DatabaseView> predicate) {
    return property(Property.always(property, predicate));
  }

  /** What must hold wherever every client has ended. */
  public RedisScenario atEnd(String property, Predicate<DatabaseView> predicate) {
    return atEnd(property, (db, results) -> predicate.test(db));
  }

  /** What must hold of the content and the clients' results wherever every client has ended. */
  public RedisScenario atEnd(String property, BiPredicate<DatabaseView, Results> predicate) {
    return property(Property.atEnd(property, predicate));
  }

  /** What must be reachable: shows that the scenario is not vacuous. */
  public RedisScenario sometimes(String property, Predicate<DatabaseView> predicate) {
    return property(Property.sometimes(property, predicate));
  }

  /** What must be reachable as an outcome. */
  public RedisScenario sometimesAtEnd(String property, BiPredicate<DatabaseView, Results> predicate) {
    return property(Property.sometimesAtEnd(property, predicate));
  }

  /**
   * What must come true in every execution in which whoever can step without a break does step: a retry that others can make fail for ever violates
   * it.
   */
  public RedisScenario eventually(String property, Predicate<DatabaseView> predicate) {
    return property(Property.eventually(property, predicate));
  }

  /** Every client ends in every such execution: none starves. */
  public RedisScenario everyClientEnds() {
    return property(Property.everyClientEnds("every client ends"));
  }

  private RedisScenario property(Property<DatabaseView> property) {
    return new RedisScenario(name, configuration, given, clients, plus(properties, property), faults, switchedOff, aborted, expected, maxSteps);
  }

  /** What may break. Adds to what may break already. */
  public RedisScenario faults(FaultBudget more) {
    return new RedisScenario(name, configuration, given, clients, properties, faults.plus(more), switchedOff, aborted, expected, maxSteps);
  }

  /** At most so many requests are executed and their replies lost, each together with the connection. */
  public static FaultBudget repliesLost(int most) {
    return new FaultBudget(most, 0);
  }

  /** At most so many connections go down before the pending request is executed. */
  public static FaultBudget connectionsDropped(int most) {
    return new FaultBudget(0, most);
  }

  /**
   * At most so often the server's process ends without warning, and starts again with what its configuration has it keep. Clients find their
   * connections gone when they use them next; what was executed last may have had no answer.
   */
  public static FaultBudget processCrashes(int most) {
    return new FaultBudget(0, 0, most, 0);
  }

  /** The same with the machine: of what was not synced any first part may survive. */
  public static FaultBudget powerLosses(int most) {
    return new FaultBudget(0, 0, 0, most);
  }

  /** No outage may cost a write that its client was told of, whatever the configuration promises. */
  public RedisScenario losesNothing() {
    return property(Property.noAlarm(BuiltIn.NO_LOST_WRITE));
  }

  /** Does not judge a built-in property; the reason is kept in the report. */
  public RedisScenario without(String builtIn, String reason) {
    var more = plus(switchedOff, new SwitchedOff(builtIn, reason));
    return new RedisScenario(name, configuration, given, clients, properties, faults, more, aborted, expected, maxSteps);
  }

  /** Says which results mean "gave up, and had no effect", in place of the usual: false, null, an empty Optional. */
  public RedisScenario aborted(Predicate<@Nullable Object> meansAborted) {
    return new RedisScenario(name, configuration, given, clients, properties, faults, switchedOff, meansAborted, expected, maxSteps);
  }

  /** Lets clients end with such an exception. It counts as having given up the operation at hand. */
  public RedisScenario expects(Class<? extends Throwable> exception) {
    return new RedisScenario(name, configuration, given, clients, properties, faults, switchedOff, aborted, plus(expected, exception), maxSteps);
  }

  /** Searches executions of at most so many steps. */
  public RedisScenario maxSteps(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("maxSteps: an execution has at least 1 step, not " + most);
    }
    return new RedisScenario(name, configuration, given, clients, properties, faults, switchedOff, aborted, expected, most);
  }

  private RedisScenario withGiven(List<Command> commands) {
    return new RedisScenario(name, configuration, commands, clients, properties, faults, switchedOff, aborted, expected, maxSteps);
  }

  /** This recipe as the engine takes it. */
  public Scenario<ServerState, Session, Request, Reply, DatabaseView> scenario() {
    return scenario(system());
  }

  /** The server that the clients find. */
  RedisSystem system() {
    var system = RedisSystem.given(Settings.DEFAULT.with(configuration), given);
    return faults.hasOutages() ? system.thatMayGoDown() : system;
  }

  Scenario<ServerState, Session, Request, Reply, DatabaseView> scenario(RedisSystem system) {
    var expecting = clients.stream().map(client -> new Client<>(client.name(), client.operations(), expected, Lookout.CONSOLE)).toList();
    return new Scenario<>(name, system, expecting, properties, faults, switchedOff, aborted, maxSteps);
  }

  private static <T> List<T> plus(List<T> list, T element) {
    var longer = new ArrayList<>(list);
    longer.add(element);
    return longer;
  }
}
