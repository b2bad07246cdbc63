package dev.interlace.properties.soundness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.World;
import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Outcome;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.properties.mutants.Tampered;
import dev.interlace.properties.soundness.Errand.Tells;
import dev.interlace.properties.soundness.Errand.WhenLost;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Leaving the removal of expired keys to the next who looks loses no outcome, and adds none. */
class ActiveExpiryProperties {
  private static final List<String> KEYS = List.of("a", "b");

  /** Every removal of an expired key is a step of its own, and nobody who looks decides about it. */
  private static final class Unpruned extends Tampered {
    Unpruned(RedisSystem real) {
      super(real.withEveryExpiry());
    }

    @Override
    public Outcome<ServerState, Session, Reply> execute(ServerState shared, Session session, Request request, Chooser chooser) {
      return super.execute(shared, session, request, Chooser.FIRST);
    }
  }

  @Property(seed = "7", tries = 400, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void what_nobody_hears_of_need_not_be_a_step(@ForAll("workloads") Workload workload) {
    var pruned = Search.endings(new World<>(workload.system(), workload.programs(), FaultBudget.NONE), new BreadthFirst(false));
    var every = new Unpruned(workload.system());
    assertThat(pruned).isEqualTo(Search.endings(new World<>(every, workload.programs(), FaultBudget.NONE), new BreadthFirst(false)));
  }

  @Example
  void who_counts_finds_an_expired_key_stored_or_gone() {
    var sleepAndCount = errand(new Statement.Sleep(20), new Statement.Call(Command.of("DBSIZE")));
    var workload = new Workload(List.of(Command.of("SET", "a", "1", "PX", "10")), List.of(List.of(sleepAndCount)), FaultBudget.NONE);
    assertThat(Search.endings(new World<>(workload.system(), workload.programs(), FaultBudget.NONE), new BreadthFirst(false))).hasSize(2);
  }

  @Provide
  Arbitrary<Workload> workloads() {
    var given = Arbitraries.of(KEYS).flatMap(ActiveExpiryProperties::fill).list().ofMinSize(1).ofMaxSize(2);
    var errands = statement().list().ofMinSize(1).ofMaxSize(3).map(statements -> List.of(new Errand(statements, Tells.EVERYTHING, WhenLost.DIE)));
    return Combinators.combine(given, errands.list().ofMinSize(2).ofMaxSize(3))
        .as((first, clients) -> new Workload(first, clients, FaultBudget.NONE).trimmed(1_000));
  }

  private static Errand errand(Statement... statements) {
    return new Errand(List.of(statements), Tells.EVERYTHING, WhenLost.DIE);
  }

  private static Arbitrary<Command> fill(String key) {
    return Arbitraries.of(Command.of("SET", key, "1", "PX", "10"), Command.of("SET", key, "2", "PX", "10"), Command.of("SET", key, "3"));
  }

  private static Arbitrary<Statement> statement() {
    return Arbitraries.frequencyOf(
        Tuple.of(5, command().map(Statement.Call::new)),
        Tuple.of(3, Arbitraries.of(5, 11, 20).map(Statement.Sleep::new)),
        Tuple.of(4, Combinators.combine(Arbitraries.of(KEYS).list().uniqueElements().ofMinSize(1).ofMaxSize(2), command(), command().list().ofMinSize(1).ofMaxSize(2))
            .as((watched, before, queued) -> new Statement.Block(watched, before, queued, false, 1))));
  }

  private static Arbitrary<Command> command() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.of(Command.of("DBSIZE"), Command.of("KEYS", "*"), Command.of("SWAPDB", "0", "1"), Command.of("FLUSHDB"), Command.of("PING"))),
        Tuple.of(6, Arbitraries.of(KEYS).flatMap(key -> Arbitraries.of(
            Command.of("GET", key), Command.of("SET", key, "5"), Command.of("SET", key, "6", "PX", "10"), Command.of("EXISTS", key), Command.of("PERSIST", key),
            Command.of("PEXPIRE", key, "10"), Command.of("INCR", key), Command.of("DEL", key), Command.of("MOVE", key, "1"),
            Command.of("COPY", key, "a", "DB", "1"), Command.of("RENAME", key, "b")))));
  }
}
