package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.List;

/**
 * A script or function that takes longer than the server has patience, and keeps it from everybody meanwhile.
 *
 * <p><b>Deviation:</b> what does not end within its budget is taken never to end.
 *
 * @param client the id of the client that called it
 * @param name the script's SHA-1 or the function's name
 * @param command the words that called it
 * @param hasWritten whether it has written, so that nothing but the end of the server ends it
 * @param ifKilled what its client is answered when it is killed
 * @param sinceMillis when it began
 * @param untilMillis when it ends; {@link Long#MAX_VALUE} if never
 * @param ifEnded what its client is answered then
 */
public record Busy(
    long client, boolean isFunction, Bytes name, List<Bytes> command, boolean hasWritten, Reply ifKilled, long sinceMillis, long untilMillis,
    Reply ifEnded) {
  private static final String ONLY = "BUSY Redis is busy running a script. You can only call ";
  private static final Reply.Error BY_SCRIPT = new Reply.Error(ONLY + "SCRIPT KILL or SHUTDOWN NOSAVE.");
  private static final Reply.Error BY_FUNCTION = new Reply.Error(ONLY + "FUNCTION KILL or SHUTDOWN NOSAVE.");
  private static final Reply.Error UNKILLABLE = new Reply.Error(
      "UNKILLABLE Sorry the script already executed write commands against the dataset. You can either wait the script termination or kill "
          + "the server in a hard way using the SHUTDOWN NOSAVE command.");

  public Busy {
    command = List.copyOf(command);
  }

  /** What everybody else is answered. */
  public Reply.Error refusal() {
    return isFunction ? BY_FUNCTION : BY_SCRIPT;
  }

  /** What FUNCTION KILL or SCRIPT KILL answers. <b>Source:</b> {@code scriptKill}. */
  public Reply answerToKill(boolean killsFunction) {
    return hasWritten ? UNKILLABLE : isFunction != killsFunction ? refusal() : Reply.OK;
  }
}
