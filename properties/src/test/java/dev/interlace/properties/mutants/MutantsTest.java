package dev.interlace.properties.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.ProgramFault;
import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Choice;
import dev.interlace.engine.search.Schedule;
import dev.interlace.engine.search.SerialSpace;
import dev.interlace.engine.search.StateSpace;
import dev.interlace.engine.search.Strategy;
import dev.interlace.engine.search.World;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.Traces;
import dev.interlace.properties.conformance.RecordedAnswers;
import dev.interlace.properties.mutants.BrokenSearches.Deaf;
import dev.interlace.properties.soundness.EveryOrder;
import dev.interlace.properties.soundness.Search;
import dev.interlace.properties.soundness.SerialOrders;
import dev.interlace.properties.soundness.Tampered;
import dev.interlace.properties.spec.ModelTarget;
import dev.interlace.properties.spec.SpecBook;
import dev.interlace.properties.spec.SpecRunner;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceStep;
import dev.interlace.traces.replay.Replay;
import dev.interlace.traces.replay.Replayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each mistake that a server or a search could make is noticed by a check that the real one passes. */
class MutantsTest {
  private static final Strategy REAL = new BreadthFirst(false);

  @Test
  void every_mutant_is_noticed_by_its_check_and_the_real_thing_is_not() {
    var mutants = Stream.of(servers(), answers(), searches(), judges()).flatMap(List::stream).toList();
    var failures = new ArrayList<String>();
    for (var mutant : mutants) {
      var onReal = mutant.onReal().passes();
      var onMutant = mutant.onMutant().passes();
      System.out.println(String.format(Locale.ROOT, "%-56s | %-72s | %s | %s",
          mutant.mistake(), mutant.noticedBy(), onReal ? "real passes" : "REAL FAILS", onMutant ? "NOT NOTICED" : "noticed"));
      if (!onReal || onMutant) {
        failures.add(mutant.mistake() + ": " + mutant.noticedBy());
      }
    }
    assertThat(failures).as("mistakes not noticed, or checks that the real thing fails").isEmpty();
    assertThat(mutants).hasSizeGreaterThan(20);
  }

  /** A server as {@link BrokenServers} makes them. */
  private interface Server extends Function<RedisSystem, Tampered> {}

  private static List<Mutant> servers() {
    return List.of(
        spec("WATCH misses touches", BrokenServers::watchMissesTouches, "transactions.md", "A watched balance"),
        holds("WATCH misses touches", BrokenServers::watchMissesTouches, Stock.WATCHED_INCREMENTS, BuiltIn.SERIALIZABLE),
        spec("WATCH misses expiry at EXEC", BrokenServers::watchMissesExpiry, "watch.md", "The key expires between WATCH and EXEC"),
        spec("EXEC rolls back on an error", BrokenServers::execRollsBack, "transactions.md", "A command that fails when it runs"),
        spec("EXEC runs although a watched key was touched", BrokenServers::execIgnoresDirt, "transactions.md", "The same lock, contested"),
        holds("EXEC runs although a watched key was touched", BrokenServers::execIgnoresDirt, Stock.WATCHED_INCREMENTS, BuiltIn.SERIALIZABLE),
        spec("DISCARD keeps the watch", BrokenServers::discardKeepsWatch, "watch.md", "DISCARD forgets"),
        holds("EXEC is several steps", BrokenServers::execInSeveralSteps, Stock.BOTH_OR_NONE, "a and b are the same"),
        holds("a script is two steps", BrokenServers::scriptInTwoSteps, Stock.SCRIPTED_INCREMENTS, BuiltIn.SERIALIZABLE),
        spec("the last to come is served first", BrokenServers::servesTheLastFirst, "blocking.md", "First come, first served"),
        recorded("the last to come is served first", BrokenServers::servesTheLastFirst, "blocking-lists"),
        spec("the second key is forgotten", BrokenServers::forgetsTheSecondKey, "blocking.md", "Of several keys, the one that is ready"),
        holds("the second key is forgotten", BrokenServers::forgetsTheSecondKey, Stock.SECOND_KEY, BuiltIn.NO_DEADLOCK),
        recorded("the second key is forgotten", BrokenServers::forgetsTheSecondKey, "blocking-sorted-sets"),
        spec("EXEC serves in its middle", BrokenServers::execInSeveralSteps, "blocking.md", "Clients are served after EXEC, not in its middle"),
        holds("EXEC serves in its middle", BrokenServers::execInSeveralSteps, Stock.JOBS_AT_ONCE, BuiltIn.SERIALIZABLE),
        recorded("EXEC serves in its middle", BrokenServers::execInSeveralSteps, "blocking-lists"),
        spec("nobody's time is over", BrokenServers::timeoutsNeverFire, "blocking.md", "A time to wait"),
        holds("nobody's time is over", BrokenServers::timeoutsNeverFire, Stock.GIVES_UP, BuiltIn.NO_DEADLOCK),
        recorded("nobody's time is over", BrokenServers::timeoutsNeverFire, "blocking-timeouts"),
        spec("messages reach who has left", BrokenMessages::reachWhoHasLeft, "messages.md", "RESET leaves everything without a word"),
        spec("messages for patterns are dropped", BrokenMessages::dropPatternMessages, "messages.md", "Once for the channel, and once for each pattern"),
        holds("a change is told before it is made", BrokenMessages::tellBeforeTheWrite, BrokenMessages.TOLD, BrokenMessages.READS_THE_NEW));
  }

