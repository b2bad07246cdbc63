package dev.interlace.model.resp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to raw bytes, recorded from redis-server 7.0.15. */
class CommandReaderTest {
  @Test
  void commands_come_out_wherever_the_stream_is_cut() {
    var set = List.of(Bytes.of("SET"), Bytes.of("k\r\n"), Bytes.EMPTY);
    var wire = RespWriter.command(set).concat(Bytes.of("\r\nPING\n*0\r\n*-5\r\n   \r\nECHO \"a b\"\r\n")).concat(RespWriter.command(set));
    for (var cut = 0; cut <= wire.length(); cut++) {
      var reader = new CommandReader();
      reader.feed(wire.slice(0, cut));
      var commands = new ArrayList<>(completeOf(reader));
      reader.feed(wire.slice(cut, wire.length()));
      commands.addAll(completeOf(reader));
      assertThat(commands).as("cut at %d", cut)
          .containsExactly(set, List.of(Bytes.of("PING")), List.of(Bytes.of("ECHO"), Bytes.of("a b")), set);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "*x<                    | ERR Protocol error: invalid multibulk length",
      "*+1<                   | ERR Protocol error: invalid multibulk length",
      "*01<                   | ERR Protocol error: invalid multibulk length",
      "*<                     | ERR Protocol error: invalid multibulk length",
      "*2147483648<           | ERR Protocol error: invalid multibulk length",
      "*1<x<                  | ERR Protocol error: expected '$', got 'x'",
      "*1<<                   | ERR Protocol error: expected '$', got ' '",
      "*1<$<                  | ERR Protocol error: invalid bulk length",
      "*1<$-1<                | ERR Protocol error: invalid bulk length",
      "*1<$536870913<         | ERR Protocol error: invalid bulk length",
      "ECHO \"a<              | ERR Protocol error: unbalanced quotes in request",
      "ECHO \"a\"b<           | ERR Protocol error: unbalanced quotes in request",
  })
  void a_broken_stream_gets_the_text_of_the_server(String stream, String error) {
    var reader = new CommandReader();
    reader.feed(Bytes.of(stream.replace("<", "\r\n")));
    assertThat(errorOf(reader)).isEqualTo(error);
    reader.feed(Bytes.of("PING\r\n"));
    assertThat(errorOf(reader)).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "x    | ERR Protocol error: too big inline request",
      "*1   | ERR Protocol error: too big mbulk count string",
  })
  void a_line_without_end_is_refused_above_64_kilobytes(String start, String error) {
    var reader = new CommandReader();
    reader.feed(Bytes.of(start + "1".repeat(64 * 1024 - start.length())));
    assertThat(reader.take()).isInstanceOf(Decoded.Incomplete.class);
    reader.feed(Bytes.of("1"));
    assertThat(errorOf(reader)).isEqualTo(error);
  }

  @Test
  void a_word_length_without_end_is_refused_above_64_kilobytes() {
    var reader = new CommandReader();
    reader.feed(Bytes.of("*1\r\n$" + "1".repeat(64 * 1024)));
    assertThat(errorOf(reader)).isEqualTo("ERR Protocol error: too big bulk count string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECHO a\0b\r\n", "\0PING\r\n", "*2147483647\r\n", "*1\r\n$4\r\nPING\r", ""})
  void some_streams_wait_for_ever(String stream) {
    var reader = new CommandReader();
    reader.feed(Bytes.of(stream));
    assertThat(reader.take()).isInstanceOf(Decoded.Incomplete.class);
  }

  @Test
  void the_two_bytes_after_a_word_are_not_looked_at() {
    var reader = new CommandReader();
    reader.feed(Bytes.of("*1\r\n$4\r\nPINGxx*1\r\n$4\r\nPING\r\n"));
    assertThat(completeOf(reader)).hasSize(2);
  }

  private static String errorOf(CommandReader reader) {
    return reader.take() instanceof Decoded.Malformed<List<Bytes>>(var error) ? error.text().toLatin1() : "none";
  }

  private static List<List<Bytes>> completeOf(CommandReader reader) {
    var commands = new ArrayList<List<Bytes>>();
    while (reader.take() instanceof Decoded.Complete<List<Bytes>>(var command)) {
      commands.add(command);
    }
    return commands;
  }
}
