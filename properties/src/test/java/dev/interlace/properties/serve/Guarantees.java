package dev.interlace.properties.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the port promises its clients, whatever they ask; for each there is a {@link BrokenPorts broken port} that does not keep it. */
final class Guarantees {
  private static final String PING = "*1\r\n$4\r\nPING\r\n";
  private static final String PONG = "+PONG\r\n";
  private static final int LARGE = 1_000_000;

  static final Guarantee NOT_TOO_MANY = new Guarantee(
      "a client too many is told so and closed, until another leaves", List.of("maxclients", "2"), Guarantees::notTooMany);
  static final Guarantee NOT_SILENT_FOR_EVER = new Guarantee(
      "a silent client is closed after the timeout", List.of("timeout", "1"), Guarantees::notSilentForEver);
  static final Guarantee NO_ENDLESS_QUERY = new Guarantee(
      "a query beyond the limit closes its connection without a word", List.of("client-query-buffer-limit", "1048576"), Guarantees::noEndlessQuery);
  static final Guarantee STRANGERS_SEND_LITTLE = new Guarantee(
      "a stranger may send little before he says the password", List.of("requirepass", "secret"), Guarantees::strangersSendLittle);
  static final Guarantee NO_ENDLESS_BACKLOG = new Guarantee(
      "a slow reader beyond the hard limit is closed",
      List.of("client-output-buffer-limit", "normal 3000000 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60"), Guarantees::noEndlessBacklog);
  static final Guarantee SLOW_READERS_GET_ALL = new Guarantee(
      "a slow reader without a limit gets everything in the end, and holds up nobody", List.of(), Guarantees::slowReadersGetAll);
  static final Guarantee QUIT_ENDS = new Guarantee("QUIT answers and then ends, and what follows is not run", List.of(), Guarantees::quitEnds);
  static final Guarantee DEBTS_ARE_PAID = new Guarantee(
      "a half-closed connection gets the answers it is owed", List.of(), port -> assertThat(port.exchange(PING.repeat(500))).isEqualTo(PONG.repeat(500)));
  static final Guarantee PIECES_MAKE_A_WHOLE = new Guarantee("a command may arrive byte by byte", List.of(), Guarantees::piecesMakeAWhole);
  static final Guarantee ANNOUNCING_IS_FREE = new Guarantee(
      "huge announcements cost nothing and disturb nobody", List.of(), Guarantees::announcingIsFree);
  static final Guarantee ANSWERS_IN_ORDER = new Guarantee("what is asked at once is answered in order", List.of(), Guarantees::answersInOrder);
  static final Guarantee TO_EACH_ITS_OWN = new Guarantee("each client gets its own answers and messages", List.of(), Guarantees::toEachItsOwn);
  static final Guarantee TROUBLE_IS_ONES_OWN = new Guarantee(
      "who sends nonsense is told so and closed, and nobody else notices", List.of(), Guarantees::troubleIsOnesOwn);
  static final Guarantee WAITING_IN_LINE = new Guarantee("what is sent behind a command that waits, waits with it", List.of(), Guarantees::waitingInLine);
  static final Guarantee SILENCE_ON_REQUEST = new Guarantee("replies that are off stay away", List.of(), Guarantees::silenceOnRequest);
  static final Guarantee PUSHES_IN_PLACE = new Guarantee("pushes come where they happen among the replies", List.of(), Guarantees::pushesInPlace);

  static final Guarantee THROWN_OUT_ALONE = new Guarantee(
      "who is sent too much in the middle of a publication is thrown out, and all others hear it",
      List.of("client-output-buffer-limit", "normal 0 0 0 slave 268435456 67108864 60 pubsub 70000 0 0"), Guarantees::thrownOutAlone);

