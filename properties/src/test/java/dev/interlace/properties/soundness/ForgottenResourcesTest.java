package dev.interlace.properties.soundness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.OptimalOrders;
import dev.interlace.engine.search.World;
import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Footprint;
import dev.interlace.engine.system.Outcome;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.properties.RedisScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Every resource that footprints name besides keys is needed: without it some ending is missed that with it is found, or at least some class of executions. */
class ForgottenResourcesTest {
  private static final int MOST_EXECUTIONS = 2_000;
  private static final RedisSystem REAL = RedisSystem.given(List.of(Command.of("SET", "a", "old")));

  /** The model, whose steps tell less than what they depend on. */
  private static final class Forgetful extends Tampered {
    private final UnaryOperator<Footprint> change;

    Forgetful(RedisSystem real, UnaryOperator<Footprint> change) {
      super(real);
      this.change = change;
    }

    @Override
    public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
      return switch (super.execute(shared, session, request, chooser)) {
        case Outcome.Answered<ServerState, Session, Reply>(var next, var after, var reply, var effect, var footprint, var alarms) ->
            new Outcome.Answered<>(next, after, reply, effect, change.apply(footprint), alarms);
        case Outcome.Waiting<ServerState, Session, Reply>(var next, var after, var effect, var footprint) ->
            new Outcome.Waiting<>(next, after, effect, change.apply(footprint));
        case Outcome.Dropped<ServerState, Session, Reply> dropped -> dropped;
      };
    }
  }

  private static UnaryOperator<Footprint> without(String resources) {
    return whole -> new Footprint(without(whole.reads(), resources), without(whole.writes(), resources), without(whole.noticed(), resources));
  }

  private static SortedSet<String> without(SortedSet<String> names, String resources) {
    var rest = new TreeSet<>(names);
    rest.removeIf(name -> name.startsWith(resources));
    return rest;
  }

  private static List<Client<Request, Reply>> clients(List<List<String>> clients) {
    var named = RedisScenario.named("clients").given("SET a old");
    for (var c = 0; c < clients.size(); c++) {
      var lines = clients.get(c);
      named = named.plainClient("c" + c, redis -> {
        var replies = new ArrayList<String>();
        lines.forEach(line -> replies.add(redis.call(CommandLine.parse(Bytes.of(line)).orElseThrow().toArray(Bytes[]::new)).toString()));
        return replies;
      });
    }
    return named.scenario().clients();
  }

  private static World<?, ?, ?, ?, DatabaseView> world(UnaryOperator<Footprint> change, List<List<String>> clients) {
    return new World<>(new Forgetful(REAL, change), clients(clients), FaultBudget.NONE);
  }

  /** For the endings. */
  @SafeVarargs
  private static void isNeeded(UnaryOperator<Footprint> forgetting, List<String>... clients) {
    var truth = EveryOrder.of(REAL, clients(List.of(clients)), FaultBudget.NONE, MOST_EXECUTIONS).endings();
    assertThat(Search.endings(world(UnaryOperator.identity(), List.of(clients)), new OptimalOrders())).isEqualTo(truth);
    assertThat(Search.endings(world(forgetting, List.of(clients)), new OptimalOrders())).isNotEqualTo(truth);
  }

  /** For the classes: without it some are missed, or walked in vain. */
  @SafeVarargs
  private static void isNeededToTell(UnaryOperator<Footprint> forgetting, List<String>... clients) {
    var classes = Classes.count(world(UnaryOperator.identity(), List.of(clients)), MOST_EXECUTIONS);
    assertThat(classes).isGreaterThan(1);
    assertThat(walked(UnaryOperator.identity(), List.of(clients))).isEqualTo("optimal orders: " + classes);
    assertThat(walked(forgetting, List.of(clients))).isNotEqualTo("optimal orders: " + classes);
  }

  private static String walked(UnaryOperator<Footprint> change, List<List<String>> clients) {
    var world = world(change, clients);
    var coverage = Search.explore(world, world, new OptimalOrders(), Budget.DEFAULT, ending -> {});
    return coverage.strategy() + ": " + coverage.executions();
  }

  @Test
  void who_waits_for_a_key() {
    isNeededToTell(
        whole -> new Footprint(without(whole.reads(), "who waits for "), whole.writes(), whole.noticed()),
        List.of("BLPOP q 0", "LPUSH q x"), List.of("BLPOP q 0", "GET q"), List.of("LPUSH q x", "LPUSH q x"));
  }

  @Test
  void who_listens_to_a_channel() {
    isNeeded(without("the channel "), List.of("PUBLISH news hello"), List.of("SUBSCRIBE news", "PING"));
  }

  @Test
  void who_listens_to_a_pattern() {
    isNeeded(without("the patterns"), List.of("PUBLISH news hello"), List.of("PSUBSCRIBE n*", "PING"));
  }

  @Test
  void what_a_client_is_sent() {
    isNeededToTell(without("the messages to "), List.of("SUBSCRIBE news", "PING"), List.of("PUBLISH news hello"));
  }

  @Test
  void which_ids_are_given_out() {
    isNeeded(without("the ids"), List.of("CLIENT ID"), List.of("CLIENT ID"));
  }

  @Test
  void what_a_dirty_session_has_noticed() {
    isNeeded(whole -> new Footprint(whole.reads(), whole.writes()), List.of("SET a new"), List.of("WATCH a", "MULTI", "GET a", "EXEC"));
  }
}
