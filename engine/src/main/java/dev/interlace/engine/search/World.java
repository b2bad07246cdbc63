package dev.interlace.engine.search;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.fault.Outage;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.ClientResult;
import dev.interlace.engine.state.Hashing;
import dev.interlace.engine.system.Alarm;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Footprint;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.time.SimTime;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The core of every search: a system and its clients as a space of small int tuples.
 *
 * <p><b>Shape of a state:</b> the id of the shared state, the faults used so far, then per client its local id. What a step does
 * is remembered under these numbers, so that after a while no user code and no command is run any more.
 *
 * <p><b>Threads:</b> any number may expand states, tell them apart and say what numbers mean; see {@link Questions}.
 */
public final class World<S, C, Q, R, V> implements StateSpace {
  private static final int SHARED = 0;
  private static final int FAULTS = 1;
  private static final int LOCALS = 2;

  private final Learnt<S, C, Q, R, V> learnt;
  private final FaultBudget budget;
  final Executions<S, C, Q, R> executions;
  private final List<Client<Q, R>> programs;
  private final ClientSteps<S, C, Q, R>[] clients;
  private final Twins twins;
  final Deaths deaths;
  final EnvironmentSteps<S> environment;
  final Outages<S> outages;

  public World(SystemModel<S, C, Q, R, V> model, List<Client<Q, R>> clients, FaultBudget budget) {
    this(model, clients, budget, false);
  }

  /**
   * @param isSymmetric whether states are taken for the same that differ only in which of the clients with the same program is where. Of several
   *     such clients in the same place only the first then steps.
   */
  public World(SystemModel<S, C, Q, R, V> model, List<Client<Q, R>> clients, FaultBudget budget, boolean isSymmetric) {
    this(Learnt.nothing(model), Collections.emptyMap(), clients, budget, isSymmetric);
  }

  /**
   * A world of the same system that knows what {@code relative} knows of it and of the clients that they have in common, and the other way round: so nothing is
   * executed, and no code is run, for both. The programs of its other clients are trusted to do the same twice. It cannot be saved.
   */
  public World(World<S, C, Q, R, V> relative, List<Client<Q, R>> clients, FaultBudget budget, boolean isSymmetric) {
    this(relative.learnt, ClientSteps.byClient(relative.programs, relative.clients), clients, budget, isSymmetric);
  }

  private World(
      Learnt<S, C, Q, R, V> learnt, Map<Client<Q, R>, ClientSteps<S, C, Q, R>> known, List<Client<Q, R>> clients, FaultBudget budget, boolean isSymmetric) {
    this.learnt = learnt;
    this.budget = budget;
    programs = List.copyOf(clients);
    executions = learnt.executions();
    environment = learnt.environment();
    outages = learnt.outages();
    twins = new Twins(programs, LOCALS, isSymmetric);
    this.clients = ClientSteps.of(programs, twins, executions, known);
    deaths = new Deaths(executions, programs, this.clients);
  }

  @Override
  public Optional<StateSpace> forAnotherThread() {
    return Optional.of(this);
  }

  @Override
  public int width() {
    return LOCALS + clients.length;
  }

  @Override
  public int[] initial() {
    var state = new int[width()];
    for (var c = 0; c < clients.length; c++) {
      state[LOCALS + c] = clients[c].initial();
    }
    return state;
  }

  /** Alarms of clients that die without having sent anything. */
  public List<Alarm> initialAlarms() {
    return deaths.initial();
  }

  @Override
  public long fingerprint(int[] data, int offset) {
    var sum = Hashing.share(SHARED, data[offset + SHARED]) + Hashing.share(FAULTS, data[offset + FAULTS]);
    for (var c = 0; c < clients.length; c++) {
      sum += twins.share(c, data[offset + LOCALS + c]);
    }
    return sum;
  }

  @Override
  public void canonical(int[] data, int offset, int[] target) {
    System.arraycopy(data, offset, target, 0, width());
    twins.sort(target);
  }

  Twins twins() {
    return twins;
  }

  @Override
  public void expand(int[] state, Successors out) {
    out.clear();
    var fingerprint = fingerprint(state, 0);
    if (FaultBudget.isGoingDown(state[FAULTS])) {
      out.noteProgress();
      expandOutages(state, fingerprint, out);
      return;
    }
    for (var c = 0; c < clients.length; c++) {
      if (!twins.isRedundant(state, c)) {
        expandClient(state, fingerprint, c, out);
      }
    }
    if (!isEnded(state, 0)) {
      expandEnvironment(state, fingerprint, out);
      if (!budget.isNone()) {
        expandFaults(state, fingerprint, out);
      }
    }
    if (mayGoDown(state)) {
      expandOutages(state, fingerprint, out);
    }
  }