  private static List<Mutant> answers() {
    return List.of(
        recorded("a category that is taken away stays", BrokenAnswers::forgetsTakenCategories, "acl"),
        recorded("a category that is taken away stays", BrokenAnswers::forgetsTakenCategories, "everything"),
        spec("scripts may touch any key", BrokenAnswers::scriptsMayTouchAnyKey, "acl.md", "A script may do what its user may"),
        recorded("scripts may touch any key", BrokenAnswers::scriptsMayTouchAnyKey, "acl"),
        recorded("patterns of channels count for nothing", BrokenAnswers::channelsAreFree, "acl"),
        recorded("thresholds cannot be set", BrokenAnswers::thresholdsHaveNoEffect, "settings"),
        recorded("a threshold is one too high", BrokenAnswers::thresholdsAreOneTooHigh, "settings"),
        recorded("notifications cannot be switched on", BrokenAnswers::notificationsCannotBeSet, "settings"),
        spec("notifications cannot be switched on", BrokenAnswers::notificationsCannotBeSet, "messages.md", "A write is published twice"),
        recorded("a dump is taken whatever its checksum", BrokenAnswers::restoresWhateverTheChecksum, "encodings"),
        recorded("a compressed text is unpacked wrongly", BrokenAnswers::compressedTextsLoseTheirEnd, "encodings"),
        holds("a busy server answers what only reads", BrokenAnswers::busyServerAnswersReads, Stock.BUSY, Stock.TOLD_OF_BUSY),
        recorded("messages are told backwards", BrokenAnswers::tellsBackwards, "notifications"),
        recorded("messages are told backwards", BrokenAnswers::tellsBackwards, "everything"),
        holds("keys expire in silence", BrokenAnswers::expiryIsSilent, BrokenMessages.TOLD_OF_EXPIRY, BuiltIn.NO_DEADLOCK),
        recorded("a broadcast of invalidations reaches nobody", BrokenAnswers::broadcastsReachNobody, "tracking"),
        spec("a broadcast of invalidations reaches nobody", BrokenAnswers::broadcastsReachNobody, "messages.md", "BCAST asks for prefixes"));
  }

