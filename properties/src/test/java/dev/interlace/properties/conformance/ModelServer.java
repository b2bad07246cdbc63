package dev.interlace.properties.conformance;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.time.SimTime;
import dev.interlace.model.acl.AclLog;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.Clients;
import dev.interlace.model.clients.Trackers.Tracker;
import dev.interlace.model.command.Buffers;
import dev.interlace.model.command.Host;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.NoVerdict;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.resp.Protocol;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Condition;
import dev.interlace.model.session.Identity;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Transaction;
import dev.interlace.model.telemetry.ProcessFacts;
import dev.interlace.model.telemetry.Telemetry;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.traces.oracle.Agreement;
import dev.interlace.traces.oracle.Arrivals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The model with its clients, stepped as the search steps it: a pure function from state to state.
 *
 * <p>Where the model leaves a choice open, every outcome that agrees with the real server's reply is followed: RANDOMKEY does not say
 * which expired key it removed on the way.
 */
final class ModelServer {
  /** Beyond this many ways in which one step may have gone, equal ones included, we would be testing our patience, and the memory of the machine. */
  private static final int MOST_OUTCOMES = 20_000;

  private static final int NOBODY = -1;
  /** What somebody is taken to have asked who hears something unasked. */
  private static final Command PUBLISHED = Command.of("receive");

  private final boolean isIdentified;
  private final SystemModel<ServerState, Session, Request, Reply, ?> system;
  private Set<World> worlds;
  /** The one that goes on at the moment. */
  private World now;

  /** Makes a system of the model, perhaps one with a mistake. */
  interface Tamper {
    Tamper NOTHING = real -> real;

    SystemModel<ServerState, Session, Request, Reply, ?> with(RedisSystem real);
  }

  /** Redis itself may answer one thing or another, or more things than anybody follows. */
  private static final class Unpromised extends NoVerdict {
    private static final long serialVersionUID = 1;

    Unpromised(String what) {
      super(what);
    }
  }

  /**
   * What a server that runs has beside its state: its connections, as they are in the world that goes on. What it counts is counted once for all
   * worlds and so is good for its form only.
   */
  private final class Peers implements Host {
    private final Telemetry telemetry;
    private final AclLog denials = new AclLog();

    Peers(Telemetry telemetry) {
      this.telemetry = telemetry;
    }

    @Override
    public List<Peer> peers(Session current) {
      return now.seats.stream()
          .map(seat -> new Peer(seat.session.id() == current.id() ? current : seat.session, address(), 0, 0, "", seat.isHeldBack(), Buffers.NONE))
          .toList();
    }

    private String address() {
      return "127.0.0.1:2";
    }

    @Override
    public Optional<String> address(long client) {
      return now.seats.stream().anyMatch(seat -> seat.session.id() == client) ? Optional.of(address()) : Optional.empty();
    }

    @Override
    public Optional<Telemetry> telemetry() {
      return Optional.of(telemetry);
    }

    @Override
    public void shutDown() {
      throw new IllegalStateException("no server is to be shut down here");
    }

    @Override
    public void sleep(long micros) {}

    @Override
    public Optional<AclLog> aclLog() {
      return Optional.of(denials);
    }
  }

  /**
   * @param tamper what is done to the model first, if anything
   * @param isIdentified whether every client has an id from the start, in the order of the clients; else the model gives ids when it must
   */
  ModelServer(Tamper tamper, RedisSystem real, int clients, long nowMillis, int protocol, boolean isIdentified) {
    this.isIdentified = isIdentified;
    system = tamper.with(isIdentified ? real.on(new Peers(new Telemetry(nowMillis, ProcessFacts.UNKNOWN))) : real);
    var seats = IntStream.range(0, clients).mapToObj(client -> new Seat(fresh(id(client)).withProtocol(Protocol.of(protocol)), Optional.empty())).toList();
    var start = system.initial().at(nowMillis);
    now = new World(isIdentified ? start.with(named(clients)) : start, seats, List.of(), Heard.NOTHING);
    worlds = Set.of(now);
  }

  /** The real server gives the first ids to the clients that its scripts pretend to be. */
  private static long id(int client) {
    return Clients.NONE.lastId() + client + 1;
  }

  private static Clients named(int clients) {
    var named = Clients.NONE;
    for (var client = 0; client < clients; client++) {
      named = named.withNextId();
      named = named.naming(named.lastId(), true);
    }
    return named;
  }

  private Session fresh(long id) {
    return isIdentified ? system.connect().withIdentity(Identity.UNKNOWN.withId(id)) : system.connect();
  }

