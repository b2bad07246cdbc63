package dev.interlace.properties.soundness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.ReducedSpace;
import dev.interlace.engine.search.ReducedSpace.Keeping;
import dev.interlace.model.request.Command;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.properties.RedisScenario;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Footprints are exact to the key: who shares nothing never branches, and who shares one key does. */
class ExactFootprintsTest {
  private static final String[] GIVEN = {"SET a 1", "SET b 1", "RPUSH la x", "RPUSH lb x", "SADD sa x", "SADD sb x"};

  private static Command command(String line) {
    return new Command(CommandLine.parse(Bytes.of(line)).orElseThrow());
  }

  private static long states(FaultBudget faults, List<String> alice, List<String> bob, String... given) {
    return states(faults, List.of(alice, bob), given);
  }

  /** How many states the commands of so many clients have, if those are left out that may be. */
  @SafeVarargs
  private static long states(List<String>... clients) {
    return states(FaultBudget.NONE, List.of(clients));
  }

  private static Scenario<?, ?, ?, ?, DatabaseView> scenario(FaultBudget faults, List<List<String>> clients, String... given) {
    var named = RedisScenario.named("clients").given(GIVEN).given(given).faults(faults);
    for (var c = 0; c < clients.size(); c++) {
      var lines = clients.get(c);
      named = named.plainClient("c" + c, redis -> {
        lines.forEach(line -> redis.call(command(line).words().toArray(Bytes[]::new)));
        return null;
      });
    }
    return named.scenario();
  }

  private static long states(FaultBudget faults, List<List<String>> clients, String... given) {
    var world = scenario(faults, clients, given).world();
    return Search.explore(world, new ReducedSpace(world, Keeping.OUTCOMES), new BreadthFirst(false), Budget.DEFAULT, ending -> {}).states();
  }

  private static void neverBranch(List<String> alice, List<String> bob) {
    assertThat(states(FaultBudget.NONE, alice, bob)).as(alice + " beside " + bob).isEqualTo(1 + alice.size() + bob.size());
  }

  private static void branch(List<String> alice, List<String> bob) {
    assertThat(states(FaultBudget.NONE, alice, bob)).as(alice + " beside " + bob).isGreaterThan(1 + alice.size() + bob.size());
  }

  @Test
  void different_keys_never_branch() {
    neverBranch(List.of("GET a", "SET a 2", "INCR a"), List.of("GET b", "SET b 2", "DEL b"));
    neverBranch(List.of("LPUSH la y", "LPOP la", "LRANGE la 0 -1"), List.of("RPOPLPUSH lb lb", "LLEN lb"));
    neverBranch(List.of("SADD sa y", "SMEMBERS sa"), List.of("SREM sb x", "SCARD sb", "SADD sb z"));
  }

  @Test
  void one_common_key_branches() {
    branch(List.of("GET a", "SET a 2"), List.of("GET b", "SET a 3"));
    branch(List.of("INCR a", "GET b"), List.of("GET a", "GET b"));
  }

  @Test
  void who_only_reads_the_same_key_never_branches() {
    neverBranch(List.of("GET a", "EXISTS a", "STRLEN a"), List.of("GET a", "GET a"));
    neverBranch(List.of("SADD sa x", "SISMEMBER sa x"), List.of("SADD sa x", "SCARD sa"));
  }

  @Test
  void commands_of_several_keys_branch_by_the_keys_that_they_have() {
    neverBranch(List.of("MSET a 1 c 2", "MGET a c"), List.of("MSET b 1 d 2", "RENAME b e"));
    neverBranch(List.of("SUNIONSTORE u sa la", "SINTERSTORE v sa la"), List.of("SUNIONSTORE w sb", "COPY sb x"));
    branch(List.of("MSET a 1 c 2", "MGET a c"), List.of("MGET d c", "GET b"));
  }

  @Test
  void watched_keys_and_transactions_branch_by_their_keys() {
    neverBranch(List.of("WATCH a", "GET a", "MULTI", "SET a 2", "EXEC"), List.of("WATCH b", "GET b", "MULTI", "INCR b", "EXEC"));
    neverBranch(List.of("WATCH a", "MULTI", "SET c 2", "EXEC"), List.of("SET b 2", "GET d"));
    branch(List.of("WATCH a", "MULTI", "SET c 2", "EXEC"), List.of("SET b 2", "SET a 7"));
  }

