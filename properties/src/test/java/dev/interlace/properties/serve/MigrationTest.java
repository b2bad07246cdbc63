package dev.interlace.properties.serve;

import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MIGRATE between two servers of ours, two real ones, and from each to the other. */
class MigrationTest {
  private static final String BEFORE = """
      a ACL SETUSER bob on >p +@all ~*
      a CONFIG SET requirepass secret
      """;

  private static final String MOVES = """
      a SET k v / SET e v PX 100000 / RPUSH l 1 2 3 / SADD s a b c
      a MIGRATE 127.0.0.1 TARGET nosuch 0 1000
      a MIGRATE 127.0.0.1 TARGET k 0 1000
      a MIGRATE 127.0.0.1 TARGET k 0 1000 AUTH wrong
      a MIGRATE 127.0.0.1 TARGET k 0 1000 AUTH2 nosuch secret
      a MIGRATE 127.0.0.1 TARGET k 0 1000 AUTH secret COPY
      a EXISTS k
      a MIGRATE 127.0.0.1 TARGET k 0 1000
      a MIGRATE 127.0.0.1 TARGET k 0 1000 REPLACE AUTH2 bob p
      a EXISTS k
      a MIGRATE 127.0.0.1 TARGET "" 3 1000 KEYS e l nosuch
      a EXISTS e l
      a SET k w / SET k2 x / SET k3 y
      a MIGRATE 127.0.0.1 TARGET "" 0 1000 KEYS k k2 k3
      a EXISTS k k2 k3
      a MIGRATE 127.0.0.1 TARGET k 16 1000
      a MIGRATE 127.0.0.1 1 k 0 1000
      a MIGRATE nosuch.invalid 1 k 0 1000
      a MIGRATE 127.0.0.1 SOURCE k 0 50
      a MIGRATE 127.0.0.1 TARGET k 0 0 COPY REPLACE
      a MIGRATE 127.0.0.1 TARGET k 0 -5 COPY REPLACE
      a MIGRATE 127.0.0.1 TARGET k 0 x
      a MIGRATE 127.0.0.1 TARGET k x 1000
      a MIGRATE 127.0.0.1 TARGET k 0 1000 KEYS a
      a MIGRATE 127.0.0.1 TARGET "" 0 1000 KEYS
      b WATCH k
      c CONFIG SET notify-keyspace-events EA / SUBSCRIBE __keyevent@0__:del
      a MULTI / MIGRATE 127.0.0.1 TARGET k 0 1000 REPLACE / EXISTS k / EXEC
      b MULTI / PING / EXEC
      a EVAL "return redis.call('migrate', '127.0.0.1', ARGV[1], 's', 0, 1000)" 0 TARGET
      a DBSIZE
      """;

  private static final String AFTER = """
      a MGET k k2 k3 / SCARD s / DBSIZE
      a SELECT 3 / LRANGE l 0 -1 / GET e / DBSIZE
      """;

  private static List<String> transcript(InetSocketAddress source, InetSocketAddress target) throws IOException {
    var all = new ArrayList<>(Dialogue.play(target, BEFORE));
    var moves = MOVES.replace("TARGET", Integer.toString(target.getPort())).replace("SOURCE", Integer.toString(source.getPort()));
    all.addAll(Dialogue.play(source, moves));
    RawClient.exchange(target, "AUTH secret\r\nCONFIG SET requirepass \"\"\r\n");
    all.addAll(Dialogue.play(target, AFTER));
    return all.stream()
        .map(line -> line.replace(Integer.toString(target.getPort()), "TARGET").replace(Integer.toString(source.getPort()), "SOURCE"))
        .toList();
  }

  @Test
  void keys_go_to_either_server_from_either() throws IOException {
    var binary = OracleServer.find();
    try (var ours = RunningServer.start(); var others = RunningServer.start()) {
      var between = transcript(ours.address(), others.address());
      if (binary.isEmpty()) {
        System.out.println(OracleServer.ABSENT);
        return;
      }
      try (var real = OracleServer.start(binary.get(), List.of()); var realOther = OracleServer.start(binary.get(), List.of())) {
        var expected = transcript(real.address(), realOther.address());
        Dialogue.assertSame(between, expected);
      }
    }
    try (var ours = RunningServer.start(); var real = OracleServer.start(binary.get(), List.of())) {
      var away = transcript(ours.address(), real.address());
      Dialogue.play(ours.address(), "a FLUSHALL\na CONFIG SET notify-keyspace-events \"\"\n");
      Dialogue.play(real.address(), "a FLUSHALL\n");
      Dialogue.assertSame(transcript(real.address(), ours.address()), away);
    }
  }
}
