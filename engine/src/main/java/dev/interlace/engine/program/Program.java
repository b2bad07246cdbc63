package dev.interlace.engine.program;

import org.jspecify.annotations.Nullable;

/**
 * One operation of a client: code whose next request depends on nothing but the replies it has had.
 *
 * <p>It is run many times, each time from its start, and is suspended by an {@link Error} wherever a reply is not known yet. So
 * it must not consult clocks, randomness or shared mutable state, and must not catch {@link Error} or {@link Throwable} without
 * throwing it on. Both mistakes are detected and reported.
 *
 * @param <Q> request
 * @param <R> reply
 */
@FunctionalInterface
public interface Program<Q, R> {
  /**
   * @return the operation's result: an immutable value with equality by content, a list or array of such, or null
   * @throws Exception ends the client; a property says whether that was expected
   */
  @Nullable Object run(Channel<Q, R> channel) throws Exception;
}