  @Test
  void what_concerns_the_session_alone_never_branches() {
    neverBranch(List.of("MULTI", "SET a 1", "INCR a", "DISCARD"), List.of("MULTI", "SET a 2", "DISCARD"));
    neverBranch(List.of("MULTI", "PING", "EXEC"), List.of("SELECT 1", "ECHO x", "UNWATCH"));
  }

  @Test
  void scripts_branch_by_their_keys() {
    var first = "EVAL \"return redis.call('INCR', KEYS[1])\" 1 ";
    var second = "EVAL \"redis.call('APPEND', KEYS[1], 'x') return redis.call('GET', KEYS[1])\" 1 ";
    neverBranch(List.of(first + "a", first + "a"), List.of(second + "b", "GET b"));
    branch(List.of(first + "a", "GET a"), List.of(second + "a", "GET b"));
    branch(List.of(first + "a", "GET a"), List.of("GET b", "SCRIPT FLUSH"));
  }

  @Test
  void the_same_number_in_another_database_is_another_key() {
    neverBranch(List.of("SET a 5", "GET a"), List.of("SELECT 1", "SET a 6", "GET a"));
  }

  @Test
  void whole_databases_branch_with_everything() {
    branch(List.of("GET a", "GET a"), List.of("GET b", "FLUSHALL"));
    branch(List.of("GET a", "GET a"), List.of("GET b", "SWAPDB 0 1"));
    branch(List.of("SET a 2", "GET a"), List.of("GET b", "DBSIZE"));
  }

  private static final List<String> WAITS = List.of("BLPOP qa 0", "GET a");
  private static final List<String> GIVES = List.of("RPUSH qa x", "SET b 2");

  @Test
  void who_waits_branches_by_the_keys_waited_for() {
    var pair = states(WAITS, GIVES);
    assertThat(pair).isGreaterThan(1 + 4); // who comes first matters
    assertThat(states(WAITS, GIVES, List.of("INCR c", "LPUSH qb y", "LPOP qb"))).isEqualTo(pair + 3);
    assertThat(states(WAITS, GIVES, List.of("INCR c", "LPUSH qa y"))).isGreaterThan(pair + 2);
    assertThat(states(WAITS, GIVES, List.of("INCR c", "DEL qa"))).isGreaterThan(pair + 2);
  }

  @Test
  void pairs_that_wait_for_each_other_do_not_branch_with_other_pairs() {
    var pair = states(WAITS, GIVES);
    var other = states(List.of("BLMOVE qb qc LEFT LEFT 0"), List.of("RPUSH qb y"));
    assertThat(states(WAITS, GIVES, List.of("BLMOVE qb qc LEFT LEFT 0"), List.of("RPUSH qb y"))).isEqualTo(pair + other - 1);
    // Once they share a queue they do.
    assertThat(states(WAITS, GIVES, List.of("BLMOVE qb qa LEFT LEFT 0"), List.of("RPUSH qb y"))).isGreaterThan(pair + other - 1);
  }

  @Test
  void three_pairs_cost_what_they_cost_one_by_one() {
    var worker = List.of("BLPOP q%d 0", "INCR done%d", "BLPOP q%d 0", "INCR done%d");
    var boss = List.of("RPUSH q%d a", "SET told%d 1", "RPUSH q%d b");
    var clients = IntStream.range(0, 3).mapToObj(pair -> Stream.of(worker, boss)
        .map(lines -> lines.stream().map(line -> line.replace("%d", "" + pair)).toList())).flatMap(each -> each).toList();
    assertThat(states(FaultBudget.NONE, clients.subList(0, 2))).isEqualTo(16);
    assertThat(states(FaultBudget.NONE, clients)).isEqualTo(3 * 16 - 2);
    var scenario = scenario(FaultBudget.NONE, clients);
    var world = scenario.world();
    assertThat(Search.explore(world, world, new BreadthFirst(false), Budget.DEFAULT, ending -> {}).states()).isEqualTo(6_859);
  }