  /** The world in which {@code client} has hung up and connected anew. */
  private World reconnected(World world, int client) {
    if (!isIdentified) {
      return world.with(world.state, client, new Seat(system.connect(), Optional.empty()), world.heard);
    }
    var clients = world.state.clients().withNextId();
    var next = world.state.with(clients.naming(clients.lastId(), true));
    return world.with(next, client, new Seat(fresh(clients.lastId()), Optional.empty()), world.heard);
  }

  /** @param blocked the command that waits for its reply, or to be executed at all */
  private record Seat(Session session, Optional<Command> blocked) {
    boolean isHeldBack() {
      return blocked.isPresent() && session.condition() instanceof Condition.Ready;
    }
  }

  /**
   * One way in which the model may have gone.
   *
   * @param heldBack the clients whose commands a pause holds back, the longest waiting first
   * @param heard by the last step
   */
  private record World(ServerState state, List<Seat> seats, List<Integer> heldBack, Heard heard) {
    World {
      seats = List.copyOf(seats);
      heldBack = List.copyOf(heldBack);
    }

    World with(ServerState next, int client, Seat seat, Heard nextHeard) {
      var all = new ArrayList<>(seats);
      all.set(client, seat);
      var held = new ArrayList<>(heldBack);
      if (!seat.isHeldBack()) {
        held.remove((Integer) client);
      } else if (!held.contains(client)) {
        held.add(client);
      }
      return new World(next, all, held, nextHeard);
    }

    World afterSilence() {
      return new World(state, seats, heldBack, Heard.NOTHING);
    }

    /** Whether fields of a hash come in no promised order. */
    boolean hasHashTable() {
      return IntStream.range(0, 2).anyMatch(database -> state.keyspace().entries(database).values().stream()
          .anyMatch(entry -> entry.value() instanceof HashValue hash && hash.encoding().equals("hashtable")));
    }

    boolean hasBroadcasts() {
      return state.clients().trackers().clients().values().stream().anyMatch(Tracker::isBroadcast);
    }

    /**
     * Whether the step may ask for members by their texts where the answer depends on the random levels of a skip list, or sort what
     * Redis finds equal and leaves in the order of a hash table.
     */
    boolean isUnpromised(Step step) {
      return runs(step, World::asksByText) && anyValue(value -> value instanceof SortedSetValue set && !set.isListpack() && !set.hasOneScore())
          || runs(step, World::sortsTexts) && anyValue(value -> value.canonical().toString().indexOf(0) >= 0);
    }

    private boolean runs(Step step, Predicate<Command> what) {
      return what.test(step.command()) || step.command().name().equalsIgnoreCase("exec") && queued(step.client()).stream().anyMatch(what);
    }

    private boolean anyValue(Predicate<RedisValue> what) {
      return IntStream.range(0, Keyspace.DATABASES)
          .anyMatch(database -> state.keyspace().entries(database).values().stream().map(Entry::value).anyMatch(what));
    }

    private static boolean sortsTexts(Command command) {
      var words = command.words().stream().map(Bytes::toLowerCase).toList();
      return words.stream().anyMatch(word -> word.startsWith("sort")) && words.contains("alpha");
    }

    private static boolean asksByText(Command command) {
      return command.words().stream().map(Bytes::toLowerCase).anyMatch(word -> word.equals("bylex") || word.endsWith("rangebylex") || word.equals("zlexcount"));
    }

    List<Command> queued(int client) {
      return seats.get(client).session.transaction() instanceof Transaction.Queueing(var commands) ? commands : List.of();
    }
  }

  /**
   * Runs {@code step}.
   *
   * @return what the model lets be heard if it cannot be {@code actual}
   */
  Optional<Heard> play(Step step, Heard actual) {
    var agreeing = new LinkedHashSet<World>();
    var others = new ArrayList<Heard>();
    for (var world : worlds) {
      now = world;
      for (var after : play(world, step, heard -> mayBecome(world, step, heard, actual))) {
        if (agree(world, step, after.heard, actual)) {
          agreeing.add(after.afterSilence());
        } else {
          others.add(after.heard);
        }
        checkPatience(agreeing.size() + others.size());
      }
    }
    worlds = agreeing;
    return agreeing.isEmpty() ? Optional.of(others.getFirst()) : Optional.empty();
  }

  private static boolean agree(World before, Step step, Heard expected, Heard actual) {
    if (!expected.byClient().keySet().equals(actual.byClient().keySet())) {
      return false;
    }
    return expected.byClient().entrySet().stream().allMatch(each -> agree(before, step, each.getKey(), each.getValue(), actual.of(each.getKey())));
  }

