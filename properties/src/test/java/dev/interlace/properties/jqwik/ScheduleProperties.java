package dev.interlace.properties.jqwik;

import static dev.interlace.properties.client.RedisClient.integer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.properties.Interlace;
import dev.interlace.properties.RedisScenario;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScheduleProperties {
  @Property(seed = "20240101", tries = 500)
  void watched_increments_are_all_counted(@ForAll Schedule schedule) {
    schedule.check(Rooms.WATCHED_INCREMENT);
  }

  @Property(seed = "20240101", tries = 500)
  void a_sale_in_a_script_never_oversells(@ForAll Schedule schedule) {
    schedule.check(Rooms.SCRIPTED_DEDUCTION);
  }

  @Property(seed = "20240101", tries = 500)
  void a_watched_sale_never_oversells(@ForAll Schedule schedule) {
    schedule.check(Rooms.WATCHED_DEDUCTION);
  }

  @Property(seed = "20240101", tries = 500)
  void a_watched_transfer_keeps_the_money_together(@ForAll Schedule schedule) {
    schedule.check(Rooms.TRANSFER);
  }

  @Property(seed = "20240101", tries = 200)
  void one_execution_violates_nothing_that_the_exhaustive_search_says_holds(@ForAll("increments") RedisScenario scenario, @ForAll Schedule schedule) {
    if (Interlace.check(scenario).holds()) {
      schedule.check(scenario);
    }
    assertThat(scenario.clients()).hasSizeBetween(1, 3).allSatisfy(client -> assertThat(client.operations()).hasSizeBetween(1, 2));
  }

  @Provide
  Arbitrary<RedisScenario> increments() {
    return Workloads.of(RedisScenario.named("increments").given("SET n 1"), 3, 2,
        RedisScenario.plainOperation("atomic", redis -> integer(redis.call("INCR", "n"))),
        RedisScenario.plainOperation("careless", redis -> {
          var value = integer(redis.call("GET", "n"));
          return redis.call("SET", "n", Long.toString(value + 1)).toString();
        }));
  }
}
