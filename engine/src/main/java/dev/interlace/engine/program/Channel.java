package dev.interlace.engine.program;

import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection as its program sees it. Requests may be sent ahead of their replies (pipelining); replies come in the
 * order of the requests.
 *
 * @param <Q> request
 * @param <R> reply
 */
public interface Channel<Q, R> {
  /**
   * Hands {@code request} to the connection; it is executed at some later step. Throws {@link ConnectionLost} while the
   * connection is down.
   */
  void send(Q request);

  /** The next reply. Throws {@link ConnectionLost} if the connection went down before it came. */
  R receive();

  /**
   * Hands over a request that concerns the client alone and does not travel, such as to sleep, and waits for its reply. Possible while
   * the connection is down; no request may be outstanding.
   */
  default R ask(Q request) {
    send(request);
    return receive();
  }

  /** Opens a fresh connection in place of one that is down; does nothing while it is up. */
  void reconnect();

  /**
   * Marks the start of an attempt that depends on nothing learnt before: replies up to here are forgotten by the search, so that
   * a loop of failed optimistic attempts is a cycle and not an ever deeper tree. Prefer {@link #retry}.
   *
   * @param label tells marks of one program apart; with a counter of tries in it if the program counts them
   */
  void mark(String label);

  /**
   * Calls {@code attempt} until its result is not null, at most {@code tries} times (for ever if empty). Each attempt starts
   * afresh: it must depend on nothing that an earlier attempt learnt.
   *
   * @return the first result that is not null, or null when the tries are used up
   */
  <T> @Nullable T retry(OptionalInt tries, Callable<@Nullable T> attempt) throws Exception;
}
