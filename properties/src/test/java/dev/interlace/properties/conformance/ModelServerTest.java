package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.reply.NoVerdict;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelServerTest {
  private static final Step SOON = Step.pause(300);

  private final ModelServer model =
      new ModelServer(ModelServer.Tamper.NOTHING, new RedisSystem(ServerState.EMPTY), 4, 1_000_000, 2, false);

  private static Step step(int client, String line) {
    return new Step(client, new Command(CommandLine.parse(Bytes.of(line)).orElseThrow()));
  }

  private static Reply members(String... names) {
    return new Reply.Array(Stream.of(names).map(Reply::bulk).map(Reply.class::cast).toList());
  }

  /** A set of twelve, and three clients whose commands are held back. */
  private void hold(String line) {
    assertThat(model.play(step(0, "SADD s a b c d e f g h i j k l"), Heard.of(0, Reply.of(12)))).isEmpty();
    assertThat(model.play(step(0, "CLIENT PAUSE 200"), Heard.of(0, Reply.OK))).isEmpty();
    for (var client = 1; client <= 3; client++) {
      assertThat(model.play(step(client, line.replace("?", Integer.toString(client))), Heard.NOTHING)).isEmpty();
    }
  }

  @Test
  void of_what_a_pause_held_back_only_what_agrees_so_far_is_followed() {
    hold("SPOP s 3");
    var heard = Heard.of(1, members("a", "l", "c")).and(2, members("b", "d", "k")).and(3, members("e", "f", "g"));
    assertThat(model.play(SOON, heard)).isEmpty();
    assertThat(model.play(step(0, "SCARD s"), Heard.of(0, Reply.of(3)))).isEmpty();
    assertThat(model.play(step(0, "SMEMBERS s"), Heard.of(0, members("h", "i", "j")))).isEmpty();
  }

  @Test
  void what_cannot_have_been_is_told() {
    hold("SPOP s 3");
    assertThat(model.play(SOON, Heard.of(1, members("a", "l", "c")).and(2, members("b", "a", "k")).and(3, members("e", "f", "g")))).isPresent();
  }

  @Test
  void ways_that_come_to_the_same_are_one() {
    hold("EVAL \"redis.call('SPOP', 's', 2) return 1\" 0");
    assertThat(model.play(SOON, Heard.of(1, Reply.of(1)).and(2, Reply.of(1)).and(3, Reply.of(1)))).isEmpty();
    assertThat(model.play(step(0, "SCARD s"), Heard.of(0, Reply.of(6)))).isEmpty();
  }

  @Test
  void where_too_many_ways_are_left_there_is_no_verdict() {
    hold("EVAL \"redis.call('SET', ?, table.concat(redis.call('SRANDMEMBER', 's', 3))) return 1\" 0");
    assertThatThrownBy(() -> model.play(SOON, Heard.of(1, Reply.of(1)).and(2, Reply.of(1)).and(3, Reply.of(1))))
        .isInstanceOf(NoVerdict.class).hasMessageContaining("ways");
  }
}
