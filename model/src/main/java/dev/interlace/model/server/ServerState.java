package dev.interlace.model.server;

import dev.interlace.model.clients.Clients;
import dev.interlace.model.durability.Recoverable;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.script.Scripting;
import dev.interlace.model.settings.Settings;

/**
 * All that one server knows beyond its connections, as an immutable value.
 *
 * @param keyspace must not be written any more: {@link Keyspace#fork} first
 * @param nowMillis milliseconds since the epoch
 * @param recoverable what it would find of all that after an outage
 */
public record ServerState(
    Keyspace keyspace, long nowMillis, Scripting scripting, Clients clients, Settings settings, Recoverable recoverable) {
  /** 2024-01-01T00:00:00Z: a start that looks like a time and is the same for everybody. */
  public static final long EPOCH_MILLIS = 1_704_067_200_000L;

  public static final ServerState EMPTY = 
      new ServerState(new Keyspace(), EPOCH_MILLIS, Scripting.NONE, Clients.NONE, Settings.DEFAULT, Recoverable.UNTRACKED);

  public ServerState at(long millis) {
    return new ServerState(keyspace, millis, scripting, clients, settings, recoverable);
  }

  public ServerState with(Settings next) {
    return new ServerState(keyspace, nowMillis, scripting, clients, next, recoverable);
  }

  public ServerState with(Clients next) {
    return new ServerState(keyspace, nowMillis, scripting, next, settings, recoverable);
  }

  public ServerState with(Recoverable next) {
    return new ServerState(keyspace, nowMillis, scripting, clients, settings, next);
  }
}
