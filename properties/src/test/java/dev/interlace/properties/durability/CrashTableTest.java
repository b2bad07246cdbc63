package dev.interlace.properties.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.request.Command;
import dev.interlace.properties.durability.CrashTable.Row;
import dev.interlace.properties.durability.Policy.Promise;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CrashTableTest {
  private static final Consumer<Life> TRANSFERS = new Transfers(false);

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
    assertThat(lost(table, Policy.LOG_EVERY_SECOND_SLOWLY)).containsExactly(4, 8);
    assertThat(lost(table, Policy.LOG_NEVER_SYNCED)).containsExactly(0, 15);
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

  /**
   * When a rewrite begins, the manifest names a second file before the first one is synced: that is done in the background. If power goes in
   * between, and the first one is torn, the server refuses to start, whatever {@code aof-load-truncated} says, for it is not the last one.
   */
  @Test
  void a_rewrite_loses_nothing_unless_power_goes_before_the_old_file_is_synced() {
    for (var policy : List.of(Policy.LOG_NEVER_SYNCED, Policy.LOG_EVERY_SECOND, Policy.LOG_ALWAYS)) {
      for (var death : Death.values()) {
        var row = CrashTable.row(policy, death, policy.promise(death), new Transfers(true));
        var isSafe = policy == Policy.LOG_ALWAYS || death == Death.PROCESS_KILLED;
        assertThat(row.violation()).as(row.toString())
            .isEqualTo(isSafe ? Optional.empty() : Optional.of("the server does not start any more"));
      }
    }
  }

  /** A second or two is what everybody says of {@code everysec}: while a sync is slow, power takes more, and a kill is not harmless. */
  @Test
  void a_slow_disk_loses_more_than_two_seconds_and_what_is_acknowledged_before_it_is_written() {
    var slow = Policy.LOG_EVERY_SECOND_SLOWLY;
    assertThat(CrashTable.row(slow, Death.POWER_LOST, Promise.TWO_SECONDS, TRANSFERS).violation())
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("acknowledged writes"));
    assertThat(CrashTable.row(slow, Death.PROCESS_KILLED, Promise.EVERYTHING, TRANSFERS).violation())
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
