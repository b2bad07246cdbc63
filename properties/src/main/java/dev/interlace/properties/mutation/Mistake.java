package dev.interlace.properties.mutation;

import dev.interlace.model.bytes.Bytes;
import java.util.Map;

/** What one client gets wrong in all that it sends. */
sealed interface Mistake {
  /** WATCH is not sent. */
  record NoWatch() implements Mistake {}

  /** MULTI and EXEC are not sent, so that each command between them runs by itself. */
  record TornTransaction() implements Mistake {}

  /**
   * The client runs its scripts itself, each call of theirs a command.
   *
   * @param sources by the SHA-1 digests with which EVALSHA names them
   */
  record OwnScripts(Map<Bytes, Bytes> sources) implements Mistake {}

  /** A command of this name is sent twice, and the second reply thrown away. */
  record Twice(String name) implements Mistake {}

  /** The keys of a command of this name are mistyped. */
  record Mistyped(String name) implements Mistake {}

  /** Before it does anything, the client waits for something that nobody does. */
  record WaitsForEver() implements Mistake {}
}
