package dev.interlace.properties.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.params.SetParams;

/** Client libraries, unchanged, over sockets. */
class ClientLibrariesTest {
  @RegisterExtension
  final ServerOfEach server = new ServerOfEach();

  @Test
  void jedis_works() {
    try (var jedis = new Jedis("127.0.0.1", server.port())) {
      assertThat(jedis.ping()).isEqualTo("PONG");
      assertThat(jedis.set("k", "v", SetParams.setParams().nx().ex(100))).isEqualTo("OK");
      assertThat(jedis.ttl("k")).isBetween(99L, 100L);
      jedis.hset("h", Map.of("a", "1"));
      assertThat(jedis.hgetAll("h")).containsEntry("a", "1");
      try (var pipeline = jedis.pipelined()) {
        var first = pipeline.incr("n");
        var second = pipeline.incrBy("n", 41);
        pipeline.sync();
        assertThat(List.of(first.get(), second.get())).containsExactly(1L, 42L);
      }
      try (var transaction = jedis.multi()) {
        transaction.set("a", "1");
        transaction.incr("a");
        assertThat(transaction.exec()).containsExactly("OK", 2L);
      }
      assertThat(jedis.eval("return redis.call('get', KEYS[1])", 1, "a")).isEqualTo("2");
    }
  }

  @Test
  void jedis_takes_connections_from_a_pool_in_many_threads() throws InterruptedException {
    try (var pool = new JedisPooled("127.0.0.1", server.port())) {
      var threads = new ArrayList<Thread>();
      for (var i = 0; i < 8; i++) {
        threads.add(Thread.ofPlatform().start(() -> {
          for (var j = 0; j < 500; j++) {
            pool.incr("counter");
          }
        }));
      }
      for (var thread : threads) {
        thread.join();
      }
      assertThat(pool.get("counter")).isEqualTo("4000");
    }
  }

  @Test
  void jedis_subscribes_and_publishes() throws InterruptedException {
    var heard = new LinkedBlockingQueue<String>();
    var listener = new JedisPubSub() {
      @Override
      public void onSubscribe(String channel, int count) {
        heard.add("subscribed " + channel);
      }

      @Override
      public void onMessage(String channel, String message) {
        heard.add(channel + ": " + message);
      }
    };
    var thread = Thread.ofPlatform().start(() -> {
      try (var jedis = new Jedis("127.0.0.1", server.port())) {
        jedis.subscribe(listener, "news");
      }
    });
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("subscribed news");
    try (var jedis = new Jedis("127.0.0.1", server.port())) {
      assertThat(jedis.publish("news", "hello")).isEqualTo(1);
    }
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("news: hello");
    listener.unsubscribe();
    thread.join();
  }

  @Test
  void lettuce_speaks_resp3_and_pipelines() throws Exception {
    var client = RedisClient.create(uri());
    try (var connection = client.connect()) {
      RedisCommands<String, String> sync = connection.sync();
      assertThat(sync.set("k", "v")).isEqualTo("OK");
      assertThat(sync.get("k")).isEqualTo("v");
      sync.zadd("z", 1.5, "a");
      assertThat(sync.zscore("z", "a")).isEqualTo(1.5);
      assertThat(sync.hgetall("none")).isEmpty();
      sync.multi();
      sync.incr("n");
      sync.lpush("l", "x", "y");
      assertThat(sync.exec().stream().toList()).containsExactly(1L, 2L);
      var async = connection.async();
      var last = async.incr("n");
      for (var i = 0; i < 1000; i++) {
        last = async.incr("n");
      }
      assertThat(last.get(10, TimeUnit.SECONDS)).isEqualTo(1002);
    } finally {
      client.shutdown(0, 0, TimeUnit.SECONDS);
    }
  }

  private RedisURI uri() {
    return RedisURI.create("127.0.0.1", server.port());
  }
}
