package dev.interlace.model.server;

import dev.interlace.engine.fault.Outage;
import dev.interlace.engine.system.Alarm;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Footprint;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.time.SimTime;
import dev.interlace.model.clients.Waiter;
import dev.interlace.model.command.Host;
import dev.interlace.model.durability.Recoverable;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.notice.Notice;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.session.Condition;
import dev.interlace.model.session.Identity;
import dev.interlace.model.session.Session;
import dev.interlace.model.settings.Settings;
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
  private final Settings startSettings;

  public RedisSystem(ServerState initial) {
    this(initial, initial.settings(), List.of(), false, Host.NONE);
  }

  private RedisSystem(ServerState initial, Settings startSettings, List<Command> given, boolean isEveryExpiryAStep, Host host) {
    this.initial = initial;
    this.startSettings = startSettings;
    this.given = List.copyOf(given);
    this.isEveryExpiryAStep = isEveryExpiryAStep;
    this.host = host;
  }

  /** The same, with a step for the removal of every key that has expired, whether or not anybody hears of it. */
  public RedisSystem withEveryExpiry() {
    return new RedisSystem(initial, startSettings, given, true, host);
  }

  /** The same, whose commands find in {@code host} what no state has. Its steps tell no footprints. */
  public RedisSystem on(Host other) {
    return new RedisSystem(initial, startSettings, given, isEveryExpiryAStep, other);
  }

  /**
   * The same, which keeps its data as its settings say, so that it may go down and come up again. What it holds at the start is on its disk already, if they
   * say that it keeps anything.
   */
  public RedisSystem thatMayGoDown() {
    var kept = initial.with(Recoverable.from(content(initial), startSettings, initial.nowMillis()));
    return new RedisSystem(kept, startSettings, given, isEveryExpiryAStep, host);
  }

  /** The same, begun at another time. */
  public RedisSystem at(long millis) {
    return new RedisSystem(initial.at(millis), startSettings, given, isEveryExpiryAStep, host);
  }

  /** With which it is started. */
  public Settings settings() {
    return startSettings;
  }

  /** Whether what an outage would leave is part of its states. */
  public boolean mayGoDown() {
    return initial.recoverable().isTracked();
  }

  /** A server with the usual settings that has run {@code commands}. */
  public static RedisSystem given(List<Command> commands) {
    return given(Settings.DEFAULT, commands);
  }

  /**
   * A server that has run {@code commands} over one connection, which is closed again.
   *
   * @param configuration with which it was started
   * @throws IllegalArgumentException if one of them answers an error
   */
  public static RedisSystem given(Settings configuration, List<Command> commands) {
    var server = new LiveServer(ServerState.EMPTY.with(configuration));
    var client = server.open("given", LiveServer.Outlet.NOBODY);
    for (var command : commands) {
      if (server.execute(client, command) instanceof Reply.Error error) {
        throw new IllegalArgumentException("given " + command + ": the server answers " + error.text());
      }
    }
    server.close(client);
    return new RedisSystem(server.state(), configuration, commands, false, Host.NONE);
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
      case Command command when shared.recoverable() instanceof Recoverable.Refused -> heldBack(shared, session);
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
      case Condition.Blocked blocked -> new Outcome.Waiting<>(shared, session, Effect.NONE, Footprints.ofWaiting(shared, session));
      case Condition.Served(var waiter, var reply) ->
          unseen(shared, session.withCondition(Condition.READY), reply, Footprints.ofHandingOver(waiter, session.id() != Identity.ANONYMOUS));
      case Condition.Ready ready -> execute(shared, session, command, chooser);
      // A specification may have cut an operation short in its sleep.
      case Condition.Sleeping sleeping -> sleeping.isClosed()
          ? dropped(shared, session)
          : execute(shared, session.withCondition(Condition.READY), command, chooser);
    };
  }

  private Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Command command, Chooser chooser) {
    var server = new RedisServer(shared, scriptRunner, host);
    var executed = server.execute(session, command, chooser);
    warnings.addAll(server.warnings());
    if (executed.isHeldBack()) {
      return heldBack(shared, session);
    }
    var effect = new Effect(server.notices());
    var footprint = Footprints.of(shared, session, command, server, executed);
    var reply = Reply.inOrder(executed.session().inbox(), executed.reply());
    if (executed.session().isBlocked()) { // and may have been sent something all the same
      return new Outcome.Waiting<>(server.state(), executed.session().withInbox(reply.parts()), effect, footprint);
    }
    var after = executed.session().withInbox(List.of());
    return new Outcome.Answered<>(server.state(), after, reply, effect, footprint, server.alarms());
  }

  private Outcome<ServerState, Session, Reply> receive(ServerState shared, Session session) {
    if (!session.inbox().isEmpty()) {
      var rest = session.inbox().subList(1, session.inbox().size());
      return unseen(shared, session.withInbox(rest), session.inbox().getFirst(), Footprints.ofHandingOver(session.id(), false));
    }
    return session.isClosed() ? dropped(shared, session) : new Outcome.Waiting<>(shared, session, Effect.NONE, Footprints.ofListening(session));
  }

  private Outcome<ServerState, Session, Reply> dropped(ServerState shared, Session session) {
    var left = disconnect(shared, session);
    return new Outcome.Dropped<>(left.shared(), left.effect());
  }

  private static Outcome<ServerState, Session, Reply> sleep(ServerState shared, Session session, Request.Sleep sleep) {
    if (!(session.condition() instanceof Condition.Sleeping(var untilMillis, var isClosed))) {
      var until = new SimTime(shared.nowMillis()).plus(sleep.duration()).millis();
      return new Outcome.Waiting<>(shared, session.withCondition(new Condition.Sleeping(until, session.isClosed())), Effect.NONE, Footprints.CLOCK);
    }
    if (shared.nowMillis() < untilMillis) {
      return new Outcome.Waiting<>(shared, session, Effect.NONE, Footprints.CLOCK);
    }
    return unseen(shared, session.withCondition(isClosed ? Condition.CLOSED : Condition.READY), Reply.OK, Footprint.NONE);
  }

  private static Outcome<ServerState, Session, Reply> heldBack(ServerState shared, Session session) {
    return new Outcome.Waiting<>(shared, session, Effect.NONE, Footprints.HELD_BACK);
  }

  private static Outcome<ServerState, Session, Reply> unseen(ServerState shared, Session session, Reply reply, Footprint footprint) {
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
    return new Disconnected<>(server.state(), new Effect(server.notices()), Footprints.ofDisconnection(shared, server));
  }

  @Override
  public Session observe(Session session, Effect effect) {
    return session.after(effect.items().stream().map(Notice.class::cast).toList());
  }

  @Override
  public SimTime wakeAt(Session session) {
    return session.condition() instanceof Condition.Sleeping(var untilMillis, var isClosed) ? new SimTime(untilMillis) : SimTime.NEVER;
  }

  /**
   * Time moves to the next instant at which a sleeper wakes, a key has just expired, a blocked client gives up or a pause is over, whichever
   * comes first.
   */
  @Override
  public List<EnvironmentStep<ServerState>> environment(ServerState shared, SimTime wake) {
    var steps = new ArrayList<>(passing(shared, wake));
    steps.addAll(ActiveExpiry.steps(shared, scriptRunner, isEveryExpiryAStep));
    if (shared.recoverable().isTracked()) {
      shared.recoverable().deed(content(shared), shared.settings(), shared.nowMillis()).ifPresent(deed ->
          steps.add(new EnvironmentStep<>(deed.label(), shared.with(deed.after()), Effect.NONE)));
    }
    return steps;
  }

  private RdbContent content(ServerState shared) {
    return new RedisServer(shared, scriptRunner, host).content();
  }

  @Override
  public ServerState goingDown(ServerState shared) {
    return shared.with(shared.recoverable().goingDown(content(shared)));
  }

  @Override
  public Session severed(Session session) {
    return Session.FRESH.withCondition(session.condition()).closed();
  }

  @Override
  public List<Restart<ServerState>> restarts(ServerState shared, Outage outage, boolean isLast) {
    return shared.recoverable().left(outage, content(shared), startSettings).stream()
        .map(left -> new Restart<>(left.words(), restarted(shared, left, isLast), lost(left))).toList();
  }

  private static List<Alarm> lost(Recoverable.Left left) {
    return left.loss().map(loss -> List.of(new Alarm(BuiltIn.NO_LOST_WRITE, loss))).orElse(List.of());
  }

  /** A server that has found {@code content}. It reads its settings anew, and knows no clients and no scripts. */
  private ServerState restarted(ServerState before, Recoverable.Left left, boolean isLast) {
    return left.content().map(content -> restarted(before, content, isLast)).orElseGet(() -> before.with(new Recoverable.Refused()));
  }

  private ServerState restarted(ServerState before, RdbContent content, boolean isLast) {
    var server = new RedisServer(ServerState.EMPTY.at(before.nowMillis()).with(startSettings), scriptRunner, host);
    server.replace(content);
    var state = server.state();
    return isLast ? state : state.with(Recoverable.from(content, startSettings, before.nowMillis()));
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
    next = SimTime.earlier(next, new SimTime(shared.recoverable().deadline(shared.settings())));
    if (!now.isBefore(next)) {
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