  private static boolean agree(World before, Step step, int client, List<Reply> expected, List<Reply> actual) {
    var asked = client == step.client() ? step.command() : before.seats.get(client).blocked.orElse(PUBLISHED);
    var queued = client == step.client() ? before.queued(client) : List.<Command>of();
    return agree(asked, queued, expected, actual)
        || before.hasHashTable() && Agreement.agreeButForOrder(Arrivals.arranged(expected), Arrivals.arranged(actual));
  }

  /** Whether who has heard this may hear more and agree in the end: nothing that was heard is taken back. */
  private static boolean mayBecome(World before, Step step, Heard soFar, Heard actual) {
    return soFar.byClient().entrySet().stream().allMatch(each -> {
      var heard = each.getValue();
      var all = actual.of(each.getKey());
      return heard.size() < all.size() || heard.size() == all.size() && agree(before, step, each.getKey(), heard, all);
    });
  }

  private static void checkPatience(int outcomes) {
    if (outcomes > MOST_OUTCOMES) {
      throw new Unpromised("more than " + MOST_OUTCOMES + " ways in which one step may have gone, which are not followed");
    }
  }

  private static boolean agree(Command asked, List<Command> queued, List<Reply> expected, List<Reply> actual) {
    var left = Arrivals.arranged(expected);
    var right = Arrivals.arranged(actual);
    return left.size() == right.size()
        && IntStream.range(0, left.size()).allMatch(i -> Agreement.agree(asked, queued, left.get(i), right.get(i)));
  }

  /** @param isPromising what may still come to agree; worlds that have heard anything else go no further */
  private Collection<World> play(World world, Step step, Predicate<Heard> isPromising) {
    if (step.isPause()) {
      return later(world, world.state.nowMillis() + step.pauseMillis(), isPromising);
    }
    if (step.isHangUp()) {
      var left = system.disconnect(world.state, world.seats.get(step.client()).session);
      var alone = world.with(left.shared(), step.client(), world.seats.get(step.client()), Heard.NOTHING);
      return List.of(told(reconnected(alone, step.client()), step.client(), left.effect()));
    }
    return untilNothingIsLeft(everyOutcome(world, step), after -> isPromising.test(after.heard) ? goOn(after) : List.of());
  }

  private Collection<World> everyOutcome(World world, Step step) {
    var found = new LinkedHashSet<World>();
    var choices = new Choices();
    var tried = 0;
    do {
      found.add(execute(world, step, choices));
      checkPatience(++tried);
    } while (choices.next());
    return found;
  }

  /** Goes on from {@code worlds} for as long as there is anything to do next; equal worlds are one. */
  private static Collection<World> untilNothingIsLeft(Collection<World> worlds, Function<World, Collection<World>> next) {
    var ended = new LinkedHashSet<World>();
    for (var open = worlds; !open.isEmpty(); ) {
      var after = new LinkedHashSet<World>();
      for (var world : open) {
        var more = next.apply(world);
        if (more.isEmpty()) {
          ended.add(world);
        }
        after.addAll(more);
        checkPatience(ended.size() + after.size());
      }
      open = after;
    }
    return ended;
  }

  /** Executes the first command that a pause has held back, if it is over and there is one. */
  private Collection<World> goOn(World world) {
    if (world.heldBack.isEmpty() || !world.state.clients().pause().isNone()) {
      return List.of();
    }
    if (world.heldBack.size() > 1 && world.hasBroadcasts()) {
      throw new Unpromised("broadcasts after a pause, which Redis makes when all that it had held back is done");
    }
    var next = world.heldBack.getFirst();
    return everyOutcome(world, new Step(next, world.seats.get(next).blocked.orElseThrow()));
  }

  /** Time goes by, from one instant at which something happens to the next. */
  private Collection<World> later(World start, long millis, Predicate<Heard> isPromising) {
    return untilNothingIsLeft(List.of(start), world -> {
      if (!isPromising.test(world.heard)) {
        return List.of();
      }
      var more = goOn(world);
      return more.isEmpty() && world.state.nowMillis() < millis ? passing(world, millis) : more;
    });
  }

  private Collection<World> passing(World world, long millis) {
    return system.environment(world.state, new SimTime(millis)).stream()
        .map(next -> told(new World(next.shared(), world.seats, world.heldBack, world.heard), NOBODY, next.effect()))
        .toList();
  }

