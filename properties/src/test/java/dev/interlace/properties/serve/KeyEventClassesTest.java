package dev.interlace.properties.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.notice.EventClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each letter of {@code notify-keyspace-events} stands for; on both servers. */
class KeyEventClassesTest {
  /** Something of each class. */
  private static final String DOINGS = """
      b DEBUG SET-ACTIVE-EXPIRE 0
      b SET text v / APPEND text w / EXPIRE text 100 / RENAME text name / DEL name
      b RPUSH list a b / LPOP list / LTRIM list 1 0
      b SADD set a b / SREM set a / SPOP set
      b HSET hash f v / HINCRBY hash n 1 / HDEL hash f n
      b ZADD zset 1 a 2 b / ZINCRBY zset 1 a / ZREM zset a b
      b XADD stream 1-1 f v / XGROUP CREATE stream g 0 / XDEL stream 1-1 / DEL stream
      b SET lease v PXAT 1 / GET lease
      b GET nothing / HGET nothing f / EXISTS nothing / TYPE nothing
      b SET new v / SET new w / DEL new
      b CONFIG SET maxmemory-policy allkeys-random / SET victim v / CONFIG SET maxmemory 1 / PING / PING
      b CONFIG SET maxmemory 0
      b CONFIG GET notify-keyspace-events
      """;

  @Test
  void every_letter_lets_its_class_be_heard() throws IOException {
    var classes = Arrays.stream(EventClass.values()).filter(each -> each != EventClass.MODULE).toList();
    var ofAll = new TreeSet<String>();
    for (var each : classes) {
      var heard = heard("E" + each.letter());
      assertThat(heard).as("letter %s", each.letter()).isNotEmpty();
      if (each.isInAll()) {
        assertThat(ofAll.addAll(heard)).as("letter %s", each.letter()).isTrue();
      }
    }
    assertThat(heard("Ed")).isEmpty();
    assertThat(heard("EA")).isEqualTo(ofAll);
    assertThat(heard("EAmn")).containsAll(ofAll).contains("keymiss", "new");
  }

  @Test
  void nothing_is_heard_without_k_and_e_nor_without_a_class() throws IOException {
    assertThat(heard("g$lshzxetmn")).isEmpty();
    assertThat(heard("A")).isEmpty();
    assertThat(heard("KE")).isEmpty();
  }

  @Test
  void k_names_the_key_and_e_the_event() throws IOException {
    assertThat(heard("K$")).containsExactly("append", "set");
    assertThat(heard("E$")).containsExactly("append", "set");
    assertThat(heard("KE$n")).containsExactly("append", "new", "set");
  }

  @Test
  void letters_are_written_as_redis_writes_them() throws IOException {
    var lines = new ArrayList<String>();
    for (var letters : List.of("KEA", "AKE", "g$lshzxetd", "g$lshzxet", "KEg$lshzxetdmn", "Kn", "mE", "KK", "''", "KEx$", "d", "KEq", "a")) {
      lines.add("b CONFIG SET notify-keyspace-events " + letters + " / CONFIG GET notify-keyspace-events\n");
    }
    Dialogue.compare(String.join("", lines));
  }

  /** The names of the events that somebody heard, the same on both servers. */
  private static SortedSet<String> heard(String letters) throws IOException {
    var transcripts = new ArrayList<List<String>>();
    var lines = "b CONFIG SET notify-keyspace-events " + letters + "\na PSUBSCRIBE __key*\n" + DOINGS;
    BothServers.play(List.of("enable-debug-command", "yes"), address -> transcripts.add(Dialogue.play(address, lines)));
    Dialogue.assertSame(transcripts.getFirst(), transcripts.getLast());
    UnaryOperator<String> event = message -> message.replaceAll("(?s).*__keyevent@0__:([^⏎]*)⏎.*", "$1").replaceAll("(?s).*__keyspace@0__:.*⏎([^⏎]*)⏎", "$1");
    return transcripts.getFirst().stream()
        .flatMap(line -> Arrays.stream(line.split("(?=\\*4⏎\\$8⏎pmessage)")).skip(1))
        .map(message -> message.replaceAll("\n.*", ""))
        .map(event)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
