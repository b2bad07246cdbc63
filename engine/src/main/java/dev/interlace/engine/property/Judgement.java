package dev.interlace.engine.property;

import dev.interlace.engine.program.ClientResult;
import dev.interlace.engine.search.Visitor;
import dev.interlace.engine.search.World;
import dev.interlace.engine.state.TupleTable;
import dev.interlace.engine.system.BuiltIn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/**
 * Judges every property while a search goes on, each predicate once per distinct argument; collects the outcomes, which are
 * judged afterwards.
 */
final class Judgement<V> implements Visitor {
  private final World<?, ?, ?, ?, V> world;
  private final List<Property<V>> properties;
  private final Set<String> wanted;
  private final int enough;
  private final boolean isSymmetric;
  private final BitSet seenShared = new BitSet();
  private final BitSet seenViews = new BitSet();
  private final BitSet seenAlarms = new BitSet();
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final Set<String> reached = new LinkedHashSet<>();
  /** The name of what an outcome violates that is a violation for the sake of a self-check only. */
  static final String SEEDED = "the seeded defect";

  private Optional<int[]> seeded = Optional.empty();
  final TupleTable outcomes;
  /** Per outcome the codes of the first execution that had it. */
  private final List<int[]> witnesses = new ArrayList<>();

  /** @param enough how many findings end the search */
  Judgement(World<?, ?, ?, ?, V> world, Scenario<?, ?, ?, ?, V> scenario, Set<String> wanted, int enough, boolean isSymmetric) {
    this.world = world;
    this.isSymmetric = isSymmetric;
    this.wanted = wanted;
    this.enough = enough;
    properties = scenario.properties().stream().filter(property -> wanted.contains(property.name())).toList();
    outcomes = new TupleTable(1 + world.clientCount());
    for (var alarm : world.initialAlarms()) {
      find(alarm.property(), alarm.sentence(), new int[0]);
    }
  }

  /** Declares an outcome a violation, of {@link #SEEDED}. */
  void seed(int[] outcome) {
    seeded = Optional.of(outcome);
    wanted.add(SEEDED);
  }

  @Override
  public void entered(int[] data, int offset, Trail trail) {
    var shared = world.shared(data, offset);
    if (seenShared.get(shared)) {
      return;
    }
    seenShared.set(shared);
    var view = world.view(shared);
    if (seenViews.get(view)) {
      return;
    }
    seenViews.set(view);
    var value = world.viewValue(view);
    for (var property : properties) {
      switch (property) {
        case Property.Always<V> always -> {
          if (!findings.containsKey(always.name()) && !ask(always.name(), () -> always.predicate().test(value))) {
            find(always.name(), Sentences.always(always.name(), value), trail.codes());
          }
        }
        case Property.Sometimes<V> sometimes -> {
          if (!reached.contains(sometimes.name()) && ask(sometimes.name(), () -> sometimes.predicate().test(value))) {
            reached.add(sometimes.name());
          }
        }
        case Property.AtEnd<V> atEnd -> {}
        case Property.SometimesAtEnd<V> atEnd -> {}
        case Property.Eventually<V> eventually -> {}
        case Property.Ends<V> ends -> {}
      }
    }
  }

  @Override
  public void ended(int[] data, int offset, Trail trail) {
    var outcome = world.outcome(data, offset);
    if (!outcomes.add(outcome, 0)) {
      return;
    }
    witnesses.add(trail.codes());
    if (seeded.isPresent() && Arrays.equals(seeded.get(), outcome)) {
      find(SEEDED, "seeded", trail.codes());
    }
    var value = world.viewValue(outcome[0]);
    var results = results(world, outcome);
    for (var property : properties) {
      switch (property) {
        case Property.AtEnd<V> atEnd -> {
          if (!findings.containsKey(atEnd.name()) && !ask(atEnd.name(), () -> asked(atEnd.predicate(), value, results))) {
            find(atEnd.name(), Sentences.atEnd(atEnd.name(), value, results), trail.codes());
          }
        }
        case Property.SometimesAtEnd<V> atEnd -> {
          if (!reached.contains(atEnd.name()) && ask(atEnd.name(), () -> asked(atEnd.predicate(), value, results))) {
            reached.add(atEnd.name());
          }
        }
        case Property.Always<V> always -> {}
        case Property.Sometimes<V> sometimes -> {}
        case Property.Eventually<V> eventually -> {}
        case Property.Ends<V> ends -> {}
      }
    }
  }

  private boolean asked(BiPredicate<V, Results> predicate, V view, Results results) {
    var fresh = isSymmetric ? results.copy() : results;
    var answer = predicate.test(view, fresh);
    if (isSymmetric && fresh.isAsked()) {
      throw new NotSymmetric();
    }
    return answer;
  }

  @Override
  public void alarmed(int alarms, Trail trail) {
    if (seenAlarms.get(alarms)) {
      return;
    }
    seenAlarms.set(alarms);
    for (var alarm : world.alarms(alarms)) {
      if (!Scenario.BUILT_IN.contains(alarm.property())) {
        throw new IllegalStateException("an alarm names no built-in property: " + alarm);
      }
      find(alarm.property(), alarm.sentence(), trail.codes());
    }
  }

  @Override
  public void deadlocked(int[] data, int offset, Trail trail) {
    if (wanted.contains(BuiltIn.NO_DEADLOCK) && !findings.containsKey(BuiltIn.NO_DEADLOCK)) {
      find(BuiltIn.NO_DEADLOCK, Sentences.deadlock(world, data, offset), trail.codes());
    }
  }

  @Override
  public boolean wantsMore() {
    return findings.size() < enough;
  }

  void find(String property, String sentence, int[] codes) {
    if (wanted.contains(property)) {
      findings.putIfAbsent(property, new Finding(sentence, world.schedule(codes)));
    }
  }

  Optional<Finding> finding(String property) {
    return Optional.ofNullable(findings.get(property));
  }

  boolean isReached(String property) {
    return reached.contains(property);
  }

  int[] witness(int outcome) {
    return witnesses.get(outcome);
  }

  static Results results(World<?, ?, ?, ?, ?> world, int[] outcome) {
    var clients = new ArrayList<String>();
    var results = new ArrayList<ClientResult>();
    for (var c = 0; c < world.clientCount(); c++) {
      clients.add(world.client(c).name());
      results.add(world.result(outcome, c));
    }
    return new Results(clients, results);
  }

  static boolean ask(String property, BooleanSupplier predicate) {
    try {
      return predicate.getAsBoolean();
    } catch (NotInScenario | NotSymmetric passedOn) {
      throw passedOn;
    } catch (RuntimeException thrown) { // whatever a user's predicate throws, it must come out under the property's name
      throw new PropertyFailed(property, thrown);
    }
  }
}
