package dev.interlace.properties.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.model.reply.Reply;
import dev.interlace.properties.client.ScriptedChannel.Suspended;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisClientTest {
  @Test
  void a_call_sends_and_receives() throws Exception {
    var channel = new ScriptedChannel(Reply.bulk("7"), Reply.NIL, new Reply.Error("ERR no"));
    RedisProgram program = redis ->
        List.of(RedisClient.integer(redis.call("GET", "a")), RedisClient.text(redis.call("GET", "b")), redis.call("X"));
    assertThat(program.asProgram().run(channel)).isEqualTo(List.of(7L, java.util.Optional.empty(), new Reply.Error("ERR no")));
    assertThat(channel.log).containsExactly("GET a", "<-", "GET b", "<-", "X", "<-");
  }

  @Test
  void a_pipeline_is_sends_before_receives() {
    var channel = new ScriptedChannel(Reply.of(1), Reply.NIL_ARRAY);
    var redis = new RedisClient(channel);
    redis.send("INCR", "a");
    redis.send("EXEC");
    assertThatThrownBy(() -> redis.call("GET", "a")).isInstanceOf(IllegalStateException.class);
    assertThat(redis.receive()).isEqualTo(Reply.ONE);
    assertThat(RedisClient.items(redis.receive())).isEmpty();
    assertThat(channel.log).containsExactly("INCR a", "EXEC", "<-", "<-");
  }

  @Test
  void a_finally_block_does_not_hide_the_suspension() {
    var channel = new ScriptedChannel();
    var redis = new RedisClient(channel);
    assertThatThrownBy(() -> {
      try {
        redis.send("INCR", "a");
        redis.send("INCR", "a");
        redis.receive();
      } finally {
        redis.call("DEL", "lock");
      }
    }).isInstanceOf(Suspended.class);
    assertThat(channel.log).containsExactly("INCR a", "INCR a");
  }

  @Test
  void a_loss_is_told_and_can_be_mended() {
    var channel = new ScriptedChannel("lost", Reply.PONG);
    var redis = new RedisClient(channel);
    assertThatThrownBy(() -> redis.call("PING")).isInstanceOf(ConnectionLost.class);
    redis.reconnect();
    assertThat(redis.call("PING")).isEqualTo(Reply.PONG);
  }

  @Test
  void a_reply_of_another_kind_is_named() {
    assertThatThrownBy(() -> RedisClient.integer(Reply.OK)).hasMessageContaining("not an integer");
    assertThatThrownBy(() -> RedisClient.text(Reply.ONE)).hasMessageContaining("not a text");
    assertThatThrownBy(() -> RedisClient.items(Reply.ONE)).hasMessageContaining("not an array");
  }
}
