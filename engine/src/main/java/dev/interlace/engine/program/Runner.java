package dev.interlace.engine.program;

import dev.interlace.engine.program.ProgramFault.Reason;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the operations of one client on given replies, and checks that they keep to the rules. */
final class Runner<Q, R> {
  /** Every one of the first runs is repeated, later one in so many. */
  private static final int REPEATED_FIRST = 512;

  private static final int REPEATED_ONE_IN = 16;

  private final Client<Q, R> client;
  private final Map<Start, Context> contexts = new HashMap<>();
  private final boolean isTrusted;
  /** The name of a thread that a program has started and that asked the server; null as long as there is none. */
  private final AtomicReference<@Nullable String> stranger = new AtomicReference<>();
  private int checked;

  Runner(Client<Q, R> client, boolean isTrusted) {
    this.client = client;
    this.isTrusted = isTrusted;
  }

  Context context(Start start) {
    return contexts.computeIfAbsent(start, absent -> new Context());
  }

  /** Runs the operation on {@code replies}; one that keeps to the rules reads all of them. */
  Run<Q> run(Start start, Object[] replies) {
    var operation = client.operations().get(start.operation());
    var who = "client " + client.name() + ", operation " + operation.name();
    var tape = new Tape<Q, R>(who, context(start), start.isDown(), replies, stranger);
    client.overseer().enters(who, replies.length);
    try {
      return tape.finish(play(operation, tape));
    } finally {
      client.overseer().leaves();
      checkThreads(operation);
    }
  }

  private void checkThreads(Operation<Q, R> operation) {
    var name = stranger.get();
    if (name != null) {
      throw new ProgramFault(client.name(), operation.name(), new Reason.OtherThread(name));
    }
  }

  /** How the operation ended, or null if it was suspended. */
  private @Nullable OperationEnd play(Operation<Q, R> operation, Tape<Q, R> tape) {
    try {
      var result = operation.program().run(tape);
      if (tape.isSuspended()) {
        throw new ProgramFault(client.name(), operation.name(), new Reason.SwallowedSuspension("returned " + result));
      }
      return new OperationEnd.Returned(withoutArrays(result));
    } catch (Suspension suspended) {
      if (tape.isSwallowed()) {
        throw new ProgramFault(client.name(), operation.name(), new Reason.SwallowedSuspension("an attempt returned"));
      }
      return null;
    } catch (StackOverflowError tooDeep) {
      throw new ProgramFault(client.name(), operation.name(), new Reason.TooDeep(recursion(tooDeep)));
    } catch (ProgramFault | VirtualMachineError fault) {
      throw fault;
    } catch (Throwable thrown) { // the one place that runs user code: whatever it throws is how the client died
      if (tape.isSuspended()) {
        throw new ProgramFault(client.name(), operation.name(), new Reason.SwallowedSuspension("threw " + thrown));
      }
      return new OperationEnd.Threw(Failure.of(thrown));
    }
  }

  /** The innermost place that comes again. */
  private static String recursion(StackOverflowError tooDeep) {
    var trace = List.of(tooDeep.getStackTrace());
    return trace.stream().filter(frame -> trace.indexOf(frame) < trace.lastIndexOf(frame)).findFirst().map(StackTraceElement::toString)
        .orElse("an unknown place");
  }

  /** Whether {@code run} did on the first of its replies what {@code earlier} did on the same. */
  void checkContinues(Start start, Run<Q> earlier, Object[] earlierReplies, Run<Q> run, Object[] replies) {
    if (run.received() < replies.length || !run.continues(earlier)) {
      throw fault(start, new Reason.Nondeterministic(earlier.describe(earlierReplies), run.describe(replies)));
    }
  }

  /** Whether the same replies lead to the same once more; sampled. */
  void checkTwice(Start start, Object[] replies, Run<Q> run) {
    if (isTrusted || ++checked > REPEATED_FIRST && checked % REPEATED_ONE_IN != 0) {
      return;
    }
    var again = run(start, replies);
    var sameRequests = again.sent().equals(run.sent()) && again.sentAfter().equals(run.sentAfter());
    if (sameRequests && again.received() == run.received() && again.leadsWhere(run)) {
      return;
    }
    if (sameRequests
        && run.end() instanceof OperationEnd.Returned(var once)
        && again.end() instanceof OperationEnd.Returned(var twice)) {
      var type = typeWithoutEquality(once, twice);
      if (type.isPresent()) {
        throw fault(start, new Reason.ResultWithoutEquality(type.get()));
      }
    }
    throw fault(start, new Reason.Nondeterministic(run.describe(replies), again.describe(replies)));
  }

  ProgramFault leak(Start start, Run<Q> run, Object[] replies, Run<Q> other, Object[] otherReplies) {
    return fault(start, new Reason.LeakingAttempt(run.describe(replies), other.describe(otherReplies)));
  }

  private ProgramFault fault(Start start, Reason reason) {
    return new ProgramFault(client.name(), client.operations().get(start.operation()).name(), reason);
  }

  private static Optional<String> typeWithoutEquality(@Nullable Object once, @Nullable Object twice) {
    if (once == null || twice == null || once.equals(twice)) {
      return Optional.empty();
    }
    if (once instanceof List<?> some && twice instanceof List<?> others) {
      for (var i = 0; i < Math.min(some.size(), others.size()); i++) {
        var type = typeWithoutEquality(some.get(i), others.get(i));
        if (type.isPresent()) {
          return type;
        }
      }
      return Optional.empty();
    }
    try {
      var declares = once.getClass().getMethod("equals", Object.class).getDeclaringClass();
      return declares == Object.class && once.getClass() == twice.getClass() ? Optional.of(once.getClass().getName()) : Optional.empty();
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Arrays become lists, at every depth: they have no equality by content. */
  private static @Nullable Object withoutArrays(@Nullable Object value) {
    if (value instanceof List<?> list) {
      var copy = new ArrayList<@Nullable Object>(list.size());
      list.forEach(element -> copy.add(withoutArrays(element)));
      return Collections.unmodifiableList(copy);
    }
    if (value == null || !value.getClass().isArray()) {
      return value;
    }
    var copy = new ArrayList<@Nullable Object>();
    for (var i = 0; i < Array.getLength(value); i++) {
      copy.add(withoutArrays(Array.get(value, i)));
    }
    return Collections.unmodifiableList(copy);
  }
}