  /** Whether the whole system may still go down, or is going down. */
  boolean mayGoDown(int[] state) {
    return budget.hasOutages() && budget.allowsOutage(state[FAULTS]);
  }

  /** Adds the last requests that may be executed while the system goes down, then the ways in which it may come up again. */
  private void expandOutages(int[] state, long fingerprint, Successors out) {
    var used = state[FAULTS];
    var goingDown = FaultBudget.isGoingDown(used) ? state[SHARED] : outages.goingDown(state[SHARED]);
    for (var c = 0; c < clients.length; c++) {
      if (!clients[c].isEnded(state[LOCALS + c]) && !twins.isRedundant(state, c)) {
        expandClient(state, fingerprint, c, clients[c].inFlight(goingDown, state[LOCALS + c]), FaultBudget.goingDown(used), out);
      }
    }
    for (var outage : Outage.values()) {
      if (budget.allows(outage, used)) {
        var after = FaultBudget.oneMore(outage, used);
        addRestarts(state, outages.restarts(goingDown, outage, !budget.allowsOutage(after)), after, out);
      }
    }
  }

  private void addRestarts(int[] state, int first, int used, Successors out) {
    for (var i = 0; i < outages.log.get(first); i++) {
      var at = first + 1 + i * Outages.STRIDE;
      var target = out.add(outages.log.get(at + Outages.CODE), outages.log.get(at + Outages.ALARMS), 0, -1);
      var data = out.data();
      data[target + SHARED] = outages.log.get(at + Outages.SHARED);
      data[target + FAULTS] = used;
      for (var c = 0; c < clients.length; c++) {
        data[target + LOCALS + c] = clients[c].severed(state[LOCALS + c]);
      }
      out.mark(fingerprint(data, target));
    }
  }

  void expandClient(int[] state, long fingerprint, int c, Successors out) {
    var steps = clients[c];
    var local = state[LOCALS + c];
    if (steps.isEnded(local)) {
      return;
    }
    expandClient(state, fingerprint, c, steps.steps(state[SHARED], local), out);
  }

  /** The same for one whose steps are known to lie at {@code first} in its log. */
  void expandClient(int[] state, long fingerprint, int c, int first, Successors out) {
    if (expandClient(state, fingerprint, c, first, state[FAULTS], out)) {
      out.noteProgress();
    }
  }

  private boolean expandClient(int[] state, long fingerprint, int c, int first, int faultsUsed, Successors out) {
    var count = clients[c].log.get(first);
    for (var i = 0; i < count; i++) {
      addStep(state, fingerprint, c, first + ClientSteps.HEAD + i * ClientSteps.STRIDE, faultsUsed, out);
    }
    return count > 0;
  }

  private void addStep(int[] state, long fingerprint, int c, int at, int faultsUsed, Successors out) {
    var log = clients[c].log;
    var effect = log.get(at + ClientSteps.EFFECT);
    var death = log.get(at + ClientSteps.DEATH);
    var raised = log.get(at + ClientSteps.ALARMS);
    var code = Code.ofClient(log.get(at + ClientSteps.CODE), c);
    var target = out.add(code, death < 0 ? raised : deaths.with(raised, c, death), effect, log.get(at + ClientSteps.RAW));
    var data = out.data();
    System.arraycopy(state, 0, data, target, LOCALS + clients.length);
    var after = fingerprint;
    var shared = log.get(at + ClientSteps.SHARED);
    if (shared != state[SHARED]) {
      data[target + SHARED] = shared;
      after += Hashing.share(SHARED, shared) - Hashing.share(SHARED, state[SHARED]);
    }
    if (faultsUsed != state[FAULTS]) {
      data[target + FAULTS] = faultsUsed;
      after += Hashing.share(FAULTS, faultsUsed) - Hashing.share(FAULTS, state[FAULTS]);
    }
    if (effect != 0) {
      after += observe(state, effect, c, data, target);
    }
    var local = log.get(at + ClientSteps.LOCAL);
    data[target + LOCALS + c] = local;
    out.mark(after + twins.share(c, local) - twins.share(c, state[LOCALS + c]));
  }

  /** Lets all but {@code actor} notice {@code effect}; answers by how much the fingerprint changes. */
  private long observe(int[] state, int effect, int actor, int[] data, int target) {
    var change = 0L;
    for (var c = 0; c < clients.length; c++) {
      var local = state[LOCALS + c];
      var after = c == actor ? local : clients[c].observe(local, effect);
      if (after != local) {
        data[target + LOCALS + c] = after;
        change += twins.share(c, after) - twins.share(c, local);
      }
    }
    return change;
  }

