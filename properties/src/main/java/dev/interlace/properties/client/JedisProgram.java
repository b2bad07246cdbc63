package dev.interlace.properties.client;

import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.Program;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/**
 * Ordinary code on a {@link Jedis}, as one operation of a client.
 *
 * <p>It runs again and again from its start, each time with a Jedis of its own, so it must depend on nothing but what Redis answers: see
 * {@link Program}.
 */
@FunctionalInterface
public interface JedisProgram {
  /** @return the operation's result: an immutable value with equality by content, or null */
  @Nullable Object run(Jedis jedis) throws Exception;

  /** Code that also sleeps, reads the clock, marks its retries, or connects again after a loss. */
  @FunctionalInterface
  interface Controlled {
    /** @return the operation's result: an immutable value with equality by content, or null */
    @Nullable Object run(Jedis jedis, JedisClient client) throws Exception;

    /** This code as a program that the engine explores. */
    default Program<Request, Reply> asProgram() {
      return new OfControlled(this);
    }
  }

  /** This code as a program that the engine explores. */
  default Program<Request, Reply> asProgram() {
    return new OfPlain(this);
  }

  /** A record, so that the same code makes the same program. */
  record OfPlain(JedisProgram code) implements Program<Request, Reply> {
    @Override
    public @Nullable Object run(Channel<Request, Reply> channel) throws Exception {
      return code.run(new JedisClient(channel).connect());
    }
  }

  /** The same for code with control. */
  record OfControlled(Controlled code) implements Program<Request, Reply> {
    @Override
    public @Nullable Object run(Channel<Request, Reply> channel) throws Exception {
      var client = new JedisClient(channel);
      return code.run(client.connect(), client);
    }
  }
}
