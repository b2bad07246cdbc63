package dev.interlace.engine.system;

import java.util.List;

/**
 * What executing a request led to.
 *
 * @param <S> shared state
 * @param <C> session
 * @param <R> reply
 */
public sealed interface Outcome<S, C, R> {
  /**
   * The request was executed and answered.
   *
   * @param shared the shared state afterwards
   * @param session the caller's session afterwards
   * @param effect what sessions of other clients notice
   * @param footprint what the step read and wrote
   * @param alarms what the system itself knows to be wrong with this step, in order of occurrence; usually empty
   */
  record Answered<S, C, R>(S shared, C session, R reply, Effect effect, Footprint footprint, List<Alarm> alarms)
      implements Outcome<S, C, R> {
    public Answered {
      alarms = List.copyOf(alarms);
    }
  }

  /**
   * The request waits: it stays the client's pending request, and is executed again when the client is scheduled again.
   *
   * <p>If neither state differs from before, the client is simply not enabled here.
   *
   * @param footprint what the step read and wrote; if there is none, what must be written for the client to be enabled is read
   */
  record Waiting<S, C, R>(S shared, C session, Effect effect, Footprint footprint) implements Outcome<S, C, R> {
    /** Of a system that does not know what it depends on. */
    public Waiting(S shared, C session, Effect effect) {
      this(shared, session, effect, Footprint.EVERYTHING);
    }
  }

  /**
   * The system has closed the connection, so the request was not executed and no reply will come: the program loses its connection, and
   * its next session is a fresh one.
   */
  record Dropped<S, C, R>(S shared, Effect effect) implements Outcome<S, C, R> {}
}