  void expandEnvironment(int[] state, long fingerprint, Successors out) {
    var first = environment(state);
    var log = environment.log;
    for (var i = 0; i < log.get(first); i++) {
      var at = first + 1 + i * EnvironmentSteps.STRIDE;
      var effect = log.get(at + EnvironmentSteps.EFFECT);
      var shared = log.get(at + EnvironmentSteps.SHARED);
      var target = out.add(log.get(at + EnvironmentSteps.CODE), 0, effect, -1);
      var data = out.data();
      out.noteProgress();
      System.arraycopy(state, 0, data, target, LOCALS + clients.length);
      data[target + SHARED] = shared;
      var after = fingerprint + Hashing.share(SHARED, shared) - Hashing.share(SHARED, state[SHARED]);
      out.mark(effect == 0 ? after : after + observe(state, effect, -1, data, target));
    }
  }

  /** Describes the steps of an expansion; faults and steps of the environment depend on everything. */
  void describe(Successors out, Moves moves) {
    moves.truncate(0);
    for (var i = 0; i < out.count(); i++) {
      var code = out.code(i);
      var kind = Code.kind(code);
      var actor = Code.isNobodys(code) ? clients.length : Code.client(code);
      if (kind == Code.RUN) {
        var raw = out.raw(i);
        moves.add(code, actor, executions.reads(raw), executions.writes(raw), executions.noticed(raw));
      } else {
        moves.add(code, actor, -1L, -1L, 0);
      }
    }
  }

  /** The clients that have not ended, as bits; of at most 64. */
  long active(int[] state) {
    var active = 0L;
    for (var c = 0; c < clients.length; c++) {
      active |= clients[c].isEnded(state[LOCALS + c]) ? 0 : 1L << c;
    }
    return active;
  }

  /** What must be written for client {@code c}, which waits, to go on. */
  long awaited(int[] state, int c) {
    return clients[c].reads(clients[c].steps(state[SHARED], state[LOCALS + c]));
  }

  /** Whether the environment can step from {@code state}, in which some client has not ended. */
  boolean hasEnvironmentSteps(int[] state) {
    return environment.log.get(environment(state)) > 0;
  }

  /** All that is known of what the environment reads. */
  long environmentReads() {
    return environment.reads();
  }

  /** All that is known of what the environment writes. */
  long environmentWrites() {
    return environment.writes();
  }

  /** Whether a fault can still happen after {@code state}. */
  boolean mayFail(int[] state) {
    return budget.allowsReplyLost(state[FAULTS]) || budget.allowsConnectionDropped(state[FAULTS]);
  }

  /** Where the log of the environment says what it can do. */
  private int environment(int[] state) {
    var wake = SimTime.NEVER.millis();
    for (var c = 0; c < clients.length; c++) {
      wake = Math.min(wake, clients[c].wakeMillis(state[LOCALS + c]));
    }
    return environment.steps(state[SHARED], wake);
  }

  private void expandFaults(int[] state, long fingerprint, Successors out) {
    for (var c = 0; c < clients.length; c++) {
      if (!clients[c].isEnded(state[LOCALS + c]) && !twins.isRedundant(state, c)) {
        expandFaults(state, fingerprint, c, out);
      }
    }
  }

  /** Adds the faults that can still hit client {@code c}, which has not ended. */
  void expandFaults(int[] state, long fingerprint, int c, Successors out) {
    var used = state[FAULTS];
    var steps = clients[c];
    var first = steps.faults(state[SHARED], state[LOCALS + c]);
    var count = steps.log.get(first);
    for (var i = 0; i < count; i++) {
      var at = first + ClientSteps.HEAD + i * ClientSteps.STRIDE;
      var isDrop = Code.kind(steps.log.get(at)) == Code.DROP_CONNECTION;
      if (isDrop ? budget.allowsConnectionDropped(used) : budget.allowsReplyLost(used)) {
        addStep(state, fingerprint, c, at, isDrop ? FaultBudget.oneMoreConnectionDropped(used) : FaultBudget.oneMoreReplyLost(used), out);
      }
    }
  }

  @Override
  public boolean isEnded(int[] data, int offset) {
    var c = 0;
    while (c < clients.length && clients[c].isEnded(data[offset + LOCALS + c])) {
      c++;
    }
    return c == clients.length;
  }