  private static List<Mutant> searches() {
    return List.of(
        complete("the search drops a client's steps", Stock.CARELESS_INCREMENTS,
            world -> BrokenSearches.dropping(world, choice -> choice instanceof Choice.Run(var client, var outcome) && client.equals("bob"))),
        complete("the search drops an outcome of a choice", Stock.DRAWING,
            world -> BrokenSearches.dropping(world, choice -> choice instanceof Choice.Run(var client, var outcome) && outcome == 2)),
        complete("the search drops the passing of time", Stock.LEASE,
            world -> BrokenSearches.dropping(world, choice -> choice instanceof Choice.Environment)),
        complete("the search drops lost replies", Stock.LOSSES,
            world -> BrokenSearches.dropping(world, choice -> choice instanceof Choice.LoseReply)),
        complete("fingerprints have 8 bits", Stock.CARELESS_INCREMENTS, world -> BrokenSearches.withShortFingerprints(world, 8)),
        new Mutant("the search gives up and says it is done", EVERY_ORDER,
            () -> isComplete(Stock.CARELESS_INCREMENTS, Stock.CARELESS_INCREMENTS.clients(), world -> world, REAL),
            () -> isComplete(Stock.CARELESS_INCREMENTS, Stock.CARELESS_INCREMENTS.clients(), world -> world, BrokenSearches.givingUpSilently(30))),
        new Mutant("attempts of a retry are merged although they count", EVERY_ORDER + ", or the engine's own cross-check",
            () -> isComplete(Stock.TWO_ATTEMPTS, Stock.TWO_ATTEMPTS.clients(), world -> world, REAL),
            () -> isComplete(Stock.TWO_ATTEMPTS, Stock.TWO_ATTEMPTS.clients().stream().map(BrokenSearches::mergingAttempts).toList(), world -> world, REAL)),
        new Mutant("serial executions may interleave", "serial endings = those of every serial order",
            () -> isSerial(world -> new SerialSpace(world, SerialSpace.Mode.PLAIN, (client, operation) -> List.of())),
            () -> isSerial(world -> world)),
        new Mutant("the shrinker keeps a client too many", SMALLEST,
            () -> isSmallest(shrunk(Checker.EXHAUSTIVE), 2),
            () -> isSmallest(shrunk(Checker.EXHAUSTIVE.withoutShrinking()), 3)),
        new Mutant("the shrinker does not care for context switches", SMALLEST,
            () -> isSmallest(shrunk(Checker.EXHAUSTIVE), 2),
            () -> isSmallest(bad(2).getLast(), 2)));
  }

  private static List<Mutant> judges() {
    return List.of(
        violated("nobody reports partial effects", Stock.HALF_DONE, BuiltIn.NO_PARTIAL_EFFECT, BrokenServers::partialEffectsUnreported, REAL),
        violated("the search does not tell of alarms", Stock.HALF_DONE, BuiltIn.NO_PARTIAL_EFFECT, Tampered::new, BrokenSearches.deaf(Deaf.TO_ALARMS)),
        violated("the search does not tell of ends", Stock.FAILED_YET_WROTE, BuiltIn.NO_PARTIAL_EFFECT, Tampered::new, BrokenSearches.deaf(Deaf.TO_ENDS)),
        violated("the search does not tell of ends", Stock.CARELESS_INCREMENTS, BuiltIn.SERIALIZABLE, Tampered::new, BrokenSearches.deaf(Deaf.TO_ENDS)),
        violated("the search does not tell of alarms", Stock.DIES, BuiltIn.NO_CLIENT_DIES, Tampered::new, BrokenSearches.deaf(Deaf.TO_ALARMS)),
        violated("the search does not tell of deadlocks", Stock.WAITS, BuiltIn.NO_DEADLOCK, Tampered::new, BrokenSearches.deaf(Deaf.TO_DEADLOCKS)),
        violated("the search does not tell of new states", Stock.CARELESS_INCREMENTS, Stock.NEVER_TWELVE, Tampered::new,
            BrokenSearches.deaf(Deaf.TO_NEW_STATES)),
        violated("the search does not tell of ends", Stock.CARELESS_INCREMENTS, Stock.COUNTED, Tampered::new, BrokenSearches.deaf(Deaf.TO_ENDS)),
        violated("the server's choices lack the last", Stock.DRAWING.always("3 is never drawn first", db -> !db.set("hat").equals(List.of("1", "2"))),
            "3 is never drawn first", BrokenServers::choicesLackTheLast, REAL),
        violated("time stands still", Stock.LEASE.sometimes("the lease is over", db -> !db.exists("lease"))
                .always("the lease is never over", db -> db.exists("lease")), "the lease is never over", BrokenServers::timeStandsStill, REAL),
        new Mutant("a server answers otherwise than when the trace was saved", "replay of the trace",
            () -> Replayer.replay(trace()) instanceof Replay.Reproduced,
            () -> Replayer.replay(otherwise(trace())) instanceof Replay.Reproduced));
  }

