package dev.interlace.properties.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What several clients send on their sockets, and every byte that all of them receive after each line, ends of connections included.
 *
 * <p>A line is the name of a client and commands as one types them, between which {@code " / "} stands: they are sent in one piece.
 */
final class Dialogue {
  private static final String PING = "PING\r\n";
  private static final String PONG = "+PONG\r\n";
  private static final int NOTHING_MORE = Integer.MAX_VALUE;
  private static final String CLOSED = "(closed)";

  private Dialogue() {}

  /**
   * Plays the lines on our server and on the real one, and fails if anything that was received differs.
   *
   * @param settings pairs of a parameter's name and its value as CONFIG GET shows it
   * @param form what may differ made equal
   */
  static void compare(String lines, List<String> settings, UnaryOperator<String> form) throws IOException {
    var transcripts = new ArrayList<List<String>>();
    BothServers.play(settings, address -> transcripts.add(play(address, lines).stream().map(form).toList()));
    if (transcripts.size() == 2) {
      assertSame(transcripts.getFirst(), transcripts.getLast());
    }
  }

  static void assertSame(List<String> ours, List<String> real) {
    var different = IntStream.range(0, ours.size())
        .filter(i -> !ours.get(i).equals(real.get(i)))
        .mapToObj(i -> "\nours: " + ours.get(i) + "\nreal: " + real.get(i));
    assertThat(different).isEmpty();
  }

  static void compare(String lines, String... settings) throws IOException {
    compare(lines, List.of(settings), UnaryOperator.identity());
  }

  /** The lines, each with what came of it. */
  static List<String> play(InetSocketAddress address, String lines) throws IOException {
    var transcript = new ArrayList<String>();
    var clients = new TreeMap<String, RawClient>();
    try (var witness = RawClient.connect(address)) {
      for (var line : lines.lines().toList()) {
        var name = line.substring(0, 1);
        if (!clients.containsKey(name)) {
          clients.put(name, RawClient.connect(address));
        }
        clients.get(name).send(line.substring(2).replace(" / ", "\r\n") + "\r\n");
        transcript.add(line + heard(witness, clients));
      }
    } finally {
      for (var client : clients.values()) {
        client.close();
      }
    }
    return transcript;
  }

  /** A server writes what it owes to others no later than what it owes to one who asks twice. */
  private static String heard(RawClient witness, Map<String, RawClient> clients) throws IOException {
    witness.expect(PING, PONG);
    witness.expect(PING, PONG);
    var heard = new StringBuilder();
    for (var client : new TreeMap<>(clients).entrySet()) {
      var received = received(client.getValue());
      if (received.endsWith(CLOSED)) {
        clients.remove(client.getKey()).close();
      }
      if (!received.isEmpty()) {
        heard.append("\n   ").append(client.getKey()).append(" < ").append(received.replace("\r\n", "⏎"));
      }
    }
    return heard.toString();
  }

  private static String received(RawClient client) throws IOException {
    var received = new StringBuilder();
    client.socket().setSoTimeout(2);
    try {
      for (var next = next(client); next != NOTHING_MORE; next = next(client)) {
        if (next < 0) {
          return received.append(CLOSED).toString();
        }
        received.append((char) next);
      }
      return received.toString();
    } catch (SocketException reset) {
      return received.append(CLOSED).toString();
    }
  }

  /** On a busy machine the time may be over before anybody has looked. */
  private static int next(RawClient client) throws IOException {
    while (true) {
      try {
        return client.socket().getInputStream().read();
      } catch (SocketTimeoutException late) {
        if (client.socket().getInputStream().available() == 0) {
          return NOTHING_MORE;
        }
      }
    }
  }
}
