package dev.interlace.properties.assertj;

import static dev.interlace.properties.Interlace.check;
import static dev.interlace.properties.assertj.InterlaceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.properties.RedisScenario;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class ReportAssertTest {
  private static boolean buy(Jedis jedis) {
    if (Long.parseLong(jedis.get("stock")) < 1) {
      return false;
    }
    jedis.decr("stock");
    return true;
  }

  private static RedisScenario sale(int stock) {
    return RedisScenario.named("flash sale")
        .given(jedis -> jedis.set("stock", Integer.toString(stock)))
        .client("alice", jedis -> buy(jedis))
        .client("bob", jedis -> buy(jedis))
        .always("stock is never negative", db -> db.integer("stock") >= 0);
  }

  @Test
  void a_scenario_that_holds_passes() {
    assertThat(check(sale(2))).holds().holds("stock is never negative");
  }

  @Test
  void a_violation_passes_where_it_is_expected() {
    assertThat(check(sale(1))).violates("stock is never negative").violates("serializable").holds("no client dies");
  }

  @Test
  void the_message_is_the_picture_of_the_counterexample() {
    assertThatThrownBy(() -> assertThat(check(sale(1))).holds())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("flash sale violates \"stock is never negative\"")
        .hasMessageContaining("SET stock 1")
        .hasMessageContaining("alice")
        .hasMessageContaining("GET stock")
        .hasMessageContaining("violates \"serializable\"");
  }

  @Test
  void what_holds_cannot_be_expected_to_be_violated() {
    assertThatThrownBy(() -> assertThat(check(sale(2))).violates("stock is never negative"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("\"stock is never negative\" holds");
  }

  @Test
  void a_property_that_is_not_there_is_named() {
    assertThatThrownBy(() -> assertThat(check(sale(2))).violates("stock"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("\"stock\" was not judged, but [stock is never negative, serializable,");
  }

  @Test
  void what_is_never_reached_is_told() {
    var report = check(sale(2).sometimes("the stock grows", db -> db.integer("stock") > 2));
    assertThatThrownBy(() -> assertThat(report).holds()).hasMessageContaining("the stock grows").hasMessageContaining("vacuous");
  }
}
