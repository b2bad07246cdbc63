package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.script.ScriptState;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that one server knows beyond its connections, as an immutable value.
 *
 * @param keyspace must not be written any more: {@link Keyspace#fork} first
 * @param nowMillis milliseconds since the epoch
 * @param scripts bodies by the SHA-1 in lower-case hex
 * @param scriptState what scripts leave for each other
 */
public record ServerState(Keyspace keyspace, long nowMillis, SortedMap<String, Bytes> scripts, ScriptState scriptState) {
  /** 2024-01-01T00:00:00Z: a start that looks like a time and is the same for everybody. */
  public static final long EPOCH_MILLIS = 1_704_067_200_000L;

  public static final ServerState EMPTY = new ServerState(new Keyspace(), EPOCH_MILLIS, Collections.emptySortedMap(), ScriptState.INITIAL);

  public ServerState {
    scripts = Collections.unmodifiableSortedMap(new TreeMap<>(scripts));
  }

  public ServerState at(long millis) {
    return new ServerState(keyspace, millis, scripts, scriptState);
  }
}
