package dev.interlace.properties.soundness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Report;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.DepthFirst;
import dev.interlace.engine.search.GivenSchedule;
import dev.interlace.engine.search.RandomWalk;
import dev.interlace.engine.search.ReducedSpace;
import dev.interlace.engine.search.ReducedSpace.Keeping;
import dev.interlace.engine.search.SmallBatches;
import dev.interlace.engine.search.Strategy;
import dev.interlace.engine.search.World;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.replay.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.opentest4j.TestAbortedException;

class RedisSoundnessProperties {
  private static final int SCENARIOS = 2_000;
  private static final int MOST_EXECUTIONS = 20_000;
  /** Threads that wait for each other after every few states take their time. */
  private static final int PARALLEL_EVERY = 16;
  /** As they stand in the text of a workload; each must have been tried in many. */
  private static final List<String> FEATURES = List.of(
      "Pipeline[", "Unread[", "Branch[", "ReadThenWrite[", "Block[", "discards=true", "tries=2", "EVAL", " PX ", "EXPIRE", "PERSIST", "Sleep[", "Clock[",
      "SPOP", "SRANDMEMBER", "RPOPLPUSH", "HINCRBY", "ZPOPMIN", "BLPOP", "BRPOP", "BLMOVE", "BZPOPMIN", "BZMPOP", "lost <= 1", "dropped <= 1",
      "Listen[", "Copy[", "PUBLISH");
  private static final Tally TALLY = new Tally();

  /** What the campaign has seen so far, for the line at its end. */
  private static final class Tally {
    int scenarios;
    long executions;
    long endings;
    int notSerializable;
    int partial;
    int deadlocks;
    int died;
    int withFaults;
    int tooMany;
    final Map<String, Integer> features = new TreeMap<>();

    void note(Workload workload) {
      var text = workload.toString();
      for (var feature : FEATURES) {
        features.merge(feature, text.contains(feature) ? 1 : 0, Integer::sum);
      }
    }
  }

  @Provide
  Arbitrary<Workload> workloads() {
    return Workloads.workloads();
  }

