package dev.interlace.properties.bench;

import dev.interlace.model.reply.Reply;
import dev.interlace.properties.client.RedisClient;
import dev.interlace.properties.client.RedisProgram;
import org.jspecify.annotations.Nullable;

/** What a client of a workload does. Values, so that clients that do the same are known to. */
sealed interface WorkloadProgram extends RedisProgram {
  /** Takes one from the stock if there is some. */
  record Buy() implements WorkloadProgram {
    @Override
    public @Nullable Object run(RedisClient redis) {
      if (RedisClient.integer(redis.call("GET", "stock")) >= 1) {
        redis.call("DECRBY", "stock", "1");
      }
      return null;
    }
  }

  /** Increments by WATCH. */
  record WatchedIncrement() implements WorkloadProgram {
    @Override
    public @Nullable Object run(RedisClient redis) throws Exception {
      redis.retry(() -> {
        redis.call("WATCH", "k");
        var value = RedisClient.integer(redis.call("GET", "k"));
        redis.call("MULTI");
        redis.call("SET", "k", Long.toString(value + 1));
        return succeeds(redis.call("EXEC"));
      });
      return null;
    }
  }

  /** Increments by GET and SET. */
  record CarelessIncrement() implements WorkloadProgram {
    @Override
    public @Nullable Object run(RedisClient redis) {
      var value = RedisClient.integer(redis.call("GET", "k"));
      redis.call("SET", "k", Long.toString(value + 1));
      return null;
    }
  }

  /** Writes 1, 2, … to one key. */
  record Writes(String key, int times) implements WorkloadProgram {
    @Override
    public @Nullable Object run(RedisClient redis) {
      for (var i = 1; i <= times; i++) {
        redis.call("SET", key, Integer.toString(i));
      }
      return null;
    }
  }

  /** Moves 1 by WATCH if there is 1. */
  record Transfer(String source, String target) implements WorkloadProgram {
    @Override
    public @Nullable Object run(RedisClient redis) throws Exception {
      redis.retry(() -> {
        redis.call("WATCH", source, target);
        var balance = RedisClient.integer(redis.call("GET", source));
        redis.call("GET", target);
        if (balance < 1) {
          redis.call("UNWATCH");
          return true;
        }
        redis.call("MULTI");
        redis.call("DECRBY", source, "1");
        redis.call("INCRBY", target, "1");
        return succeeds(redis.call("EXEC"));
      });
      return null;
    }
  }

  /** True or, for an attempt to be made again, null. */
  private static @Nullable Boolean succeeds(Reply executed) {
    return RedisClient.items(executed).isPresent() ? true : null;
  }
}