  @Test
  void several_who_wait_branch_if_they_wait_for_the_same() {
    assertThat(states(List.of("BLPOP qa 0"), List.of("BLPOP qb 0"))).isEqualTo(1 + 2);
    assertThat(states(List.of("BLPOP qa 0"), List.of("BLPOP qb qa 0"))).isGreaterThan(1 + 2);
  }

  @Test
  void a_time_to_give_up_branches_with_time_alone() {
    var alone = states(List.of("BLPOP qa 1"), List.of("PING"));
    assertThat(states(List.of("BLPOP qa 1"), List.of("GET a", "LPUSH qb y"))).isEqualTo(alone + 1);
    assertThat(states(List.of("BLPOP qa 1"), List.of("GET a", "LPUSH qa y"))).isGreaterThan(alone + 1);
  }

  @Test
  void channels_branch_by_their_names() {
    neverBranch(List.of("SUBSCRIBE news", "PING", "UNSUBSCRIBE news"), List.of("PUBLISH weather sun", "GET a"));
    neverBranch(List.of("SUBSCRIBE news", "PING"), List.of("SET a 2", "LPUSH la y"));
    branch(List.of("SUBSCRIBE news", "PING", "UNSUBSCRIBE news"), List.of("PUBLISH news hello", "GET a"));
    branch(List.of("PSUBSCRIBE n*", "PING"), List.of("PUBLISH weather sun", "GET a"));
    branch(List.of("SUBSCRIBE news", "PING"), List.of("PUBSUB NUMSUB weather", "GET a"));
  }

  @Test
  void those_who_listen_to_one_channel_do_not_branch_with_those_of_another() {
    var hears = List.of("SUBSCRIBE news", "PING", "UNSUBSCRIBE news");
    var says = List.of("PUBLISH news hello", "SET b 2");
    var pair = states(hears, says);
    var other = states(List.of("PSUBSCRIBE w*", "PING"), List.of("PUBLISH weather sun"));
    assertThat(states(hears, List.of("SUBSCRIBE weather", "PING"))).isEqualTo(1 + 5);
    assertThat(states(hears, says, List.of("SUBSCRIBE weather", "PING", "UNSUBSCRIBE weather"), List.of("PUBLISH weather sun"))).isEqualTo(
        pair + states(List.of("SUBSCRIBE weather", "PING", "UNSUBSCRIBE weather"), List.of("PUBLISH weather sun")) - 1);
    // Whoever publishes asks about patterns.
    assertThat(states(hears, says, List.of("PSUBSCRIBE w*", "PING"), List.of("PUBLISH weather sun"))).isGreaterThan(pair + other - 1);
    assertThat(states(hears, says, List.of("SUBSCRIBE weather", "PING"), List.of("PUBLISH news sun"))).isGreaterThan(pair + 3);
  }

  @Test
  void who_is_told_of_keys_branches_by_the_keys_that_it_has_read() {
    var tracked = states(List.of("HELLO 3", "CLIENT TRACKING on", "GET a"), List.of("PING"));
    assertThat(states(List.of("HELLO 3", "CLIENT TRACKING on", "GET a"), List.of("SET a 2"))).isGreaterThan(tracked);
    var listening = states(List.of("CLIENT ID", "GET a", "SET c 2"), List.of("GET b"));
    assertThat(listening).isEqualTo(1 + 4);
  }

  private static long besideALease(String... alice) {
    return states(FaultBudget.NONE, List.of(alice), List.of("GET leased", "GET leased"), "SET leased 1 PX 50");
  }

  @Test
  void time_branches_with_keys_that_expire_alone() {
    var alone = besideALease("PING");
    assertThat(besideALease("GET a", "SET a 2", "INCR a", "PING")).isEqualTo(alone + 3);
    assertThat(besideALease("GET a", "SET a 2 PX 7", "INCR a", "PING")).isGreaterThan(alone + 3);
    assertThat(besideALease("GET a", "GET leased", "INCR a", "PING")).isGreaterThan(alone + 3);
  }

  @Test
  void a_fault_branches_with_what_it_meets_alone() {
    var one = new FaultBudget(1, 0);
    var alone = states(one, List.of("GET a"), List.of("PING"));
    assertThat(states(one, List.of("GET a"), List.of("INCR b"))).isEqualTo(alone);
    assertThat(states(one, List.of("GET a"), List.of("INCR a"))).isGreaterThan(alone);
  }
}
