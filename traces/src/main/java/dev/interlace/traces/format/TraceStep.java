package dev.interlace.traces.format;

import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import java.util.List;
import java.util.Optional;

/**
 * One step of a trace.
 *
 * @param choice what was chosen, in the text form of the engine
 * @param client who took the step; empty for a step of the environment
 * @param operation the operation of the client that the step belongs to; empty for a step of the environment
 * @param request what was executed, or would have been had the connection not dropped
 * @param reply what the server answered (even if the answer was lost); empty if nothing was executed, or the client went to sleep
 * @param fault what went wrong on purpose
 * @param advanceMillis how far virtual time moved
 * @param changed keys whose content this step changed, afterwards
 * @param enabled what could have been chosen, this choice included
 */
public record TraceStep(
    String choice,
    Optional<String> client,
    Optional<String> operation,
    Optional<Request> request,
    Optional<Reply> reply,
    Fault fault,
    long advanceMillis,
    List<KeyState> changed,
    List<String> enabled) {
  public TraceStep {
    changed = List.copyOf(changed);
    enabled = List.copyOf(enabled);
  }

  /** What can be injected. */
  public enum Fault {
    NONE("none"),
    REPLY_LOST("reply lost"),
    CONNECTION_DROPPED("connection dropped"),
    /** The server had closed the connection, or had gone down, and the client notices. */
    CONNECTION_GONE("connection gone"),
    /** The request was executed while the server went down. */
    NOT_ANSWERED("not answered"),
    PROCESS_CRASH("process crash"),
    POWER_LOSS("power loss");

    private final String text;

    Fault(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }

    /** Whether the server goes down, and comes up again. */
    public boolean isOutage() {
      return this == PROCESS_CRASH || this == POWER_LOSS;
    }
  }
}
