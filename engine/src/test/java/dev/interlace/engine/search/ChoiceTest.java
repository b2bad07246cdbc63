package dev.interlace.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.fault.Outage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  @Test
  void text_and_choice_are_the_same_thing() {
    var choices = List.<Choice>of(
        new Choice.Run("alice", 0), new Choice.Run("alice", 2), new Choice.DropConnection("alice"), new Choice.LoseReply("a.b-c_9", 0),
        new Choice.LoseReply("alice", 1), new Choice.Environment("time +500 ms"),
        new Choice.InFlight("alice", 1), new Choice.GoDown(Outage.PROCESS_CRASH, ""), new Choice.GoDown(Outage.POWER_LOSS, "all is left"));
    var schedule = new Schedule(choices);
    assertThat(schedule.toText()).containsExactly("alice", "alice#2", "alice!dropped", "a.b-c_9!lost", "alice!lost#1", "time +500 ms", "alice!in-flight#1", "process crash",
        "power loss, all is left");
    assertThat(Schedule.parse(schedule.toText())).isEqualTo(schedule);
  }

  @Test
  void anything_else_is_refused() {
    for (var text : List.of("", "#1", "alice#", "alice#x", "alice#-1", "alice!", "alice!gone", "!lost", "alice!dropped#1",
        "alice#9999999999")) {
      assertThatThrownBy(() -> Choice.parse(text)).describedAs(text).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Choice.Environment("tick")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_given_schedule_has_no_negative_numbers() {
    assertThatThrownBy(() -> new GivenSchedule(List.of(1, -1))).isInstanceOf(IllegalArgumentException.class);
  }
}
