package dev.interlace.properties.mutants;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.time.SimTime;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import java.util.List;
import java.util.Locale;

/** The model; each mutant overrides one method. */
public class Tampered implements SystemModel<ServerState, Session, Request, Reply, DatabaseView> {
  final RedisSystem real;

  public Tampered(RedisSystem real) {
    this.real = real;
  }

  /** Whether {@code request} is the command called {@code name}, in capitals. */
  static boolean is(Request request, String name) {
    return request instanceof Command command && command.name().toUtf8().toUpperCase(Locale.ROOT).equals(name);
  }

  static Outcome.Answered<ServerState, Session, Reply> answered(Outcome<ServerState, Session, Reply> outcome) {
    return (Outcome.Answered<ServerState, Session, Reply>) outcome;
  }

  @Override
  public ServerState initial() {
    return real.initial();
  }

  @Override
  public Session connect() {
    return real.connect();
  }

  @Override
  public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
    return real.execute(shared, session, request, chooser);
  }

  @Override
  public boolean travels(Request request) {
    return real.travels(request);
  }

  @Override
  public boolean isUnderWay(Session session) {
    return real.isUnderWay(session);
  }

  @Override
  public Disconnected<ServerState> disconnect(ServerState shared, Session session) {
    return real.disconnect(shared, session);
  }

  @Override
  public Session observe(Session session, Effect effect) {
    return real.observe(session, effect);
  }

  @Override
  public SimTime wakeAt(Session session) {
    return real.wakeAt(session);
  }

  @Override
  public List<EnvironmentStep<ServerState>> environment(ServerState shared, SimTime wake) {
    return real.environment(shared, wake);
  }

  @Override
  public DatabaseView view(ServerState shared) {
    return real.view(shared);
  }
}
