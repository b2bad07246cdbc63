package dev.interlace.engine.history;

import dev.interlace.engine.program.OperationEnd;
import java.util.List;
import java.util.Optional;

/**
 * What went between a client and the system in one step.
 *
 * @param operation index of the operation that sent the request
 * @param reply what the system answered; empty if the request was not executed, or waits on
 * @param isConnectionLost whether the connection went down, so that the client did not get the reply
 * @param ended how operations ended by this step, {@code operation} first; more than one if those after it send nothing
 */
public record Exchange<Q, R>(
    String client, int operation, String operationName, Q request, Optional<R> reply, boolean isConnectionLost, List<OperationEnd> ended) {
  public Exchange {
    ended = List.copyOf(ended);
  }
}
