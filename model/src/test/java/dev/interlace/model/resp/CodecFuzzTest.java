package dev.interlace.model.resp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Any bytes at all, to both readers. A build plays the corpus among the resources of this package; to search for more, for ten minutes a
 * method: {@code JAZZER_FUZZ=1 mvn test -pl model -am -Djazzer.hooks=true -Dtest='CodecFuzzTest#commands*'
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class CodecFuzzTest {
  /** Longer streams only cost time: what a reader remembers between two reads fits into a few bytes. */
  private static final int LONGEST = 4096;

  @FuzzTest(maxDuration = "10m")
  void commands_come_out_wherever_the_stream_is_cut(byte[] stream) {
    if (stream.length > LONGEST) {
      return;
    }
    for (var limits : List.of(ProtocolLimits.STANDARD, new ProtocolLimits(1 << 20, true))) {
      var whole = new CommandReader();
      var inPieces = new CommandReader();
      var expected = read(stream, stream.length, whole::feed, () -> whole.take(limits));
      assertThat(read(stream, 1, inPieces::feed, () -> inPieces.take(limits))).isEqualTo(expected);
      assertThat(inPieces.waiting()).isLessThanOrEqualTo(stream.length);
      checkThatTheWriterAgrees(expected);
    }
  }

  private static void checkThatTheWriterAgrees(List<Decoded<List<Bytes>>> decoded) {
    for (var each : decoded) {
      if (each instanceof Decoded.Complete<List<Bytes>>(var words)) {
        var reader = new CommandReader();
        reader.feed(RespWriter.command(words));
        assertThat(reader.take()).isEqualTo(each);
        assertThat(reader.take()).isInstanceOf(Decoded.Incomplete.class);
      }
    }
  }

  @FuzzTest(maxDuration = "10m")
  void replies_come_out_wherever_the_stream_is_cut(byte[] stream) {
    if (stream.length > LONGEST) {
      return;
    }
    var whole = new ReplyReader();
    var inPieces = new ReplyReader();
    var expected = read(stream, stream.length, whole::feed, whole::take);
    assertThat(read(stream, 1, inPieces::feed, inPieces::take)).isEqualTo(expected);
    for (var each : expected) {
      if (each instanceof Decoded.Complete<Reply>(var reply)) {
        var reader = new ReplyReader();
        reader.feed(RespWriter.reply(reply, Protocol.RESP3));
        assertThat(reader.take()).isInstanceOf(Decoded.Complete.class);
        assertThat(reader.take()).isInstanceOf(Decoded.Incomplete.class);
      }
    }
  }

  /** Everything that {@code take} answers until the end of the stream or the first breach, with the last answer. */
  private static <T> List<Decoded<T>> read(byte[] stream, int piece, Feed feed, Supplier<Decoded<T>> take) {
    var all = new ArrayList<Decoded<T>>();
    Decoded<T> next = take.get();
    for (var at = 0; at < stream.length && !(next instanceof Decoded.Malformed); at += piece) {
      feed.add(stream, at, Math.min(stream.length, at + piece));
      for (next = take.get(); next instanceof Decoded.Complete; next = take.get()) {
        all.add(next);
      }
    }
    all.add(next);
    return all;
  }

  private interface Feed {
    void add(byte[] data, int from, int to);
  }
}