  static final List<Guarantee> ALL = List.of(
      NOT_TOO_MANY, NOT_SILENT_FOR_EVER, NO_ENDLESS_QUERY, STRANGERS_SEND_LITTLE, NO_ENDLESS_BACKLOG, SLOW_READERS_GET_ALL, QUIT_ENDS, DEBTS_ARE_PAID,
      PIECES_MAKE_A_WHOLE, ANNOUNCING_IS_FREE, ANSWERS_IN_ORDER, TO_EACH_ITS_OWN, TROUBLE_IS_ONES_OWN, WAITING_IN_LINE, SILENCE_ON_REQUEST,
      PUSHES_IN_PLACE, THROWN_OUT_ALONE);

  private Guarantees() {}

  private static void notTooMany(Port port) throws IOException {
    try (var first = port.connect(); var second = port.connect()) {
      first.expect(PING, PONG);
      second.expect(PING, PONG);
      try (var third = port.connect()) {
        assertThat(third.receiveAll()).isEqualTo("-ERR max number of clients reached\r\n");
      }
      second.halfClose();
      assertThat(second.receiveAll()).isEmpty();
      try (var third = port.connect()) {
        third.expect(PING, PONG);
      }
      first.expect(PING, PONG);
    }
  }

  private static void notSilentForEver(Port port) throws IOException {
    try (var silent = port.connect()) {
      silent.expect(PING, PONG);
      assertThat(silent.receiveAll()).isEmpty();
    }
  }

  private static void noEndlessQuery(Port port) throws IOException {
    try (var greedy = port.connect(); var other = port.connect()) {
      greedy.send("*2\r\n$4\r\nECHO\r\n$3000000\r\n" + "x".repeat(2_500_000));
      assertThat(greedy.receiveAll()).isEmpty();
      other.expect(PING, PONG);
    }
  }

  private static void strangersSendLittle(Port port) throws IOException {
    assertThat(port.exchange("GET k\r\n*11\r\n" + PING)).isEqualTo(
        "-NOAUTH Authentication required.\r\n-ERR Protocol error: unauthenticated multibulk length\r\n");
    assertThat(port.exchange("*2\r\n$16385\r\n" + PING)).isEqualTo("-ERR Protocol error: unauthenticated bulk length\r\n");
    assertThat(port.exchange("AUTH wrong\r\nAUTH secret\r\n*1\r\n$16385\r\n" + "x".repeat(16_385) + "\r\n" + PING))
        .startsWith("-WRONGPASS invalid username-password pair or user is disabled.\r\n+OK\r\n-ERR unknown command").endsWith(PONG);
  }

  private static void noEndlessBacklog(Port port) throws IOException {
    try (var slow = port.connect(); var other = port.connect()) {
      other.expect(setLarge(), "+OK\r\n");
      slow.send("GET k\r\n".repeat(100));
      pause(300);
      assertThat(slow.receiveAll().length()).isLessThan(99 * LARGE);
      other.expect(PING, PONG);
    }
  }

  private static void slowReadersGetAll(Port port) throws IOException {
    try (var slow = port.connect(); var other = port.connect()) {
      other.expect(setLarge(), "+OK\r\n");
      slow.send("GET k\r\n".repeat(30)).send(PING);
      for (var i = 0; i < 100; i++) {
        other.expect(PING, PONG);
      }
      var bulk = "$" + LARGE + "\r\n" + "x".repeat(LARGE) + "\r\n";
      assertThat(slow.receive(30 * bulk.length() + PONG.length()).equals(bulk.repeat(30) + PONG)).isTrue();
    }
  }

  private static String setLarge() {
    return "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$" + LARGE + "\r\n" + "x".repeat(LARGE) + "\r\n";
  }

  private static void quitEnds(Port port) throws IOException {
    try (var client = port.connect()) {
      assertThat(client.send(PING + "QUIT\r\nSET after quit\r\n").receiveAll()).isEqualTo("+PONG\r\n+OK\r\n");
    }
    assertThat(port.exchange("GET after\r\n")).isEqualTo("$-1\r\n");
  }

  private static void piecesMakeAWhole(Port port) throws IOException {
    try (var slow = port.connect()) {
      for (var c : "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$2\r\n\r\n\r\nGET k\r\n".split("")) {
        slow.send(c);
        pause(1);
      }
      assertThat(slow.receive(13)).isEqualTo("+OK\r\n$2\r\n\r\n\r\n");
    }
  }

