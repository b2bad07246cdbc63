package dev.interlace.properties.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.request.Command;
import dev.interlace.properties.durability.CrashTable.Row;
import dev.interlace.properties.durability.Policy.Promise;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CrashTableTest {
  /** Two clients transfer money in transactions, faster than once a second, while the server rewrites its log and saves. */
  private static final Consumer<Life> TRANSFERS = life -> {
    var alice = life.connect();
    var bob = life.connect();
    life.write(alice, List.of(Command.of("SET", "account:a", "1000")));
    for (var i = 0; i < 14; i++) {
      var client = i % 2 == 0 ? alice : bob;
      life.write(client, List.of(
          Command.of("MULTI"), Command.of("DECRBY", "account:a", "10"), Command.of("INCRBY", "account:b", "10"),
          Command.of("LPUSH", "transfers", "transfer " + i), Command.of("EXEC")));
      life.pass(i == 9 ? 301_000 : 400); // longer than the rule for saving says
      if (i == 5) {
        life.send(alice, Command.of("BGREWRITEAOF"));
      }
    }
  };

  @Test
  void a_policy_loses_what_it_may_and_no_transaction_is_ever_half_there() {
    var table = CrashTable.of(TRANSFERS);
    System.out.println(table.text());
    assertThat(table.rows()).allSatisfy(row -> {
      assertThat(row.violation()).as(row.toString()).isEmpty();
      assertThat(row.isComplete()).as(row.toString()).isTrue();
    });
    assertThat(lost(table, Policy.LOG_ALWAYS)).containsExactly(0, 0);
    assertThat(lost(table, Policy.LOG_EVERY_SECOND)).containsExactly(0, 4);
    assertThat(lost(table, Policy.LOG_NEVER_SYNCED)).startsWith(0).allSatisfy(each -> assertThat(each).isLessThan(15));
    assertThat(lost(table, Policy.SNAPSHOTS)).containsExactly(11, 11);
    assertThat(lost(table, Policy.NOTHING)).containsExactly(15, 15);
  }

  private static List<Integer> lost(CrashTable table, Policy policy) {
    return table.rows().stream().filter(row -> row.policy() == policy).map(Row::mostLost).toList();
  }

  @Test
  void who_cannot_bear_any_loss_is_told_which_policies_are_not_enough() {
    for (var policy : Policy.values()) {
      var row = CrashTable.row(policy, Death.POWER_LOST, Promise.EVERYTHING, TRANSFERS);
      assertThat(row.violation().isEmpty()).as(row.toString()).isEqualTo(policy == Policy.LOG_ALWAYS);
    }
    assertThat(CrashTable.row(Policy.LOG_EVERY_SECOND, Death.PROCESS_KILLED, Promise.EVERYTHING, TRANSFERS).violation()).isEmpty();
    assertThat(CrashTable.row(Policy.SNAPSHOTS, Death.PROCESS_KILLED, Promise.EVERYTHING, TRANSFERS).violation())
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("acknowledged writes"));
  }

  /** What is no unit to the server is not always whole: the examination would notice. */
  @Test
  void commands_that_only_the_client_thinks_of_as_one_are_found_half_done() {
    Consumer<Life> story = life -> {
      var client = life.connect();
      life.write(client, List.of(Command.of("INCR", "a"), Command.of("INCR", "b")));
    };
    assertThat(CrashTable.row(Policy.LOG_NEVER_SYNCED, Death.POWER_LOST, Promise.NOTHING, story).violation())
        .contains("after the restart the server is in a state in which it has never been");
  }
}
