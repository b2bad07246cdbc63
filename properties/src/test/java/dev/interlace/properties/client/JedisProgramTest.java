package dev.interlace.properties.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.properties.client.ScriptedChannel.Suspended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class JedisProgramTest {
  private static @org.jspecify.annotations.Nullable Object run(ScriptedChannel channel, JedisProgram program) throws Exception {
    return program.asProgram().run(channel);
  }

  private static @org.jspecify.annotations.Nullable Object run(ScriptedChannel channel, JedisProgram.Controlled program) throws Exception {
    return program.asProgram().run(channel);
  }

  @Test
  void connecting_sends_nothing() throws Exception {
    var channel = new ScriptedChannel();
    run(channel, Jedis::isConnected);
    assertThat(channel.log).isEmpty();
  }

  @Test
  void a_command_is_one_request_and_its_reply_comes_back() throws Exception {
    var channel = new ScriptedChannel(Reply.bulk("grün\r\n"), Reply.of(-7), Reply.NIL);
    var result = run(channel, jedis -> List.of(jedis.get("k"), jedis.decr("n"), String.valueOf(jedis.get("gone"))));
    assertThat(result).isEqualTo(List.of("grün\r\n", -7L, "null"));
    assertThat(channel.log).containsExactly("GET k", "<-", "DECR n", "<-", "GET gone", "<-");
  }

  @Test
  void an_error_of_the_server_is_the_exception_that_jedis_makes_of_it() {
    var channel = new ScriptedChannel(new Reply.Error("ERR value is not an integer or out of range"));
    assertThatThrownBy(() -> run(channel, jedis -> jedis.incr("k")))
        .isInstanceOf(JedisDataException.class)
        .hasMessageContaining("not an integer");
  }

  @Test
  void a_pipeline_sends_all_before_it_reads() throws Exception {
    var channel = new ScriptedChannel(Reply.of(1), Reply.of(2));
    var result = run(channel, jedis -> {
      var pipeline = jedis.pipelined();
      var first = pipeline.incr("a");
      var second = pipeline.incr("b");
      pipeline.sync();
      return first.get() + second.get();
    });
    assertThat(result).isEqualTo(3L);
    assertThat(channel.log).containsExactly("INCR a", "INCR b", "<-", "<-");
  }

  @Test
  void a_transaction_sends_its_commands_at_exec() throws Exception {
    var channel = new ScriptedChannel(Reply.OK, Reply.OK, Reply.QUEUED, Reply.NIL_ARRAY, Reply.OK);
    var result = run(channel, jedis -> {
      jedis.watch("k");
      var transaction = jedis.multi();
      transaction.incr("k");
      return transaction.exec();
    });
    assertThat(result).isNull();
    assertThat(channel.log).startsWith("WATCH k", "<-", "MULTI", "INCR k", "<-", "<-", "EXEC", "<-");
  }

  @Test
  void the_suspension_passes_through_jedis() {
    assertThatThrownBy(() -> run(new ScriptedChannel(Reply.OK), jedis -> jedis.set("a", "1") + jedis.get("a")))
        .isInstanceOf(Suspended.class);
  }

  @Test
  void a_suspension_inside_a_pipeline_gives_the_replies_before_it_and_no_more() {
    var channel = new ScriptedChannel(Reply.array(List.of(Reply.of(1), Reply.bulk("x"))));
    assertThatThrownBy(() -> run(channel, jedis -> {
      var pipeline = jedis.pipelined();
      pipeline.lrange("list", 0, -1);
      pipeline.incr("a");
      return pipeline.syncAndReturnAll();
    })).isInstanceOf(Suspended.class);
    assertThat(channel.log).containsExactly("LRANGE list 0 -1", "INCR a", "<-");
  }

  @Test
  void what_is_written_while_a_suspension_unwinds_reaches_nobody() {
    var channel = new ScriptedChannel(Reply.OK, Reply.OK);
    assertThatThrownBy(() -> run(channel, jedis -> {
      try (var own = jedis; var transaction = jedis.multi()) {
        transaction.watch("k");
        transaction.incr("k");
        return transaction.exec();
      } finally {
        jedis.del("lock");
      }
    })).isInstanceOf(Suspended.class);
    assertThat(channel.log).doesNotContain("DISCARD", "UNWATCH", "DEL lock");
  }

  /** What a user of a pool writes; {@code replies} are those before the suspension. */
  private static List<String> suspendedInPool(Reply... replies) {
    var channel = new ScriptedChannel((Object[]) replies);
    assertThatThrownBy(() -> run(channel, (jedis, client) -> {
      var config = new GenericObjectPoolConfig<Jedis>();
      config.setJmxEnabled(false);
      try (var pool = new JedisPool(config, client.socketFactory(), client.config());
          var pooled = pool.getResource()) {
        pooled.watch("k");
        try (var transaction = pooled.multi()) {
          transaction.incr("k");
          return String.valueOf(transaction.exec());
        }
      }
    })).isInstanceOf(Suspended.class);
    return channel.log.stream().filter(line -> !line.equals("<-")).toList();
  }

  @Test
  void the_suspension_passes_through_a_pool_wherever_it_comes() {
    assertThat(suspendedInPool()).containsExactly("WATCH k");
    assertThat(suspendedInPool(Reply.OK)).containsExactly("WATCH k", "MULTI", "INCR k");
    assertThat(suspendedInPool(Reply.OK, Reply.OK, Reply.QUEUED)).containsExactly("WATCH k", "MULTI", "INCR k", "EXEC");
  }

  @Test
  void a_second_connection_at_the_same_time_is_refused() {
    var channel = new ScriptedChannel(Reply.OK, Reply.OK);
    assertThatThrownBy(() -> run(channel, (jedis, client) -> {
      jedis.watch("k");
      return new Jedis(client.socketFactory(), client.config()).get("k");
    })).isInstanceOf(IllegalStateException.class).hasMessageContaining("one connection");
  }

  @Test
  void connecting_again_closes_the_connection_before() throws Exception {
    var channel = new ScriptedChannel(Reply.OK, new Reply.Simple(Bytes.of("RESET")), Reply.PONG);
    run(channel, (jedis, client) -> {
      jedis.watch("a");
      return client.connect().ping();
    });
    assertThat(channel.log).containsExactly("WATCH a", "<-", "RESET", "<-", "PING", "<-");
  }

  @Test
  void a_lost_connection_is_what_a_user_of_jedis_sees() {
    var channel = new ScriptedChannel("lost");
    assertThatThrownBy(() -> run(channel, jedis -> jedis.incr("a"))).isInstanceOf(JedisConnectionException.class);
    assertThat(channel.log).containsExactly("INCR a", "lost");
  }

  @Test
  void a_broken_jedis_stays_broken_until_it_is_closed() throws Exception {
    var channel = new ScriptedChannel("lost", Reply.of(1));
    var result = run(channel, jedis -> {
      assertThatThrownBy(() -> jedis.incr("a")).isInstanceOf(JedisConnectionException.class);
      assertThatThrownBy(() -> jedis.incr("a")).isInstanceOf(JedisConnectionException.class);
      jedis.close();
      return jedis.incr("a");
    });
    assertThat(result).isEqualTo(1L);
    assertThat(channel.log).containsExactly("INCR a", "lost", "reconnect", "INCR a", "<-");
  }

  @Test
  void a_fresh_jedis_after_a_loss_is_a_fresh_connection() throws Exception {
    var channel = new ScriptedChannel("lost", Reply.PONG);
    var result = run(channel, (jedis, client) -> {
      assertThatThrownBy(() -> jedis.incr("a")).isInstanceOf(JedisConnectionException.class);
      return client.connect().ping();
    });
    assertThat(result).isEqualTo("PONG");
    assertThat(channel.log).containsExactly("INCR a", "lost", "reconnect", "PING", "<-");
  }

  @Test
  void connecting_again_without_a_loss_ends_the_session_before() throws Exception {
    var channel = new ScriptedChannel(Reply.OK, new Reply.Simple(Bytes.of("RESET")), Reply.PONG);
    run(channel, jedis -> {
      jedis.watch("a");
      jedis.close();
      jedis.connect();
      return jedis.ping();
    });
    assertThat(channel.log).containsExactly("WATCH a", "<-", "RESET", "<-", "PING", "<-");
  }

  @Test
  void replies_that_get_lost_in_a_pipeline_are_gone() {
    var channel = new ScriptedChannel(Reply.of(1), "lost");
    assertThatThrownBy(() -> run(channel, jedis -> {
      var pipeline = jedis.pipelined();
      pipeline.incr("a");
      pipeline.incr("a");
      pipeline.incr("a");
      return pipeline.syncAndReturnAll();
    })).isInstanceOf(JedisConnectionException.class);
    assertThat(channel.log).containsExactly("INCR a", "INCR a", "INCR a", "<-", "lost");
  }

  @Test
  void a_program_can_sleep_read_the_clock_and_mark_its_attempts() throws Exception {
    var channel = new ScriptedChannel(Reply.OK, Reply.of(1_704_067_200_000L), Reply.ONE);
    var result = run(channel, (jedis, client) -> {
      client.sleep(Duration.ofMillis(500));
      var now = client.nowMillis();
      client.mark("asked");
      return List.of(now, client.retry(() -> jedis.incr("a")));
    });
    assertThat(result).isEqualTo(List.of(1_704_067_200_000L, 1L));
    assertThat(channel.log).containsExactly("sleep 500 ms", "<-", "read the clock", "<-", "mark asked", "attempt", "INCR a", "<-");
  }

  @Test
  void no_socket_of_the_operating_system_is_opened() throws Exception {
    var before = openFiles();
    for (var i = 0; i < 200; i++) {
      run(new ScriptedChannel(Reply.PONG), jedis -> {
        jedis.getConnection().setSoTimeout(5);
        return jedis.ping();
      });
    }
    assertThat(openFiles() - before).isLessThan(100);
  }

  private static long openFiles() throws Exception {
    var folder = Path.of("/proc/self/fd");
    if (!Files.isDirectory(folder)) {
      return 0; // no such folder outside Linux
    }
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }
}
