package dev.interlace.model.server;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Footprint;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.time.SimTime;
import dev.interlace.model.clients.Waiter;
import dev.interlace.model.command.Host;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.notice.Notice;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.session.Condition;
import dev.interlace.model.session.Identity;
import dev.interlace.model.session.Session;
import dev.interlace.model.version.RedisVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A Redis server as a system that the engine explores. */
public final class RedisSystem implements SystemModel<ServerState, Session, Request, Reply, DatabaseView> {
  private final ServerState initial;
  private final List<Command> given;
  private final ScriptRunner scriptRunner = new ScriptRunner();
  private final SortedSet<String> warnings = new TreeSet<>();
  private final boolean isEveryExpiryAStep;
  private final Host host;

  public RedisSystem(ServerState initial) {
    this(initial, List.of());
  }

  private RedisSystem(ServerState initial, List<Command> given) {
    this(initial, given, false, Host.NONE);
  }

  private RedisSystem(ServerState initial, List<Command> given, boolean isEveryExpiryAStep, Host host) {
    this.initial = initial;
    this.given = List.copyOf(given);
    this.isEveryExpiryAStep = isEveryExpiryAStep;
    this.host = host;
  }

  /** The same, with a step for the removal of every key that has expired, whether or not anybody hears of it. */
  public RedisSystem withEveryExpiry() {
    return new RedisSystem(initial, given, true, host);
  }

  /** The same, whose commands find in {@code host} what no state has. Its steps tell no footprints. */
  public RedisSystem on(Host other) {
    return new RedisSystem(initial, given, isEveryExpiryAStep, other);
  }

  /**
   * A server that has run {@code commands} over one connection, which is closed again.
   *
   * @throws IllegalArgumentException if one of them answers an error
   */
  public static RedisSystem given(List<Command> commands) {
    var server = new LiveServer(ServerState.EMPTY);
    var client = server.open("given", LiveServer.Outlet.NOBODY);
    for (var command : commands) {
      if (server.execute(client, command) instanceof Reply.Error error) {
        throw new IllegalArgumentException("given " + command + ": the server answers " + error.text());
      }
    }
    server.close(client);
    return new RedisSystem(server.state(), commands);
  }

  @Override
  public String version() {
    return "a model of Redis 7.0, compared with redis-server " + RedisVersion.MODELLED.text();
  }

  /** The commands that led to {@link #initial()}; empty if it was not made by {@link #given(List)}. */
  public List<Command> given() {
    return given;
  }

  /** What looked unwise in the steps that were executed so far, whichever way they were reached. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  public ServerState initial() {
    return initial;
  }

  @Override
  public Session connect() {
    // The engine knows one fresh session for all time: that requirepass was set since then goes unnoticed.
    var isOpen = initial.settings().acl().defaultUser().isOpen();
    return isOpen ? Session.FRESH : Session.FRESH.withIdentity(Session.FRESH.identity().asDefault(false));
  }

  @Override
  public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
    return switch (request) {
      case Command command -> travel(shared, session, command, chooser);
      case Request.Receive receive -> receive(shared, session);
      case Request.Sleep sleep -> sleep(shared, session, sleep);
      case Request.ReadClock clock ->
          new Outcome.Answered<>(shared, session, Reply.of(shared.nowMillis()), Effect.NONE, Footprints.CLOCK, List.of());
    };
  }

  private Outcome<ServerState, Session, Reply> travel(ServerState shared, Session session, Command command, Chooser chooser) {
    return switch (session.condition()) {
      case Condition.Closed closed -> dropped(shared, session);
      case Condition.Blocked blocked -> new Outcome.Waiting<>(shared, session, Effect.NONE);
      case Condition.Served(var reply) -> unseen(shared, session.withCondition(Condition.READY), reply);
      case Condition.Ready ready -> execute(shared, session, command, chooser);
      // A specification may have cut an operation short in its sleep.
      case Condition.Sleeping sleeping -> execute(shared, session.withCondition(Condition.READY), command, chooser);
    };
  }

  private Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Command command, Chooser chooser) {
    var server = new RedisServer(shared, scriptRunner, host);
    var executed = server.execute(session, command, chooser);
    warnings.addAll(server.warnings());
    if (executed.isHeldBack()) {
      return new Outcome.Waiting<>(shared, session, Effect.NONE);
    }
    var effect = new Effect(server.notices());
    var reply = Reply.inOrder(executed.session().inbox(), executed.reply());
    if (executed.session().isBlocked()) { // and may have been sent something all the same
      return new Outcome.Waiting<>(server.state(), executed.session().withInbox(reply.parts()), effect);
    }
    var after = executed.session().withInbox(List.of());
    var footprint = Footprints.of(shared, session, command, server, executed.reply());
    return new Outcome.Answered<>(server.state(), after, reply, effect, footprint, server.alarms());
  }

  private Outcome<ServerState, Session, Reply> receive(ServerState shared, Session session) {
    if (!session.inbox().isEmpty()) {
      var rest = session.inbox().subList(1, session.inbox().size());
      return unseen(shared, session.withInbox(rest), session.inbox().getFirst());
    }
    return session.isClosed() ? dropped(shared, session) : new Outcome.Waiting<>(shared, session, Effect.NONE);
  }

  private Outcome<ServerState, Session, Reply> dropped(ServerState shared, Session session) {
    var left = disconnect(shared, session);
    return new Outcome.Dropped<>(left.shared(), left.effect());
  }

  private static Outcome<ServerState, Session, Reply> sleep(ServerState shared, Session session, Request.Sleep sleep) {
    if (!(session.condition() instanceof Condition.Sleeping(var untilMillis))) {
      var until = new SimTime(shared.nowMillis()).plus(sleep.duration()).millis();
      return new Outcome.Waiting<>(shared, session.withCondition(new Condition.Sleeping(until)), Effect.NONE);
    }
    if (shared.nowMillis() < untilMillis) {
      return new Outcome.Waiting<>(shared, session, Effect.NONE);
    }
    return unseen(shared, session.withCondition(Condition.READY), Reply.OK);
  }

  private static Outcome<ServerState, Session, Reply> unseen(ServerState shared, Session session, Reply reply) {
    var footprint = session.id() == Identity.ANONYMOUS ? Footprint.NONE : Footprint.EVERYTHING;
    return new Outcome.Answered<>(shared, session, reply, Effect.NONE, footprint, List.of());
  }

  /** A client sleeps and reads its clock by itself. */
  @Override
  public boolean travels(Request request) {
    return request instanceof Command || request instanceof Request.Receive;
  }

