package dev.interlace.model.server;

import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.SystemModel.EnvironmentStep;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.clients.Clients;
import dev.interlace.model.clients.Subscriptions;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.settings.Notifications;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's own removal of keys that have expired, at some time between deadline and access: one step for each key.
 *
 * <p>A removal that nobody hears of is left to the next who looks. That loses nothing: whoever looks at the key finds it gone either way;
 * whoever watches it is dirty either way, or stale first and then clean, which comes to the same at the next write; and whoever
 * counts what is stored, as DBSIZE does, asks which keys are gone by then ({@code Database.expireSome}). So a step is offered only if it would send
 * something to somebody: a notification of the event, an invalidation to who tracks the key. {@code ActiveExpiryTest} compares this with
 * the search in which every removal is a step.
 *
 * <p><b>Source:</b> {@code activeExpireCycle} in {@code expire.c} of Redis 7.0.
 */
final class ActiveExpiry {
  private ActiveExpiry() {}

  static List<EnvironmentStep<ServerState>> steps(ServerState shared, ScriptRunner scriptRunner, boolean isEveryOne) {
    if (!isEveryOne && !isHeard(shared)) {
      return List.of();
    }
    var steps = new ArrayList<EnvironmentStep<ServerState>>();
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      for (var key : shared.keyspace().expired(database, shared.nowMillis())) {
        if (isEveryOne || hearsEvent(shared) || tracks(shared.clients(), key)) {
          steps.add(step(shared, database, key, scriptRunner));
        }
      }
    }
    return steps;
  }

  private static boolean isHeard(ServerState shared) {
    return hearsEvent(shared) || !shared.clients().trackers().isNone();
  }

  private static boolean hearsEvent(ServerState shared) {
    return !shared.clients().subscriptions().equals(Subscriptions.NONE)
        && Notifications.parse(shared.settings().text(Notifications.PARAMETER)).orElse(Notifications.NONE).include(EventClass.EXPIRED);
  }

  private static boolean tracks(Clients clients, Bytes key) {
    return !clients.trackers().isNone() && (!clients.trackers().keys().clients(key).isEmpty() || !clients.trackers().prefixes().isEmpty());
  }

  private static EnvironmentStep<ServerState> step(ServerState shared, int database, Bytes key, ScriptRunner scriptRunner) {
    var server = new RedisServer(shared, scriptRunner);
    server.expire(database, key);
    var label = "expire " + (database == 0 ? "" : database + ":") + CommandLine.quote(key);
    return new EnvironmentStep<>(label, server.state(), new Effect(server.notices()));
  }
}
