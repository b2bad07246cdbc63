package dev.interlace.traces.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Command EXEC = Command.of("EXEC");
  private static final List<Command> QUEUED = List.of(Command.of("GET", "a"), Command.of("GET", "b"));

  private static Reply line(String time, int database, String address, String command) {
    return new Reply.Simple(Bytes.of(time + " [" + database + " " + address + "] " + command));
  }

  /** A monitor's own transaction: the first line takes a place in the array, and the last reply comes behind it. */
  private static List<Reply> transaction(Reply line) {
    return List.of(new Reply.Array(List.of(line, Reply.of(1))), Reply.of(2));
  }

  private static boolean agree(List<Reply> expected, List<Reply> actual) {
    var left = Arrivals.arranged(expected);
    var right = Arrivals.arranged(actual);
    return Agreement.agree(EXEC, QUEUED, left.getFirst(), right.getFirst()) && left.getLast().equals(right.getLast());
  }

  @Test
  void the_time_and_the_port_of_a_line_of_monitor_are_nobodys_promise_within_an_array_either() {
    var one = line("1700000000.123000", 0, "127.0.0.1:2", "\"GET\" \"a\"");
    var other = line("1700000000.124517", 0, "127.0.0.1:53122", "\"GET\" \"a\"");
    assertThat(Arrivals.arranged(List.of(one))).isEqualTo(Arrivals.arranged(List.of(other)));
    assertThat(agree(transaction(one), transaction(other))).isTrue();
  }

  @Test
  void what_it_says_was_run_must_be_the_same() {
    var one = line("1700000000.123000", 0, "127.0.0.1:2", "\"GET\" \"a\"");
    assertThat(agree(transaction(one), transaction(line("1700000000.123000", 0, "127.0.0.1:2", "\"GET\" \"b\"")))).isFalse();
    assertThat(agree(transaction(one), transaction(line("1700000000.123000", 1, "127.0.0.1:2", "\"GET\" \"a\"")))).isFalse();
    assertThat(agree(transaction(one), transaction(line("1700000000.123000", 0, "lua", "\"GET\" \"a\"")))).isFalse();
  }
}