  private static Trace trace() {
    return Traces.of("careless", Stock.CARELESS_INCREMENTS, counterexample(Checker.EXHAUSTIVE));
  }

  /** With another reply in the middle. */
  private static Trace otherwise(Trace trace) {
    var steps = new ArrayList<>(trace.steps());
    var step = steps.get(1);
    steps.set(1, new TraceStep(
        step.choice(), step.client(), step.operation(), step.request(), Optional.of(Reply.of(42)), step.fault(), step.advanceMillis(),
        step.changed(), step.enabled()));
    return new Trace(
        trace.scenario(), trace.property(), trace.sentence(), trace.start(), trace.seed(), trace.given(), trace.clients(), steps, trace.end());
  }

  @Test
  void every_built_in_property_has_a_scenario_that_violates_it_and_a_twin_in_which_all_hold() {
    assertThat(violations(Stock.CARELESS_INCREMENTS)).contains(BuiltIn.SERIALIZABLE);
    assertThat(violations(Stock.WATCHED_INCREMENTS)).isEmpty();
    assertThat(violations(Stock.HALF_DONE)).containsExactly(BuiltIn.NO_PARTIAL_EFFECT);
    assertThat(violations(Stock.WHOLE)).isEmpty();
    assertThat(violations(Stock.FAILED_YET_WROTE)).containsExactly(BuiltIn.NO_PARTIAL_EFFECT);
    assertThat(violations(Stock.FAILED_AND_TOOK_BACK)).isEmpty();
    assertThat(violations(Stock.DIES)).containsExactly(BuiltIn.NO_CLIENT_DIES);
    assertThat(violations(Stock.LIVES)).isEmpty();
    assertThat(violations(Stock.WAITS)).containsExactly(BuiltIn.NO_DEADLOCK);
    assertThat(violations(Stock.IS_SERVED)).isEmpty();
  }

  private static List<String> violations(RedisScenario scenario) {
    return Checker.EXHAUSTIVE.check(on(scenario, Tampered::new)).verdicts().stream()
        .filter(judged -> !(judged.verdict() instanceof Verdict.Holds))
        .map(judged -> judged.property())
        .toList();
  }

  // The checks.

  private static final String EVERY_ORDER = "endings = those of every order";
  private static final String SMALLEST = "the counterexample is the smallest of all executions";

  private static Mutant spec(String mistake, Server mutant, String file, String heading) {
    var empty = RedisSystem.given(List.of());
    return new Mutant(mistake, "spec " + file + ", " + heading, () -> chapterHolds(empty, file, heading), () -> chapterHolds(mutant.apply(empty), file, heading));
  }

  private static boolean chapterHolds(SystemModel<ServerState, Session, Request, Reply, ?> system, String file, String heading) {
    var chapter = SpecBook.chapters(file).stream().filter(each -> each.heading().equals(heading)).findFirst().orElseThrow();
    return new SpecRunner(new ModelTarget(system)).run(chapter).mismatch().isEmpty();
  }

  private static Mutant recorded(String mistake, Server mutant, String family) {
    return new Mutant(mistake, "recordings of " + family,
        () -> RecordedAnswers.agrees(family, real -> real), () -> RecordedAnswers.agrees(family, mutant::apply));
  }

