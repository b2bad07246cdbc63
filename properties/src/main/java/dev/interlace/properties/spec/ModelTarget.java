package dev.interlace.properties.spec;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.time.SimTime;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Runs chapters against the model. Its clock moves by the passing of time that a transcript asks for and by nothing else; where the server
 * has a choice it takes the first.
 */
public final class ModelTarget implements SpecTarget {
  private final SystemModel<ServerState, Session, Request, Reply, ?> system;

  /** The model as it is. */
  public ModelTarget() {
    this(RedisSystem.given(List.of()));
  }

  /** Another system in its place: to see whether the chapters tell the two apart. */
  public ModelTarget(SystemModel<ServerState, Session, Request, Reply, ?> system) {
    this.system = system;
  }

  @Override
  public String name() {
    return "the model";
  }

  @Override
  public boolean isOracle() {
    return false;
  }

  @Override
  public Server start() {
    return new ModelServer(system);
  }

  private static final class ModelServer implements Server {
    private final SystemModel<ServerState, Session, Request, Reply, ?> system;
    /** In the order of connecting. */
    private final List<ModelConnection> connections = new ArrayList<>();
    /** Connections whose command waits, the longest waiting first: the order in which the server serves blocked clients. */
    private final List<ModelConnection> waiting = new ArrayList<>();
    private ServerState state;

    ModelServer(SystemModel<ServerState, Session, Request, Reply, ?> system) {
      this.system = system;
      state = system.initial();
    }

    @Override
    public Connection open(String client) {
      var connection = new ModelConnection(this);
      connections.add(connection);
      return connection;
    }

    @Override
    public void pass(Duration duration) {
      var end = new SimTime(state.nowMillis()).plus(duration).millis();
      for (var next = nextStep(); next.isPresent() && next.get().shared().nowMillis() <= end; next = nextStep()) {
        state = next.get().shared();
        tell(next.get().effect(), Optional.empty());
        serveWaiting();
      }
      state = state.at(end);
      serveWaiting();
    }

    private Optional<SystemModel.EnvironmentStep<ServerState>> nextStep() {
      var wake = connections.stream().map(connection -> system.wakeAt(connection.session)).reduce(SimTime.NEVER, SimTime::earlier);
      return system.environment(state, wake).stream().findFirst();
    }

    /** Executes the pending command of {@code connection}; false if it waits. */
    private boolean execute(ModelConnection connection) {
      return switch (system.execute(state, connection.session, connection.pending.getFirst(), Chooser.FIRST)) {
        case Outcome.Answered<ServerState, Session, Reply> answered -> {
          connection.pending.removeFirst();
          connection.replies.addAll(answered.reply() instanceof Reply.Several(var items) ? items : List.of(answered.reply()));
          adopt(connection, answered.shared(), answered.session(), answered.effect());
          yield true;
        }
        case Outcome.Waiting<ServerState, Session, Reply> wait -> {
          adopt(connection, wait.shared(), wait.session(), wait.effect());
          yield false;
        }
        case Outcome.Dropped<ServerState, Session, Reply> dropped -> {
          connection.pending.clear();
          adopt(connection, dropped.shared(), connection.session, dropped.effect());
          yield true;
        }
      };
    }

    private void adopt(ModelConnection connection, ServerState shared, Session session, Effect effect) {
      state = shared;
      connection.session = session;
      tell(effect, Optional.of(connection));
    }

    private void tell(Effect effect, Optional<ModelConnection> cause) {
      if (!effect.isNone()) {
        for (var other : connections) {
          if (cause.isEmpty() || other != cause.get()) {
            other.observe(effect);
          }
        }
      }
    }

    private void serveWaiting() {
      var served = true;
      while (served) {
        served = false;
        for (var connection : List.copyOf(waiting)) {
          if (execute(connection)) {
            waiting.remove(connection);
            connection.drain();
            served = true;
          }
        }
      }
    }

    @Override
    public void close() {
      // A value has nothing to release.
    }
  }

  private static final class ModelConnection implements Connection {
    private final ModelServer server;
    private final Deque<Command> pending = new ArrayDeque<>();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private Session session;

    ModelConnection(ModelServer server) {
      this.server = server;
      this.session = server.system.connect();
    }

    private void observe(Effect effect) {
      var told = server.system.observe(session, effect);
      replies.addAll(told.inbox());
      session = told.withInbox(List.of());
    }

    @Override
    public void send(List<Bytes> command) {
      pending.addLast(new Command(command));
      if (!server.waiting.contains(this)) {
        drain();
        server.serveWaiting();
      }
    }

    /** Runs what has been sent, up to a command that waits. */
    private void drain() {
      while (!pending.isEmpty()) {
        if (!server.execute(this)) {
          server.waiting.add(this);
          return;
        }
      }
    }

    @Override
    public Optional<Reply> receive() {
      return Optional.ofNullable(replies.pollFirst());
    }

    @Override
    public Optional<Reply> poll() {
      return receive();
    }

    @Override
    public void close() {
      server.connections.remove(this);
      server.waiting.remove(this);
      var left = server.system.disconnect(server.state, session);
      server.state = left.shared();
      server.tell(left.effect(), Optional.empty());
      server.serveWaiting();
    }
  }
}
