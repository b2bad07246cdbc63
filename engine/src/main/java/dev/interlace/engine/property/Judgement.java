package dev.interlace.engine.property;

import dev.interlace.engine.program.ClientResult;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.search.NotThisSearch;
import dev.interlace.engine.search.Schedule;
import dev.interlace.engine.search.Visitor;
import dev.interlace.engine.search.World;
import dev.interlace.engine.state.TupleTable;
import dev.interlace.engine.system.BuiltIn;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  private final Scenario<?, ?, ?, ?, V> scenario;
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
    this.scenario = scenario;
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
          if (!findings.containsKey(always.name()) && !askAlone(always.name(), () -> always.predicate().test(value))) {
            find(always.name(), Sentences.always(always.name(), value), trail.codes());
          }
        }
        case Property.Sometimes<V> sometimes -> {
          if (!reached.contains(sometimes.name()) && askAlone(sometimes.name(), () -> sometimes.predicate().test(value))) {
            reached.add(sometimes.name());
          }
        }
        case Property.AtEnd<V> atEnd -> {}
        case Property.SometimesAtEnd<V> atEnd -> {}
        case Property.Eventually<V> eventually -> {}
        case Property.Ends<V> ends -> {}
        case Property.NoAlarm<V> alarm -> {}
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
          if (!findings.containsKey(atEnd.name()) && !askAlone(atEnd.name(), () -> asked(atEnd.predicate(), value, results))) {
            find(atEnd.name(), Sentences.atEnd(atEnd.name(), value, results), trail.codes());
          }
        }
        case Property.SometimesAtEnd<V> atEnd -> {
          if (!reached.contains(atEnd.name()) && askAlone(atEnd.name(), () -> asked(atEnd.predicate(), value, results))) {
            reached.add(atEnd.name());
          }
        }
        case Property.Always<V> always -> {}
        case Property.Sometimes<V> sometimes -> {}
        case Property.Eventually<V> eventually -> {}
        case Property.Ends<V> ends -> {}
        case Property.NoAlarm<V> alarm -> {}
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
      if (!Scenario.BUILT_IN.contains(alarm.property()) && !alarm.property().equals(BuiltIn.NO_LOST_WRITE)) {
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
  public void save(DataOutputStream out) throws IOException {
    writeText(out, identity());
    out.writeBoolean(isSymmetric);
    for (var seen : List.of(seenShared, seenViews, seenAlarms)) {
      var words = seen.toLongArray();
      out.writeInt(words.length);
      for (var word : words) {
        out.writeLong(word);
      }
    }
    out.writeInt(findings.size());
    for (var finding : findings.entrySet()) {
      writeText(out, finding.getKey());
      writeText(out, finding.getValue().sentence());
      writeText(out, String.join("\n", finding.getValue().schedule().toText()));
    }
    writeText(out, String.join("\n", reached));
    outcomes.save(out);
    for (var witness : witnesses) {
      out.writeInt(witness.length);
      for (var code : witness) {
        out.writeInt(code);
      }
    }
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    var saved = readText(in);
    if (!saved.equals(identity())) {
      throw new NotThisSearch("it is of another scenario:\n" + saved + "\nand not of\n" + identity());
    }
    if (in.readBoolean() != isSymmetric) {
      throw isSymmetric ? new NotSymmetric() : new NotThisSearch("it takes clients for each other");
    }
    for (var seen : List.of(seenShared, seenViews, seenAlarms)) {
      var words = new long[in.readInt()];
      for (var i = 0; i < words.length; i++) {
        words[i] = in.readLong();
      }
      seen.or(BitSet.valueOf(words));
    }
    findings.clear();
    for (var left = in.readInt(); left > 0; left--) {
      findings.put(readText(in), new Finding(readText(in), Schedule.parse(readText(in).lines().toList())));
    }
    reached.addAll(readText(in).lines().toList());
    outcomes.restore(in);
    while (witnesses.size() < outcomes.size()) {
      var witness = new int[in.readInt()];
      for (var i = 0; i < witness.length; i++) {
        witness[i] = in.readInt();
      }
      witnesses.add(witness);
    }
  }

  /** What makes a search this one and not another; what programs do is seen when they are run again. */
  private String identity() {
    var lines = new ArrayList<>(List.of(scenario.name(), scenario.bound(), scenario.versions(), "judged: " + wanted));
    for (var client : scenario.clients()) {
      lines.add(client.name() + ": " + client.operations().stream().map(Operation::name).toList());
    }
    lines.add("given: " + world.viewValue(world.view(world.shared(world.initial(), 0))));
    return String.join("\n", lines);
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
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

  private boolean askAlone(String property, BooleanSupplier predicate) {
    return world.ask(() -> ask(property, predicate));
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