  private static void announcingIsFree(Port port) throws IOException {
    var clients = new ArrayList<RawClient>();
    for (var i = 0; i < 100; i++) {
      clients.add(port.connect().send("*2147483647\r\n$536870912\r\nabc"));
    }
    try (var other = port.connect()) {
      other.expect(PING, PONG);
    }
    for (var client : clients) {
      client.close();
    }
  }

  private static void answersInOrder(Port port) throws IOException {
    var requests = IntStream.range(100, 600).mapToObj(i -> "ECHO " + i + "\r\n").collect(Collectors.joining());
    var answers = IntStream.range(100, 600).mapToObj(i -> "$3\r\n" + i + "\r\n").collect(Collectors.joining());
    try (var client = port.connect()) {
      client.expect(requests, answers);
    }
  }

  private static void toEachItsOwn(Port port) throws IOException {
    try (var one = port.connect(); var other = port.connect()) {
      one.expect("SUBSCRIBE news\r\n", "*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n");
      other.expect("PUBLISH news hello\r\n", ":1\r\n");
      one.expect("", "*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$5\r\nhello\r\n");
    }
  }

  private static void troubleIsOnesOwn(Port port) throws IOException {
    try (var witness = port.connect()) {
      witness.expect(PING, PONG);
      assertThat(port.exchange("*1\r\n$x\r\n" + PING)).isEqualTo("-ERR Protocol error: invalid bulk length\r\n");
      witness.expect(PING, PONG);
    }
  }

  private static void thrownOutAlone(Port port) throws IOException {
    try (var greedy = port.connect(); var other = port.connect(); var publisher = port.connect()) {
      for (var pattern : List.of("c*", "ch*", "cha*")) { // more than one of them comes before the other's
        greedy.send("PSUBSCRIBE " + pattern + "\r\n").receiveThrough(pattern + "\r\n:");
      }
      other.expect("PSUBSCRIBE chan*\r\n", "*3\r\n$10\r\npsubscribe\r\n$5\r\nchan*\r\n:1\r\n");
      var text = "x".repeat(40_000);
      publisher.expect("PUBLISH channel " + text + "\r\n", ":4\r\n");
      other.expect("", "*4\r\n$8\r\npmessage\r\n$5\r\nchan*\r\n$7\r\nchannel\r\n$40000\r\n" + text + "\r\n");
      assertThat(greedy.receiveAll()).isEqualTo("3\r\n");
      publisher.expect(PING, PONG);
    }
  }

  private static void waitingInLine(Port port) throws IOException {
    try (var waiting = port.connect(); var other = port.connect()) {
      waiting.send("BLPOP q 0\r\nSET after 1\r\n");
      WaitingClientsTest.awaitBlocked(other, 1);
      other.expect("GET after\r\n", "$-1\r\n");
      other.expect("RPUSH q x\r\n", ":1\r\n");
      waiting.expect("", "*2\r\n$1\r\nq\r\n$1\r\nx\r\n+OK\r\n");
      other.expect("GET after\r\n", "$1\r\n1\r\n");
    }
  }

  private static void silenceOnRequest(Port port) throws IOException {
    assertThat(port.exchange("CLIENT REPLY OFF\r\nSET k 1\r\nGET k\r\nCLIENT REPLY ON\r\nCLIENT REPLY SKIP\r\nPING\r\nGET k\r\n"))
        .isEqualTo("+OK\r\n$1\r\n1\r\n");
  }

  private static void pushesInPlace(Port port) throws IOException {
    try (var client = port.connect()) {
      client.send("HELLO 3\r\n");
      client.receiveThrough("modules\r\n*0\r\n");
      client.expect("SUBSCRIBE c\r\nPUBLISH c x\r\nPING\r\n",
          ">3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n" + ">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nx\r\n" + ":1\r\n" + PONG);
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
