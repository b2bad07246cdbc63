package dev.interlace.model.server;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Footprint;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.time.SimTime;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.KeyChange;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.session.Session;
import java.util.List;

/** A Redis server as a system that the engine explores. */
public final class RedisSystem implements SystemModel<ServerState, Session, Request, Reply, DatabaseView> {
  private final ServerState initial;
  private final List<Command> given;
  private final ScriptRunner scriptRunner = new ScriptRunner();

  public RedisSystem(ServerState initial) {
    this(initial, List.of());
  }

  private RedisSystem(ServerState initial, List<Command> given) {
    this.initial = initial;
    this.given = List.copyOf(given);
  }

  /**
   * A server that has run {@code commands} over one connection, which is closed again.
   *
   * @throws IllegalArgumentException if one of them answers an error
   */
  public static RedisSystem given(List<Command> commands) {
    var scriptRunner = new ScriptRunner();
    var state = ServerState.EMPTY;
    var session = Session.FRESH;
    for (var command : commands) {
      var server = new RedisServer(state, Chooser.FIRST, scriptRunner);
      var executed = server.execute(session, command);
      if (executed.reply() instanceof Reply.Error error) {
        throw new IllegalArgumentException("given " + command + ": the server answers " + error.text());
      }
      session = executed.session();
      state = server.state();
    }
    return new RedisSystem(state, commands);
  }

  /** The commands that led to {@link #initial()}; empty if it was not made by {@link #given(List)}. */
  public List<Command> given() {
    return given;
  }

  @Override
  public ServerState initial() {
    return initial;
  }

  @Override
  public Session connect() {
    return Session.FRESH;
  }

  @Override
  public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
    return switch (request) {
      case Command command -> execute(shared, session, command, chooser);
      case Request.Sleep sleep -> sleep(shared, session, sleep);
      case Request.ReadClock clock -> unseen(shared, session, Reply.of(shared.nowMillis()));
    };
  }

  private Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Command command, Chooser chooser) {
    var server = new RedisServer(shared, chooser, scriptRunner);
    var executed = server.execute(session, command);
    var journal = server.journal();
    var footprint = new Footprint(journal.reads(), journal.writes());
    return new Outcome.Answered<>(
        server.state(), executed.session(), executed.reply(), new Effect(journal.changes()), footprint, server.alarms());
  }

  private static Outcome<ServerState, Session, Reply> sleep(ServerState shared, Session session, Request.Sleep sleep) {
    if (session.sleepsUntilMillis() == Entry.NEVER) {
      var until = new SimTime(shared.nowMillis()).plus(sleep.duration()).millis();
      return new Outcome.Waiting<>(shared, session.sleepingUntil(until), Effect.NONE);
    }
    if (shared.nowMillis() < session.sleepsUntilMillis()) {
      return new Outcome.Waiting<>(shared, session, Effect.NONE);
    }
    return unseen(shared, session.sleepingUntil(Entry.NEVER), Reply.OK);
  }

  private static Outcome<ServerState, Session, Reply> unseen(ServerState shared, Session session, Reply reply) {
    return new Outcome.Answered<>(shared, session, reply, Effect.NONE, Footprint.NONE, List.of());
  }

  /** A client sleeps and reads its clock by itself. */
  @Override
  public boolean travels(Request request) {
    return request instanceof Command;
  }

  @Override
  public Disconnected<ServerState> disconnect(ServerState shared, Session session) {
    return new Disconnected<>(shared, Effect.NONE);
  }

  @Override
  public Session observe(Session session, Effect effect) {
    return session.after(effect.items().stream().map(KeyChange.class::cast).toList());
  }

  @Override
  public SimTime wakeAt(Session session) {
    return session.sleepsUntilMillis() == Entry.NEVER ? SimTime.NEVER : new SimTime(session.sleepsUntilMillis());
  }

  /** Time moves to the next instant at which a sleeper wakes or a key has just expired, whichever comes first. */
  @Override
  public List<EnvironmentStep<ServerState>> environment(ServerState shared, SimTime wake) {
    var now = new SimTime(shared.nowMillis());
    var expiry = shared.keyspace().nextExpiry(shared.nowMillis());
    // At the instant of expiry a key still lives.
    var next = SimTime.earlier(expiry == Entry.NEVER ? SimTime.NEVER : new SimTime(expiry + 1), now.isBefore(wake) ? wake : SimTime.NEVER);
    if (next.equals(SimTime.NEVER)) {
      return List.of();
    }
    var label = "time +" + (next.millis() - now.millis()) + " ms";
    return List.of(new EnvironmentStep<>(label, shared.at(next.millis()), Effect.NONE));
  }

  @Override
  public DatabaseView view(ServerState shared) {
    return new DatabaseView(shared.keyspace(), shared.nowMillis());
  }
}
