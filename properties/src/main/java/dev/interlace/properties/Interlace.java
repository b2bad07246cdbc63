package dev.interlace.properties;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Report;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;

/** Checks scenarios. */
public final class Interlace {
  private Interlace() {}

  /** Searches every interleaving of {@code scenario}, and shrinks what it finds. */
  public static Report<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> check(RedisScenario scenario) {
    return check(scenario, Checker.EXHAUSTIVE);
  }

  /** Searches {@code scenario} as {@code checker} says. */
  public static Report<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> check(RedisScenario scenario, Checker checker) {
    return checker.check(scenario.scenario());
  }
}