  @Override
  public boolean isUnderWay(Session session) {
    return session.isBlocked() || session.condition() instanceof Condition.Served;
  }

  @Override
  public Disconnected<ServerState> disconnect(ServerState shared, Session session) {
    var server = new RedisServer(shared, scriptRunner, host);
    server.disconnect(session);
    var isUnnoticed = session.id() == Identity.ANONYMOUS && server.state().equals(shared) && server.notices().isEmpty();
    return new Disconnected<>(server.state(), new Effect(server.notices()), isUnnoticed ? Footprint.NONE : Footprint.EVERYTHING);
  }

  @Override
  public Session observe(Session session, Effect effect) {
    return session.after(effect.items().stream().map(Notice.class::cast).toList());
  }

  @Override
  public SimTime wakeAt(Session session) {
    return session.condition() instanceof Condition.Sleeping(var untilMillis) ? new SimTime(untilMillis) : SimTime.NEVER;
  }

  /**
   * Time moves to the next instant at which a sleeper wakes, a key has just expired, a blocked client gives up or a pause is over, whichever
   * comes first.
   */
  @Override
  public List<EnvironmentStep<ServerState>> environment(ServerState shared, SimTime wake) {
    var steps = new ArrayList<>(passing(shared, wake));
    steps.addAll(ActiveExpiry.steps(shared, scriptRunner, isEveryExpiryAStep));
    return steps;
  }

  private List<EnvironmentStep<ServerState>> passing(ServerState shared, SimTime wake) {
    var now = new SimTime(shared.nowMillis());
    var expiry = shared.keyspace().nextExpiry(shared.nowMillis());
    // At the instant of expiry a key still lives.
    var ofKeys = expiry == Entry.NEVER ? SimTime.NEVER : new SimTime(expiry + 1);
    var server = new RedisServer(shared, scriptRunner, host);
    var ofClients = server.nextDue() == Waiter.FOR_EVER ? SimTime.NEVER : new SimTime(server.nextDue());
    var next = SimTime.earlier(SimTime.earlier(ofKeys, ofClients), now.isBefore(wake) ? wake : SimTime.NEVER);
    if (next.equals(SimTime.NEVER)) {
      return List.of();
    }
    var label = "time +" + (next.millis() - now.millis()) + " ms";
    server.advanceTo(next.millis());
    return List.of(new EnvironmentStep<>(label, server.state(), new Effect(server.notices()), Footprints.ofTime(shared, server)));
  }

  @Override
  public DatabaseView view(ServerState shared) {
    return new DatabaseView(shared.keyspace(), shared.nowMillis());
  }
}
