package dev.interlace.model.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.ListValue.End;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StringValue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockedClientsTest {
  private static final Wish POP = new Wish.Pop(End.LEFT);
  private static final Wish SCORED = new Wish.PopScored(true);

  private static Waiter waiter(long client, Wish wish, String... keys) {
    return new Waiter(client, 0, Arrays.stream(keys).map(Bytes::of).toList(), wish, Waiter.FOR_EVER);
  }

  private static BlockedClients waiting(Waiter... waiters) {
    var blocked = BlockedClients.NONE;
    for (var waiter : waiters) {
      blocked = blocked.with(waiter);
    }
    return blocked;
  }

  @Test
  void the_first_to_come_is_the_first_of_each_key() {
    var blocked = waiting(waiter(2, POP, "a", "b"), waiter(1, POP, "b"), waiter(3, SCORED, "b"));
    assertThat(blocked.waitingFor(0, Bytes.of("b"))).extracting(Waiter::client).containsExactly(2L, 1L, 3L);
    assertThat(blocked.waitingFor(0, Bytes.of("a"))).extracting(Waiter::client).containsExactly(2L);
    assertThat(blocked.waitingFor(1, Bytes.of("a"))).isEmpty();
  }

  @Test
  void orders_of_coming_that_nobody_can_tell_apart_are_one() {
    var elsewhere = waiter(1, POP, "a");
    var here = waiter(2, POP, "b");
    var ofAnotherType = waiter(3, SCORED, "a", "b");
    assertThat(waiting(here, elsewhere, ofAnotherType).normal()).isEqualTo(waiting(ofAnotherType, here, elsewhere).normal());
  }

  @Test
  void the_order_of_those_who_compete_stays() {
    var late = waiter(1, POP, "k");
    var early = waiter(2, POP, "k");
    var between = waiter(3, POP, "k", "other");
    assertThat(waiting(early, between, late).normal().waitingFor(0, Bytes.of("k"))).extracting(Waiter::client).containsExactly(2L, 3L, 1L);
    assertThat(waiting(early, late).normal()).isNotEqualTo(waiting(late, early).normal());
  }

  @Test
  void a_value_concerns_those_who_wait_for_its_type() {
    var blocked = waiting(waiter(1, POP, "k"), waiter(2, SCORED, "other"));
    assertThat(blocked.areConcernedBy(0, Bytes.of("k"), new ListValue())).isTrue();
    // Whose type it is, is looked at when clients are served; Redis asks here only whether anybody waits for such a type.
    assertThat(blocked.areConcernedBy(0, Bytes.of("k"), new SortedSetValue())).isTrue();
    assertThat(blocked.areConcernedBy(0, Bytes.of("k"), new StringValue(Bytes.of("text")))).isFalse();
    assertThat(blocked.areConcernedBy(0, Bytes.of("third"), new ListValue())).isFalse();
    assertThat(blocked.without(1).areConcernedBy(0, Bytes.of("k"), new ListValue())).isFalse();
  }

  @Test
  void tickets_are_given_out_again() {
    var first = ticket(BlockedClients.NONE, "k");
    var one = waiting(waiter(first, POP, "k"));
    var two = one.with(waiter(ticket(one, "k"), POP, "k"));
    assertThat(two.waiters()).extracting(Waiter::client).containsExactly(first, first - 1).allMatch(ticket -> ticket < 0);
    assertThat(ticket(two.without(first), "k")).isEqualTo(first);
  }

  @Test
  void who_waits_for_something_else_changes_no_ticket() {
    var other = waiting(waiter(ticket(BlockedClients.NONE, "other"), POP, "other"));
    assertThat(ticket(other, "k")).isEqualTo(ticket(BlockedClients.NONE, "k")).isNotEqualTo(ticket(BlockedClients.NONE, "other"));
  }

  private static long ticket(BlockedClients blocked, String key) {
    return blocked.ticket(0, List.of(Bytes.of(key)), POP, Waiter.FOR_EVER);
  }

  @Test
  void a_deadline_is_the_last_instant_of_waiting() {
    var blocked = waiting(new Waiter(1, 0, List.of(Bytes.of("k")), POP, 100), new Waiter(2, 0, List.of(Bytes.of("k")), POP, 50));
    assertThat(blocked.nextDeadline()).isEqualTo(50);
    assertThat(blocked.over(50)).isEmpty();
    assertThat(blocked.over(51)).extracting(Waiter::client).containsExactly(2L);
    assertThat(blocked.over(Long.MAX_VALUE)).hasSize(2);
  }
}