  @Override
  public long bytes() {
    var bytes = executions.bytes() + environment.log.bytes() + outages.bytes();
    for (var c = 0; c < clients.length; c++) {
      bytes += twins.first(c) == c ? clients[c].bytes() : 0;
    }
    return bytes;
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    executions.questions.save(out);
    out.writeLong(executions.digest());
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    Questions.restore(in, this);
    if (in.readLong() != executions.digest()) {
      throw new NotThisSearch(Questions.CHANGED);
    }
  }

  /** Asks somebody else's code about values of this world, which other threads leave alone so long: values may not be as immutable as they look. */
  public boolean ask(BooleanSupplier question) {
    synchronized (executions.questions) {
      return question.getAsBoolean();
    }
  }

  // What the numbers mean.

  public int clientCount() {
    return clients.length;
  }

  public Client<Q, R> client(int c) {
    return programs.get(c);
  }

  ClientSteps<S, C, Q, R> steps(int c) {
    return clients[c];
  }

  static int local(int[] data, int offset, int c) {
    return data[offset + LOCALS + c];
  }

  /** The id of the shared state. Ids count from 0. */
  public int shared(int[] data, int offset) {
    return data[offset + SHARED];
  }

  public S sharedValue(int shared) {
    return executions.shared.valueOf(shared);
  }

  /** The id of what an application sees of the shared state; ids count from 0. */
  public int view(int shared) {
    return learnt.views().of(shared);
  }

  public V viewValue(int view) {
    return learnt.views().valueOf(view);
  }

  public List<Alarm> alarms(int alarms) {
    return executions.alarms.valueOf(alarms);
  }

  /** What the operations of client {@code c} returned so far. */
  public ClientResult result(int[] data, int offset, int c) {
    return clients[c].tree.result(clients[c].node(data[offset + LOCALS + c]));
  }

  /**
   * What is compared of a state in which every client has ended. <b>Shape:</b> the view, then per client a number that stands for
   * its result.
   */
  public int[] outcome(int[] data, int offset) {
    var outcome = new int[1 + clients.length];
    outcome[0] = view(data[offset + SHARED]);
    for (var c = 0; c < clients.length; c++) {
      outcome[1 + c] = clients[c].node(data[offset + LOCALS + c]);
    }
    return outcome;
  }

  /** The result of client {@code c} in an outcome. */
  public ClientResult result(int[] outcome, int c) {
    return clients[c].tree.result(outcome[1 + c]);
  }

  /** The pending request of client {@code c} and the index of its operation; empty if it has ended. */
  public Optional<Pending<Q>> pending(int[] state, int c) {
    var local = state[LOCALS + c];
    if (clients[c].isEnded(local)) {
      return Optional.empty();
    }
    var node = clients[c].node(local);
    return Optional.of(new Pending<>(clients[c].tree.operation(node), clients[c].tree.request(node)));
  }

  public record Pending<Q>(int operation, Q request) {}

  /** What the raw outcome behind step {@code i} of an expansion was; empty if nothing was executed. */
  public Optional<Executed<R>> executed(Successors out, int i) {
    var raw = out.raw(i);
    if (raw < 0) {
      return Optional.empty();
    }
    var reply = executions.kind(raw) == Executions.ANSWERED ? Optional.of(executions.reply(raw)) : Optional.<R>empty();
    return Optional.of(new Executed<>(reply, executions.kind(raw) == Executions.DROPPED, executions.footprint(raw)));
  }

  /** A request's reply, empty if it waits on or the system had closed the connection, and its footprint. */
  public record Executed<R>(Optional<R> reply, boolean isDropped, Footprint footprint) {}

  public Effect effect(Successors out, int i) {
    return executions.effects.valueOf(out.effect(i));
  }

  public Choice choice(int code) {
    return switch (Code.kind(code)) {
      case Code.RUN -> new Choice.Run(programs.get(Code.client(code)).name(), Code.outcome(code));
      case Code.LOSE_REPLY -> new Choice.LoseReply(programs.get(Code.client(code)).name(), Code.outcome(code));
      case Code.DROP_CONNECTION -> new Choice.DropConnection(programs.get(Code.client(code)).name());
      case Code.IN_FLIGHT -> new Choice.InFlight(programs.get(Code.client(code)).name(), Code.outcome(code));
      case Code.OUTAGE -> outages.choice(code);
      default -> new Choice.Environment(environment.label(code));
    };
  }

  /** The client that a step belongs to, or -1 if it is no client's. */
  public int actor(int code) {
    return Code.isNobodys(code) ? -1 : Code.client(code);
  }

  public Schedule schedule(int[] codes) {
    return new Schedule(Arrays.stream(codes).mapToObj(this::choice).toList());
  }
}
