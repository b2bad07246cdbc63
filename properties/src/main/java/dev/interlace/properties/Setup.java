package dev.interlace.properties;

import redis.clients.jedis.Jedis;

/** Code that fills a server before the clients start. */
@FunctionalInterface
public interface Setup {
  void run(Jedis jedis) throws Exception;
}
