package dev.interlace.engine.system;

import dev.interlace.engine.fault.Outage;
import dev.interlace.engine.time.SimTime;
import java.util.List;

/**
 * A system that clients talk to over connections: a server, seen from outside.
 *
 * <p>Its state is split in two so that the search can intern the parts: one <em>shared</em> state, and a <em>session</em> for each
 * client's connection. Every method is a pure function of its arguments, and every value is immutable with equality by
 * content and a {@code toString} for people; the search interns them and remembers every transition, so a method is called once per
 * distinct situation.
 *
 * @param <S> shared state
 * @param <C> session of one connection
 * @param <Q> request
 * @param <R> reply
 * @param <V> view: what an application can see of the shared state; properties judge it, and outcomes are compared by it
 */
public interface SystemModel<S, C, Q, R, V> {
  /** The shared state before the first step. */
  S initial();

  /** The session of a fresh connection. */
  C connect();

  /**
   * Runs one request as one atomic step.
   *
   * <p>Every choice that the system makes inside the step goes through {@code chooser}; the search calls again for each of its outcomes.
   */
  Outcome<S, C, R> execute(S shared, C session, Q request, Chooser chooser);

  /** Whether {@code request} goes over the connection, so that what befalls the connection befalls it. */
  default boolean travels(Q request) {
    return true;
  }

  /**
   * Whether the system has taken up the pending request of {@code session} and has not handed over its reply: something of it may lie in the
   * shared state, so an operation cannot be thought to have stopped here. It can be thought to have stopped before.
   */
  default boolean isUnderWay(C session) {
    return false;
  }

  /** What the end of a connection does to the shared state. The client's next session is a {@link #connect() fresh} one. */
  Disconnected<S> disconnect(S shared, C session);

  /** A session after another client's step, or a step of the environment, had {@code effect}. */
  C observe(C session, Effect effect);

  /** When {@code session} stops waiting by itself, or {@link SimTime#NEVER}. */
  SimTime wakeAt(C session);

  /**
   * The steps that no client takes: time moving to the next instant at which something can change, and what the system does on its own.
   *
   * @param wake the earliest instant at which some session stops waiting, or {@link SimTime#NEVER}
   * @return in a fixed order, each with a label that is unique in the list
   */
  List<EnvironmentStep<S>> environment(S shared, SimTime wake);

  /** What an application can see; equal views are the same outcome. */
  V view(S shared);

  /**
   * How the whole system may go down from here, and come up again: one for each that may be left of it. None if it cannot go down.
   *
   * @param isLast whether this is the last time, so that nothing needs to be kept for the next
   * @return in a fixed order, each with words that are unique in the list
   */
  default List<Restart<S>> restarts(S shared, Outage outage, boolean isLast) {
    return List.of();
  }

  /** The shared state once the system goes down: from now on requests may be executed, but nobody is told. */
  default S goingDown(S shared) {
    return shared;
  }

  /** A session whose connection has gone with the system, which its client does not know: its next request that travels is {@link Outcome.Dropped}. */
  default C severed(C session) {
    throw new UnsupportedOperationException("a system that has restarts must have severed sessions");
  }

  /** For people: what this is a model of, and what it was compared with. */
  default String version() {
    return "a model of nothing in particular";
  }

  /** What {@link #disconnect} leaves, and what it has read and written. */
  record Disconnected<S>(S shared, Effect effect, Footprint footprint) {
    /** Of a system that does not know what it depends on. */
    public Disconnected(S shared, Effect effect) {
      this(shared, effect, Footprint.EVERYTHING);
    }
  }

  /**
   * One way to come up again.
   *
   * @param left what is left, in words: stable and shown to people
   * @param alarms what the system knows to be wrong with that
   */
  record Restart<S>(String left, S shared, List<Alarm> alarms) {
    public Restart {
      alarms = List.copyOf(alarms);
    }
  }

  /**
   * One step of the environment.
   *
   * @param label stable and shown to people, such as {@code time +500 ms}
   * @param footprint reads also what decides whether and when this step is possible, but for when sessions {@link #wakeAt wake}
   */
  record EnvironmentStep<S>(String label, S shared, Effect effect, Footprint footprint) {
    /** Of a system that does not know what it depends on. */
    public EnvironmentStep(String label, S shared, Effect effect) {
      this(label, shared, effect, Footprint.EVERYTHING);
    }
  }
}
