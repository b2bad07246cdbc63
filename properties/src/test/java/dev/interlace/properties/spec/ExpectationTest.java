package dev.interlace.properties.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  @Test
  void a_reply_is_compared_as_redis_cli_prints_it() {
    assertThat(isMet("\"a\"", Reply.bulk("a"))).isTrue();
    assertThat(isMet("a", Reply.bulk("a"))).isFalse();
    assertThat(isMet("1) \"a\"\n2) (nil)", Reply.array(List.of(Reply.bulk("a"), Reply.NIL)))).isTrue();
    assertThat(isMet("1) \"a\"", Reply.array(List.of(Reply.bulk("a"), Reply.NIL)))).isFalse();
    assertThat(isMet("(error) ERR tail", new Reply.Error("ERR tail "))).isTrue();
  }

  @Test
  void any_stands_for_the_rest_of_a_line_or_for_a_whole_reply() {
    var pair = Reply.array(List.of(new Reply.Int(7), Reply.bulk("x")));
    assertThat(isMet("(any)", pair)).isTrue();
    assertThat(isMet("1) (integer) (any)\n2) \"x\"", pair)).isTrue();
    assertThat(isMet("1) (any)", pair)).isFalse();
    assertThat(isMet("(integer) (any)", Reply.bulk("7"))).isFalse();
    assertThat(isMet("(error) ERR (any) gone", new Reply.Error("ERR it is gone"))).isTrue();
  }

  @Test
  void in_any_order_compares_the_outermost_elements_as_a_bag() {
    var nested = Reply.array(List.of(Reply.bulks(List.of(Bytes.of("a"), Bytes.of("b"))), Reply.bulk("c"), Reply.bulk("c")));
    assertThat(isMet("1) \"c\"\n2) \"c\"\n3) 1) \"a\"\n   2) \"b\"\n(in any order)", nested)).isTrue();
    assertThat(isMet("1) \"c\"\n2) \"c\"\n3) 1) \"b\"\n   2) \"a\"\n(in any order)", nested)).isFalse();
    assertThat(isMet("1) \"c\"\n2) 1) \"a\"\n   2) \"b\"\n(in any order)", nested)).isFalse();
    assertThat(isMet("1~ \"y\"\n2~ \"x\"\n(in any order)", new Reply.SetReply(List.of(Reply.bulk("x"), Reply.bulk("y"))))).isTrue();
  }

  @Test
  void no_reply_is_expected_only_where_it_is_written() {
    assertThat(new Expectation(List.of("(no reply yet)")).isMetBy(Optional.empty())).isTrue();
    assertThat(new Expectation(List.of("(any)")).isMetBy(Optional.empty())).isFalse();
    assertThat(isMet("(no reply yet)", Reply.OK)).isFalse();
  }

  private static boolean isMet(String lines, Reply reply) {
    return new Expectation(lines.lines().toList()).isMetBy(Optional.of(reply));
  }
}
