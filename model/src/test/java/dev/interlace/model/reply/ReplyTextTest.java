package dev.interlace.model.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.resp.Decoded;
import dev.interlace.model.resp.CommandReader;
import dev.interlace.model.resp.Protocol;
import dev.interlace.model.resp.RespWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts were printed by redis-cli 7.0.15; where it is on PATH, each is asked of it again. */
class ReplyTextTest {
  static Stream<Arguments> replies() {
    var numbers = IntStream.rangeClosed(1, 10).mapToObj(i -> (Reply) new Reply.Int(i)).toList();
    var pair = Reply.array(List.of(Reply.bulk("a"), Reply.array(List.of(Reply.ONE))));
    return Stream.of(
        Arguments.of(Reply.OK, "OK"),
        Arguments.of(new Reply.Error("ERR no such key"), "(error) ERR no such key"),
        Arguments.of(new Reply.Int(-7), "(integer) -7"),
        Arguments.of(new Reply.Bulk(Bytes.latin1("v\"1\\\n\0\u00e9'")), "\"v\\\"1\\\\\\n\\x00\\xe9'\""),
        Arguments.of(Reply.NIL, "(nil)"),
        Arguments.of(Reply.NIL_ARRAY, "(nil)"),
        Arguments.of(Reply.EMPTY_ARRAY, "(empty array)"),
        Arguments.of(Reply.array(numbers), """
             1) (integer) 1
             2) (integer) 2
             3) (integer) 3
             4) (integer) 4
             5) (integer) 5
             6) (integer) 6
             7) (integer) 7
             8) (integer) 8
             9) (integer) 9
            10) (integer) 10"""),
        Arguments.of(Reply.array(List.of(pair, Reply.array(List.of(Reply.EMPTY_ARRAY, pair)))), """
            1) 1) "a"
               2) 1) (integer) 1
            2) 1) (empty array)
               2) 1) "a"
                  2) 1) (integer) 1"""),
        Arguments.of(new Reply.Dbl(Bytes.of("1.5")), "(double) 1.5"),
        Arguments.of(Reply.TRUE, "(true)"),
        Arguments.of(Reply.FALSE, "(false)"),
        Arguments.of(new Reply.Verbatim("txt", Bytes.of("two\nlines")), "two\nlines"),
        Arguments.of(new Reply.SetReply(List.of()), "(empty set)"),
        Arguments.of(new Reply.SetReply(List.of(Reply.bulk("x"), Reply.bulk("y"))), "1~ \"x\"\n2~ \"y\""),
        Arguments.of(new Reply.MapReply(List.of()), "(empty hash)"),
        Arguments.of(map(Reply.bulk("1"), Reply.EMPTY_ARRAY, Reply.NIL), """
            1# "k1" => "1"
            2# "k2" => (empty array)
            3# "k3" => (nil)"""),
        Arguments.of(Reply.array(List.of(map(pair, map(pair)))), """
            1) 1# "k1" =>\s
                  1) "a"
                  2) 1) (integer) 1
               2# "k2" =>\s
                  1# "k1" =>\s
                     1) "a"
                     2) 1) (integer) 1"""));
  }

  private static Reply map(Reply... values) {
    return new Reply.MapReply(
        IntStream.range(0, values.length).mapToObj(i -> new Reply.Pair(Reply.bulk("k" + (i + 1)), values[i])).toList());
  }

  @ParameterizedTest
  @MethodSource("replies")
  void replies_look_as_in_redis_cli(Reply reply, String text) throws IOException {
    assertThat(ReplyText.of(reply)).isEqualTo(text);
    var cli = redisCli();
    if (cli.isPresent()) {
      assertThat(printedBy(cli.get(), reply)).isEqualTo(text + "\n");
    }
  }

  static Stream<Arguments> columns() {
    return Stream.of(
        Arguments.of(Reply.array(List.of(Reply.OK, new Reply.Error("ERR no such key"), Reply.ONE, Reply.bulk("a b"))),
            "[OK, ERR no such key, 1, \"a b\"]"),
        Arguments.of(Reply.array(List.of(Reply.EMPTY_ARRAY, Reply.NIL, Reply.TRUE)), "[[], (nil), true]"),
        Arguments.of(map(Reply.ONE, new Reply.SetReply(List.of(Reply.ZERO))), "{\"k1\": 1, \"k2\": {0}}"),
        Arguments.of(new Reply.Verbatim("txt", Bytes.of("two\nlines")), "\"two\\nlines\""),
        Arguments.of(new Reply.Error("ERR two\nlines"), "ERR two lines"));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void a_column_takes_one_line(Reply reply, String text) {
    assertThat(ReplyText.oneLine(reply)).isEqualTo(text);
  }

  private static Optional<Path> redisCli() {
    return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "redis-cli")).filter(Files::isExecutable).findFirst();
  }

  /** What redis-cli prints when the server, which is this method, answers {@code reply}. */
  private static String printedBy(Path cli, Reply reply) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var command = List.of(cli.toString(), "-p", "" + server.getLocalPort(), "--no-raw", "ANY");
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        server.setSoTimeout(10_000);
        try (var socket = server.accept()) {
          awaitCommand(socket);
          socket.getOutputStream().write(RespWriter.reply(reply, protocolFor(reply)).toByteArray());
          socket.getOutputStream().flush();
          return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /** The two absent values differ in RESP2 only; all else is sent as it is. */
  private static Protocol protocolFor(Reply reply) {
    return reply instanceof Reply.NilArray ? Protocol.RESP2 : Protocol.RESP3;
  }

  private static void awaitCommand(Socket socket) throws IOException {
    var reader = new CommandReader();
    var buffer = new byte[1024];
    while (reader.take() instanceof Decoded.Incomplete<List<Bytes>>) {
      var count = socket.getInputStream().read(buffer);
      assertThat(count).isPositive();
      reader.feed(buffer, 0, count);
    }
  }
}
