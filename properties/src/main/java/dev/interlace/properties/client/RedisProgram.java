package dev.interlace.properties.client;

import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.Program;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import org.jspecify.annotations.Nullable;

/** Code on a {@link RedisClient}, as one operation of a client: for those without Jedis. */
@FunctionalInterface
public interface RedisProgram {
  /** @return the operation's result: an immutable value with equality by content, or null */
  @Nullable Object run(RedisClient redis) throws Exception;

  /** This code as a program that the engine explores. */
  default Program<Request, Reply> asProgram() {
    return new Plain(this);
  }

  /** A record, so that the same code makes the same program. */
  record Plain(RedisProgram code) implements Program<Request, Reply> {
    @Override
    public @Nullable Object run(Channel<Request, Reply> channel) throws Exception {
      return code.run(new RedisClient(channel));
    }
  }
}