  private World execute(World world, Step step, Choices choices) {
    now = world;
    if (world.isUnpromised(step)) {
      throw new Unpromised("BYLEX over unequal scores, past the compact encoding, or SORT ALPHA of what is equal up to a zero byte");
    }
    var before = world.state.hashCode();
    var client = step.client();
    var outcome = system.execute(world.state, world.seats.get(client).session, step.sent(other -> Long.toString(world.seats.get(other).session.id())), choices);
    if (world.state.hashCode() != before) {
      throw new AssertionError(step.command() + " changed the state it was given");
    }
    return switch (outcome) {
      case Outcome.Answered<ServerState, Session, Reply> answered -> {
        checkThatAnErrorLeavesNoTrace(world, step, answered);
        if (answered.session().isClosed()) {
          var left = system.disconnect(answered.shared(), answered.session());
          var alone = world.with(left.shared(), client, world.seats.get(client), world.heard.and(client, answered.reply()));
          yield told(told(reconnected(alone, client), client, answered.effect()), client, left.effect());
        }
        var seat = new Seat(answered.session(), Optional.empty());
        yield told(world.with(answered.shared(), client, seat, world.heard.and(client, answered.reply())), client, answered.effect());
      }
      case Outcome.Waiting<ServerState, Session, Reply> waiting -> {
        var seat = new Seat(waiting.session().withInbox(List.of()), Optional.of(step.command()));
        var heard = world.heard.and(client, new Reply.Several(waiting.session().inbox()));
        yield told(world.with(waiting.shared(), client, seat, heard), client, waiting.effect());
      }
      case Outcome.Dropped<ServerState, Session, Reply> dropped -> throw new AssertionError(step.command() + " finds no connection");
    };
  }

  /** Tells the clients but for {@code cause}; one whose blocked command has been answered, or who was sent something, hears it. */
  private World told(World world, int cause, Effect effect) {
    var after = world;
    for (var i = 0; i < world.seats.size(); i++) {
      var seat = world.seats.get(i);
      if (i != cause && !effect.isNone()) {
        after = heard(after, i, new Seat(system.observe(seat.session, effect), seat.blocked));
      }
    }
    return after;
  }

  private World heard(World world, int client, Seat seat) {
    if (seat.session.isClosed()) {
      now = world;
      var left = system.disconnect(world.state, seat.session);
      var alone = world.with(left.shared(), client, seat, world.heard.and(client, new Reply.Several(seat.session.inbox())));
      return told(reconnected(alone, client), client, left.effect());
    }
    if (seat.session.condition() instanceof Condition.Served
        && system.execute(world.state, seat.session, seat.blocked.orElseThrow(), Chooser.FIRST)
            instanceof Outcome.Answered<ServerState, Session, Reply> answered) {
      var served = world.heard.and(client, answered.reply()).and(client, new Reply.Several(answered.session().inbox()));
      return world.with(answered.shared(), client, new Seat(answered.session().withInbox(List.of()), Optional.empty()), served);
    }
    var heard = world.heard.and(client, new Reply.Several(seat.session.inbox()));
    return world.with(world.state, client, new Seat(seat.session.withInbox(List.of()), seat.blocked), heard);
  }

  /**
   * EXEC answers no error once it has run anything; a script that fails keeps what it wrote; and who fails to read a HyperLogLog has made its
   * string a raw one, who fails to sort a sorted set has made it a skip list.
   */
  private static void checkThatAnErrorLeavesNoTrace(World world, Step step, Outcome.Answered<ServerState, Session, Reply> answered) {
    var name = step.command().name().toLowerCase();
    var mayLeaveTraces = name.startsWith("eval") || name.startsWith("fcall") || name.startsWith("pf") || name.startsWith("sort");
    if (answered.reply() instanceof Reply.Error && !mayLeaveTraces && !live(world.state).equals(live(answered.shared()))) {
      throw new AssertionError(step.command() + " answers an error and yet changed a key");
    }
  }

  /** The keys that have not expired, by database; the others go whenever somebody looks at them. */
  private static List<Map<Bytes, Entry>> live(ServerState state) {
    var databases = new ArrayList<Map<Bytes, Entry>>();
    for (var i = 0; i < Keyspace.DATABASES; i++) {
      var entries = new TreeMap<>(state.keyspace().entries(i));
      entries.values().removeIf(entry -> entry.isExpired(state.nowMillis()));
      databases.add(entries);
    }
    return databases;
  }

  /** Walks through all sequences of choices, the first ones first. */
  private static final class Choices implements Chooser {
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private int at;

    @Override
    public int choose(int n) {
      if (at == taken.size()) {
        taken.add(0);
        sizes.add(n);
      }
      return taken.get(at++);
    }

    /** False if every sequence was tried. */
    boolean next() {
      at = 0;
      while (!taken.isEmpty()) {
        var last = taken.removeLast();
        var size = sizes.removeLast();
        if (last + 1 < size) {
          taken.add(last + 1);
          sizes.add(size);
          return true;
        }
      }
      return false;
    }
  }
}