  private static Mutant holds(String mistake, Server mutant, RedisScenario scenario, String property) {
    return new Mutant(mistake, "\"" + property + "\" holds for " + scenario.name(),
        () -> verdict(on(scenario, Tampered::new), property, REAL) instanceof Verdict.Holds,
        () -> verdict(on(scenario, mutant), property, REAL) instanceof Verdict.Holds);
  }

  private static Mutant violated(String mistake, RedisScenario scenario, String property, Server server, Strategy strategy) {
    return new Mutant(mistake, "\"" + property + "\" is violated by " + scenario.name(),
        () -> verdict(on(scenario, Tampered::new), property, REAL) instanceof Verdict.Violated,
        () -> verdict(on(scenario, server), property, strategy) instanceof Verdict.Violated);
  }

  private static Scenario<ServerState, Session, Request, Reply, DatabaseView> on(RedisScenario scenario, Server server) {
    var real = scenario.scenario();
    return new Scenario<>(real.name(), server.apply(RedisSystem.given(scenario.given())), real.clients(), real.properties(), real.faults(),
        real.switchedOff(), real.aborted(), real.maxSteps());
  }

  private static Verdict<?> verdict(Scenario<ServerState, Session, Request, Reply, DatabaseView> scenario, String property, Strategy strategy) {
    return Checker.EXHAUSTIVE.withoutShrinking().with(strategy).check(scenario).of(property).orElseThrow();
  }

  private static Mutant complete(String mistake, RedisScenario scenario, Function<World<?, ?, ?, ?, DatabaseView>, StateSpace> space) {
    return new Mutant(mistake, EVERY_ORDER,
        () -> isComplete(scenario, scenario.clients(), world -> world, REAL),
        () -> isComplete(scenario, scenario.clients(), space, REAL));
  }

  private static boolean isComplete(RedisScenario scenario, List<Client<Request, Reply>> searched,
      Function<World<?, ?, ?, ?, DatabaseView>, StateSpace> space, Strategy strategy) {
    var model = scenario.scenario().model();
    var truth = EveryOrder.of(model, scenario.clients(), scenario.faults(), 100_000).endings();
    try {
      var world = new World<>(model, searched, scenario.faults());
      return Search.endings(world, space.apply(world), strategy).equals(truth);
    } catch (ProgramFault noticed) {
      return false;
    }
  }

  private static boolean isSerial(Function<World<?, ?, ?, ?, DatabaseView>, StateSpace> space) {
    var scenario = Stock.CARELESS_INCREMENTS.scenario();
    var truth = new SerialOrders<>(scenario.model(), scenario.clients(), scenario.aborted(), Set.of()).endings();
    var world = scenario.world();
    return Search.endings(world, space.apply(world), new BreadthFirst(true)).equals(truth);
  }

  /** Whether {@code schedule}, of so many of the clients of the careless increments, is the smallest way to lose one. */
  private static boolean isSmallest(Schedule schedule, int clients) {
    var isMinimal = !Smallest.isBadWith(Stock.CARELESS_INCREMENTS, clients - 1, ending -> ending.view().integer("n") != 10 + clients - 1);
    return isMinimal && schedule.equals(bad(clients).getFirst());
  }

  private static List<Schedule> bad(int clients) {
    var scenario = Stock.CARELESS_INCREMENTS.scenario();
    var world = new World<>(scenario.model(), scenario.clients().subList(0, clients), FaultBudget.NONE);
    return Smallest.executions(world, view -> view.integer("n") != 10 + clients);
  }

  private static Schedule shrunk(Checker checker) {
    return counterexample(checker).schedule();
  }

  private static Counterexample<ServerState, Session, Request, Reply, DatabaseView> counterexample(Checker checker) {
    var verdict = checker.check(Stock.CARELESS_INCREMENTS.scenario()).of(Stock.COUNTED).orElseThrow();
    return ((Verdict.Violated<Counterexample<ServerState, Session, Request, Reply, DatabaseView>>) verdict).counterexample().orElseThrow();
  }
}
