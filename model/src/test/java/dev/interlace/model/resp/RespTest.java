package dev.interlace.model.resp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RespTest {
  private static final Reply EVERYTHING = Reply.array(List.of(
      Reply.OK, new Reply.Error("ERR no such key"), new Reply.Int(Long.MIN_VALUE), new Reply.Int(Long.MAX_VALUE),
      Reply.bulk("two\r\nlines\0"), Reply.bulk(""), Reply.NIL, Reply.EMPTY_ARRAY,
      new Reply.MapReply(List.of(new Reply.Pair(Reply.bulk("k"), Reply.array(List.of(Reply.ONE))))),
      new Reply.MapReply(List.of()), new Reply.SetReply(List.of(Reply.bulk("m"))), new Reply.SetReply(List.of()),
      new Reply.Dbl(Bytes.of("-inf")), Reply.TRUE, Reply.FALSE, new Reply.BigNumber(Bytes.of("123456789012345678901234567890")),
      new Reply.Verbatim("txt", Bytes.of("some\ntext")), new Reply.Push(List.of(Reply.bulk("message")))));

  @Test
  void every_kind_of_reply_comes_back_from_resp3_wherever_the_stream_is_cut() {
    var wire = RespWriter.reply(EVERYTHING, Protocol.RESP3);
    for (var cut = 0; cut <= wire.length(); cut++) {
      assertThat(repliesInPieces(wire, cut)).as("cut at %d", cut).containsExactly(EVERYTHING);
    }
  }

  @Test
  void resp2_carries_its_poorer_form_wherever_the_stream_is_cut() {
    var wire = RespWriter.reply(EVERYTHING, Protocol.RESP2).concat(RespWriter.reply(Reply.NIL_ARRAY, Protocol.RESP2));
    for (var cut = 0; cut <= wire.length(); cut++) {
      assertThat(repliesInPieces(wire, cut)).as("cut at %d", cut).containsExactly(EVERYTHING.asResp2(), Reply.NIL_ARRAY);
    }
  }

  @Test
  void a_stream_fed_byte_by_byte_gives_the_same_replies() {
    var wire = RespWriter.reply(EVERYTHING, Protocol.RESP3).concat(RespWriter.reply(Reply.PONG, Protocol.RESP3));
    var reader = new ReplyReader();
    var replies = new ArrayList<Reply>();
    for (var i = 0; i < wire.length(); i++) {
      reader.feed(wire.slice(i, i + 1));
      addAll(reader, replies);
    }
    assertThat(replies).containsExactly(EVERYTHING, Reply.PONG);
  }

  @Test
  void the_bytes_are_those_of_the_protocol() {
    assertThat(RespWriter.reply(Reply.array(List.of(Reply.ONE, Reply.NIL, Reply.TRUE)), Protocol.RESP2).toLatin1())
        .isEqualTo("*3\r\n:1\r\n$-1\r\n:1\r\n");
    assertThat(RespWriter.reply(Reply.array(List.of(Reply.ONE, Reply.NIL_ARRAY, Reply.TRUE)), Protocol.RESP3).toLatin1())
        .isEqualTo("*3\r\n:1\r\n_\r\n#t\r\n");
    assertThat(RespWriter.reply(new Reply.Verbatim("txt", Bytes.of("hi")), Protocol.RESP3).toLatin1()).isEqualTo("=6\r\ntxt:hi\r\n");
    assertThat(RespWriter.reply(Reply.NIL_ARRAY, Protocol.RESP2).toLatin1()).isEqualTo("*-1\r\n");
    assertThat(RespWriter.command(List.of(Bytes.of("GET"), Bytes.EMPTY)).toLatin1()).isEqualTo("*2\r\n$3\r\nGET\r\n$0\r\n\r\n");
  }

  @Test
  void an_error_line_cannot_be_broken_in_two() {
    assertThat(RespWriter.reply(new Reply.Error("ERR a\r\nb"), Protocol.RESP2).toLatin1()).isEqualTo("-ERR a  b\r\n");
  }

  @Test
  void a_reply_stream_that_is_none_is_refused_for_good() {
    for (var wire : List.of("|1\r\n", "\r\n", ":1x\r\n", "$-2\r\n", "*-2\r\n", "#x\r\n", "=3\r\n", "%-1\r\n")) {
      var reader = new ReplyReader();
      reader.feed(Bytes.latin1(wire));
      assertThat(reader.take()).as(wire).isInstanceOf(Decoded.Malformed.class);
      reader.feed(Bytes.latin1("+OK\r\n"));
      assertThat(reader.take()).as(wire).isInstanceOf(Decoded.Malformed.class);
    }
  }

  private static List<Reply> repliesInPieces(Bytes wire, int cut) {
    var reader = new ReplyReader();
    var replies = new ArrayList<Reply>();
    reader.feed(wire.slice(0, cut));
    addAll(reader, replies);
    reader.feed(wire.slice(cut, wire.length()));
    addAll(reader, replies);
    return replies;
  }

  private static void addAll(ReplyReader reader, List<Reply> replies) {
    while (reader.take() instanceof Decoded.Complete<Reply>(var reply)) {
      replies.add(reply);
    }
  }
}
