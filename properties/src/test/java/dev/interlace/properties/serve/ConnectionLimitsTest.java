package dev.interlace.properties.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What one connection does, nobody else notices; each test that can plays on the real server too. */
class ConnectionLimitsTest {
  private static final String PING = "*1\r\n$4\r\nPING\r\n";

  @TestFactory
  Stream<DynamicTest> both_servers_keep_what_the_port_promises() {
    return Guarantees.ALL.stream().map(guarantee -> DynamicTest.dynamicTest(guarantee.sentence(), guarantee::holds));
  }

  @Test
  void expired_keys_go_though_nobody_looks_at_them() throws IOException {
    BothServers.play(address -> {
      try (var client = RawClient.connect(address)) {
        client.expect("SET a 1 PX 10\r\nSET b 1\r\n", "+OK\r\n+OK\r\n");
        for (var tries = 0; tries < 100; tries++) {
          pause(20);
          client.send("DBSIZE\r\n");
          if (client.receive(4).equals(":1\r\n")) {
            return;
          }
        }
        throw new AssertionError("the expired key is still there");
      }
    });
  }

  @Test
  void ten_thousand_connections_come_and_go() throws IOException {
    try (var ours = RunningServer.start(); var witness = RawClient.connect(ours.address())) {
      var open = new ArrayList<RawClient>();
      for (var i = 0; i < 10_000; i++) {
        var client = RawClient.connect(ours.address());
        switch (i % 4) {
          case 0 -> client.expect(PING, "+PONG\r\n");
          case 1 -> client.send("*3\r\n$3\r\nSET\r\n$1");
          case 2 -> client.socket().setSoLinger(true, 0); // ends by a reset
          default -> client.send("GET k\r\n");
        }
        open.add(client);
        if (open.size() == 500) {
          for (var each : open) {
            each.close();
          }
          open.clear();
          witness.expect(PING, "+PONG\r\n");
        }
      }
      witness.expect(PING, "+PONG\r\n");
      assertStillSilent(witness);
    }
  }

  private static void assertStillSilent(RawClient client) throws IOException {
    client.socket().setSoTimeout(50);
    try {
      assertThat(client.receive(1)).as("nobody sends anything unasked").isNull();
    } catch (SocketTimeoutException silence) {
      client.socket().setSoTimeout(10_000);
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