  // One seed, so that every build does the same; leave it out for a campaign.
  @Property(seed = "20240101", tries = SCENARIOS + 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void every_search_finds_what_every_order_leads_to(@ForAll("workloads") Workload workload, @ForAll("seeds") long seed) {
    var truth = everyOrder(workload);
    TALLY.scenarios++;
    TALLY.note(workload);
    TALLY.executions += truth.executions();
    TALLY.endings += truth.endings().size();
    TALLY.deadlocks += truth.deadlocks() ? 1 : 0;
    TALLY.withFaults += workload.faults().isNone() ? 0 : 1;

    for (var strategy : List.of(new BreadthFirst(false), new DepthFirst(false), new BreadthFirst(true), new DepthFirst(true))) {
      assertThat(endings(workload, strategy)).as(strategy.toString()).isEqualTo(truth.endings());
    }
    for (var keeping : Keeping.values()) {
      var world = new World<>(workload.system(), workload.programs(), workload.faults());
      assertThat(Search.endings(world, new ReducedSpace(world, keeping), new BreadthFirst(false))).as("reduced, " + keeping)
          .isEqualTo(truth.endings());
      if (TALLY.scenarios % PARALLEL_EVERY == 0) {
        var told = told(workload, keeping, 1);
        assertThat(told(workload, keeping, 2)).as("two threads, reduced, " + keeping).isEqualTo(told);
        assertThat(Set.copyOf(told.endings())).as("small batches, reduced, " + keeping).isEqualTo(truth.endings());
      }
    }
    assertThat(truth.endings()).containsAll(endings(workload, new RandomWalk(seed, 10)));
    assertThat(truth.endings()).containsAll(endings(workload, new GivenSchedule(List.of((int) (seed & 7), 1, (int) (seed >> 3 & 7), 2, 0, 1, 1))));
    judge(workload, truth);
  }

  @Example
  void a_block_whose_exec_was_executed_and_never_answered_is_followed_by_another_errand() {
    var block = new Statement.Block(List.of(), Command.of("PING"), List.of(Command.of("INCR", "s")), false, 1);
    var first = new Errand(List.of(block), Errand.Tells.EVERYTHING, Errand.WhenLost.GIVE_UP);
    var second = new Errand(List.of(new Statement.Call(Command.of("GET", "s"))), Errand.Tells.EVERYTHING, Errand.WhenLost.DIE);
    var workload = new Workload(List.of(), List.of(List.of(first, second)), new FaultBudget(1, 0));
    judge(workload, everyOrder(workload));
  }

  @Example
  void an_errand_that_finds_the_connection_down_because_nobody_read_the_reply_before() {
    var unread = new Errand(List.of(new Statement.Unread(Command.of("GET", "s"))), Errand.Tells.EVERYTHING, Errand.WhenLost.DIE);
    var workload = new Workload(List.of(), List.of(List.of(unread, unread)), new FaultBudget(1, 0));
    judge(workload, everyOrder(workload));
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs().between(0, 1_000_000);
  }

  private static EveryOrder.Found<DatabaseView> everyOrder(Workload workload) {
    try {
      return EveryOrder.of(workload.system(), workload.programs(), workload.faults(), MOST_EXECUTIONS);
    } catch (EveryOrder.TooMany tooMany) {
      TALLY.tooMany++;
      throw new TestAbortedException(tooMany.getMessage());
    }
  }

  /** All that a reduced search told of, in order. */
  private record Told(List<Ending<DatabaseView>> endings, long states, long transitions) {}

  private static Told told(Workload workload, Keeping keeping, int threads) {
    var world = new World<>(workload.system(), workload.programs(), workload.faults());
    var endings = new ArrayList<Ending<DatabaseView>>();
    var coverage = Search.explore(
        world, new ReducedSpace(world, keeping), SmallBatches.breadthFirst(), Budget.DEFAULT.withThreads(threads), endings::add);
    return new Told(endings, coverage.states(), coverage.transitions());
  }

  private static Set<Ending<DatabaseView>> endings(Workload workload, Strategy strategy) {
    return Search.endings(new World<>(workload.system(), workload.programs(), workload.faults()), strategy);
  }

  /** Compares what the engine says of the built-in properties with what the enumeration says. */
  private static void judge(Workload workload, EveryOrder.Found<DatabaseView> truth) {
    var serial = new SerialOrders<>(workload.system(), workload.programs(), Scenario.USUALLY_ABORTED, truth.endings());
    var wrong = truth.endings().stream().filter(ending -> !serial.allows(ending, false)).toList();
    var isSerializable = wrong.stream().allMatch(ending -> serial.allows(ending, true));
    var leavesNoPart = wrong.stream().noneMatch(ending -> serial.allows(ending, true)) && !truth.alarmed().contains(BuiltIn.NO_PARTIAL_EFFECT);
    var nobodyDies = !truth.somebodyDies();
    TALLY.notSerializable += isSerializable ? 0 : 1;
    TALLY.partial += leavesNoPart ? 0 : 1;
    TALLY.died += nobodyDies ? 0 : 1;

    var report = check(workload);

    assertThat(holds(report, BuiltIn.SERIALIZABLE)).as(BuiltIn.SERIALIZABLE).isEqualTo(isSerializable);
    assertThat(holds(report, BuiltIn.NO_PARTIAL_EFFECT)).as(BuiltIn.NO_PARTIAL_EFFECT).isEqualTo(leavesNoPart);
    assertThat(holds(report, BuiltIn.NO_CLIENT_DIES)).as(BuiltIn.NO_CLIENT_DIES).isEqualTo(nobodyDies);
    assertThat(holds(report, BuiltIn.NO_DEADLOCK)).as(BuiltIn.NO_DEADLOCK).isEqualTo(!truth.deadlocks());
    assertThat(text(workload, check(workload))).isEqualTo(text(workload, report));
    assertThat(violations(check(workload, Checker.REDUCED.withoutSelfCheck()))).isEqualTo(violations(report));
  }

  /** The violated properties, each with the schedule of its counterexample. */
  private static List<String> violations(Report<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> report) {
    return report.verdicts().stream()
        .map(judged -> judged.property() + switch (judged.verdict()) {
          case Verdict.Violated<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> violated ->
              violated.sentence() + violated.counterexample().orElseThrow().schedule();
          case Verdict.Holds<?> holds -> " holds";
          case Verdict.Undecided<?> undecided -> undecided.reason();
        })
        .toList();
  }

  private static Report<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> check(Workload workload) {
    return check(workload, Checker.EXHAUSTIVE.withoutSelfCheck());
  }

  private static Report<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> check(Workload workload, Checker checker) {
    var scenario = Scenario.named("random", workload.system()).with(workload.programs(), workload.faults());
    return checker.check(scenario);
  }

  private static boolean holds(Report<?> report, String property) {
    return report.of(property).orElseThrow() instanceof Verdict.Holds;
  }

  /** Every verdict, and the trace of every counterexample. */
  private static String text(Workload workload, Report<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> report) {
    var text = new StringBuilder(report.coverage().toString());
    for (var judged : report.verdicts()) {
      text.append('\n').append(judged.property()).append(": ");
      switch (judged.verdict()) {
        case Verdict.Holds<?>(var certificate) -> text.append(certificate);
        case Verdict.Undecided<?>(var reason, var searched) -> text.append(reason).append(searched);
        case Verdict.Violated<Counterexample<ServerState, Session, Request, Reply, DatabaseView>>(var sentence, var counterexample) -> {
          var execution = counterexample.orElseThrow().execution();
          var trace = Recorder.record("random", judged.property(), sentence, OptionalLong.empty(), RedisSystem.given(workload.given()), execution);
          text.append(TraceFile.toJson(trace));
        }
      }
    }
    return text.toString();
  }

  @AfterContainer
  static void tell() {
    if (TALLY.scenarios == 0) {
      return; // somebody runs the example alone
    }
    System.out.println("soundness: " + TALLY.scenarios + " scenarios (" + TALLY.withFaults + " with faults), " + TALLY.executions + " executions, "
        + TALLY.endings + " distinct outcomes compared; not serializable " + TALLY.notSerializable + ", partial effect " + TALLY.partial
        + ", client dies " + TALLY.died + ", deadlock " + TALLY.deadlocks + "; too large " + TALLY.tooMany + "; with " + TALLY.features);
    assertThat(TALLY.scenarios).isGreaterThanOrEqualTo(SCENARIOS);
    assertThat(TALLY.features.values()).allSatisfy(scenarios -> assertThat(scenarios).isGreaterThan(SCENARIOS / 50));
    assertThat(TALLY.notSerializable).isGreaterThan(SCENARIOS / 20);
    assertThat(TALLY.partial).isGreaterThan(SCENARIOS / 50);
    assertThat(TALLY.deadlocks).isGreaterThan(SCENARIOS / 50);
  }
}
