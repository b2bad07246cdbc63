package dev.interlace.engine.fault;

/**
 * How many faults an execution may have.
 *
 * <p><b>Reply lost:</b> the pending request is executed, then the connection goes down before its reply arrives. <b>Connection
 * dropped:</b> the connection goes down before the pending request is executed.
 *
 * <p><b>Promise:</b> in both cases the client learns only that the connection is gone. It may rely on nothing about whether its
 * request was executed; it may rely on requests it sent behind that one not being executed, on the server having let go of its
 * session (watched keys, open transaction), and on a new connection starting afresh.
 *
 * @param repliesLost from 0 to 255
 * @param connectionsDropped from 0 to 255
 */
public record FaultBudget(int repliesLost, int connectionsDropped) {
  public static final FaultBudget NONE = new FaultBudget(0, 0);

  public FaultBudget {
    if (repliesLost < 0 || repliesLost > 255 || connectionsDropped < 0 || connectionsDropped > 255) {
      throw new IllegalArgumentException("faults are counted from 0 to 255: " + repliesLost + ", " + connectionsDropped);
    }
  }

  public boolean isNone() {
    return repliesLost == 0 && connectionsDropped == 0;
  }

  /** Adds one lost reply to {@code used}, faults used so far packed into an int. */
  public static int oneMoreReplyLost(int used) {
    return used + 1;
  }

  /** Adds one dropped connection to {@code used}. */
  public static int oneMoreConnectionDropped(int used) {
    return used + 256;
  }

  public boolean allowsReplyLost(int used) {
    return (used & 255) < repliesLost;
  }

  public boolean allowsConnectionDropped(int used) {
    return used >>> 8 < connectionsDropped;
  }

  @Override
  public String toString() {
    return isNone() ? "no faults" : "replies lost <= " + repliesLost + ", connections dropped <= " + connectionsDropped;
  }
}
