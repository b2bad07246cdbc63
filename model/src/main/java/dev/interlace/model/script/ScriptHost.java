package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.List;
import java.util.Optional;

/** What a script reaches of the server it runs in. */
public interface ScriptHost {
  /**
   * Runs one command on behalf of the script and returns its reply in the vocabulary of RESP3.
   *
   * <p>An error is returned, not thrown, those included that only scripts can get ({@code ERR This Redis command is not allowed from
   * script}).
   *
   * @param command name and arguments, at least one
   */
  Reply call(List<Bytes> command);

  /**
   * Told before each command: what the script has spent so far, in units of its {@linkplain ScriptLimits budget}.
   *
   * <p>TIME moves while a script runs, and some wait for it; a server may add these units to the time at which the script started.
   */
  default void ranFor(long units) {}

  /** After so many commands a script is taken never to end, whatever is left of its budget. */
  default long patience() {
    return Long.MAX_VALUE;
  }

  /** The script has asked for replies in the form of RESP 2 or 3; every script starts with 2. */
  void setResp(int protocol);

  /** {@code redis.log}; {@code level} is 0 (debug) to 3 (warning). */
  void log(int level, Bytes message);

  /** {@code redis.set_repl}: which of AOF (1) and replicas (2) the script's further writes go to. */
  default void setReplication(int flags) {}

  /**
   * Whether the user running the script may run {@code command}; empty if there is no such command.
   *
   * <p>By default everything is allowed.
   */
  default Optional<Boolean> mayRun(List<Bytes> command) {
    return Optional.of(true);
  }
}
