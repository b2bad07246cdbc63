package dev.interlace.properties.client;

import dev.interlace.engine.program.Channel;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What a program may ask of the search beside sending commands: virtual time, and marks where earlier replies stop mattering. */
public sealed interface ClientControl permits JedisClient, RedisClient {
  /** The connection as the engine offers it. */
  Channel<Request, Reply> channel();

  /** How many requests were sent whose replies were not received. */
  int outstanding();

  /**
   * Calls {@code attempt} until its result is not null. Each attempt starts afresh and depends on nothing that an earlier one learnt, so
   * the search sees a loop and not an ever longer history.
   */
  default <T> T retry(Callable<@Nullable T> attempt) throws Exception {
    T result = channel().retry(OptionalInt.empty(), attempt);
    if (result == null) {
      throw new IllegalStateException("an endless retry ended");
    }
    return result;
  }

  /** The same, at most {@code tries} times. Null when they are used up. */
  default <T> @Nullable T retry(int tries, Callable<@Nullable T> attempt) throws Exception {
    return channel().retry(OptionalInt.of(tries), attempt);
  }

  /** Marks a point from which on nothing depends on earlier replies: see {@link Channel#mark}. */
  default void mark(String label) {
    channel().mark(label);
  }

  /** Lets virtual time pass. Replies that were asked for must have been read. */
  default void sleep(Duration duration) {
    ask(new Request.Sleep(duration));
  }

  /** The client's clock: virtual milliseconds since the epoch. Replies that were asked for must have been read. */
  default long nowMillis() {
    return RedisClient.integer(ask(new Request.ReadClock()));
  }

  private Reply ask(Request request) {
    if (outstanding() > 0) {
      throw new IllegalStateException("read the replies to what was sent first: " + outstanding() + " outstanding");
    }
    return channel().ask(request);
  }
}
