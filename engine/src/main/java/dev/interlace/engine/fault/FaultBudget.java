package dev.interlace.engine.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * How many faults an execution may have.
 *
 * <p><b>Reply lost:</b> the pending request is executed, then the connection goes down before its reply arrives. <b>Connection
 * dropped:</b> the connection goes down before the pending request is executed. <b>Process crash</b> and <b>power loss:</b> the whole system
 * {@linkplain Outage goes down} and comes up again; all connections are gone, and of requests that were executed last any number may have no reply.
 *
 * <p><b>Promise:</b> in all cases a client learns only that the connection is gone, and after an outage not before it uses it again. It may rely on
 * nothing about whether its request was executed; it may rely on requests it sent behind that one not being executed, on the server having let go of its
 * session (watched keys, open transaction), and on a new connection starting afresh.
 *
 * @param repliesLost from 0 to 255
 * @param connectionsDropped from 0 to 255
 * @param processCrashes from 0 to 127
 * @param powerLosses from 0 to 127
 */
public record FaultBudget(int repliesLost, int connectionsDropped, int processCrashes, int powerLosses) {
  public static final FaultBudget NONE = new FaultBudget(0, 0, 0, 0);

  private static final int CRASH = 1 << 16;
  private static final int LOSS = 1 << 23;
  /** Set while the system is going down: requests are executed still, and not answered any more. */
  private static final int GOING_DOWN = 1 << 30;

  public FaultBudget {
    if (repliesLost < 0 || repliesLost > 255 || connectionsDropped < 0 || connectionsDropped > 255) {
      throw new IllegalArgumentException("faults are counted from 0 to 255: " + repliesLost + ", " + connectionsDropped);
    }
    if (processCrashes < 0 || processCrashes > 127 || powerLosses < 0 || powerLosses > 127) {
      throw new IllegalArgumentException("outages are counted from 0 to 127: " + processCrashes + ", " + powerLosses);
    }
  }

  /** Of faults that hit one connection. */
  public FaultBudget(int repliesLost, int connectionsDropped) {
    this(repliesLost, connectionsDropped, 0, 0);
  }

  public boolean isNone() {
    return repliesLost == 0 && connectionsDropped == 0 && !hasOutages();
  }

  /** Whether the whole system may go down. */
  public boolean hasOutages() {
    return processCrashes > 0 || powerLosses > 0;
  }

  /** As many as both allow together. */
  public FaultBudget plus(FaultBudget more) {
    return new FaultBudget(repliesLost + more.repliesLost, connectionsDropped + more.connectionsDropped,
        processCrashes + more.processCrashes, powerLosses + more.powerLosses);
  }

  /** Of all kinds. */
  public int total() {
    return repliesLost + connectionsDropped + processCrashes + powerLosses;
  }

  /** The smaller budgets. <b>Order:</b> fewest faults, then fewest power losses, process crashes, lost replies. */
  public List<FaultBudget> smaller() {
    var smaller = new ArrayList<FaultBudget>();
    for (var total = 0; total < total(); total++) {
      for (var power = 0; power <= Math.min(total, powerLosses); power++) {
        for (var crashes = 0; crashes <= Math.min(total - power, processCrashes); crashes++) {
          for (var lost = 0; lost <= Math.min(total - power - crashes, repliesLost); lost++) {
            if (total - power - crashes - lost <= connectionsDropped) {
              smaller.add(new FaultBudget(lost, total - power - crashes - lost, crashes, power));
            }
          }
        }
      }
    }
    return smaller;
  }

  // Faults used so far, packed into an int.

  /** Adds one lost reply to {@code used}. */
  public static int oneMoreReplyLost(int used) {
    return used + 1;
  }

  /** Adds one dropped connection to {@code used}. */
  public static int oneMoreConnectionDropped(int used) {
    return used + 256;
  }

  /** Adds one outage to {@code used}; the system is up again. */
  public static int oneMore(Outage outage, int used) {
    return (used & ~GOING_DOWN) + (outage == Outage.PROCESS_CRASH ? CRASH : LOSS);
  }

  /** The same faults, and the system going down. */
  public static int goingDown(int used) {
    return used | GOING_DOWN;
  }

  public static boolean isGoingDown(int used) {
    return (used & GOING_DOWN) != 0;
  }

  public boolean allowsReplyLost(int used) {
    return (used & 255) < repliesLost;
  }

  public boolean allowsConnectionDropped(int used) {
    return (used >>> 8 & 255) < connectionsDropped;
  }

  public boolean allows(Outage outage, int used) {
    return switch (outage) {
      case PROCESS_CRASH -> (used >>> 16 & 127) < processCrashes;
      case POWER_LOSS -> (used >>> 23 & 127) < powerLosses;
    };
  }

  public boolean allowsOutage(int used) {
    return allows(Outage.PROCESS_CRASH, used) || allows(Outage.POWER_LOSS, used);
  }

  @Override
  public String toString() {
    if (isNone()) {
      return "no faults";
    }
    var outages = (processCrashes > 0 ? ", process crashes <= " + processCrashes : "") + (powerLosses > 0 ? ", power losses <= " + powerLosses : "");
    return repliesLost == 0 && connectionsDropped == 0
        ? outages.substring(2)
        : "replies lost <= " + repliesLost + ", connections dropped <= " + connectionsDropped + outages;
  }
}
