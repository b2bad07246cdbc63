package dev.interlace.engine.search;

import dev.interlace.engine.program.OperationEnd;
import java.util.List;

/**
 * The executions of a {@link World} in which operations do not overlap: the specification that the programs are of themselves.
 * Once an operation has started no other client steps until it ends; the environment may step anywhere; there are no faults.
 *
 * <p><b>Shape of a state:</b> that of the world, and the index + 1 of the client whose operation is running, 0 if none is.
 */
public final class SerialSpace extends WiderSpace {
  /** What operations may be made to do besides running as they are written. */
  public enum Mode {
    /** Nothing: every operation runs as it is written. */
    PLAIN,
    /** An operation that says it was aborted is left out altogether; one that runs must not say so. */
    WITHOUT_ABORTED,
    /** An operation that says it was aborted may have run up to any point. */
    WITH_PART_OF_ABORTED
  }

  /** Which ends of operations mean "aborted". */
  public interface Aborts {
    /** The aborted ends that operation {@code operation} of client {@code client} is known to have, in a fixed order. */
    List<OperationEnd> of(int client, int operation);
  }

  private final Mode mode;
  private final Aborts aborts;

  public SerialSpace(World<?, ?, ?, ?, ?> world, Mode mode, Aborts aborts) {
    super(world, 1);
    this.mode = mode;
    this.aborts = aborts;
  }

  @Override
  public void expand(int[] from, Successors out) {
    System.arraycopy(from, 0, state, 0, state.length);
    var running = from[state.length] - 1;
    out.clear();
    if (world.isEnded(state, 0)) {
      return;
    }
    inner.clear();
    for (var c = 0; c < world.clientCount(); c++) {
      if (running < 0 || running == c) {
        world.expandClient(state, 0, c, inner);
      }
    }
    world.expandEnvironment(state, 0, inner);
    for (var i = 0; i < inner.count(); i++) {
      add(i, running, out);
    }
    for (var c = 0; c < world.clientCount(); c++) {
      if (running < 0 || running == c && mode == Mode.WITH_PART_OF_ABORTED) {
        addCuts(c, out);
      }
    }
    if (running >= 0) {
      out.noteProgress(); // an operation that cannot go on alone is a dead end of this specification, not a deadlock
    }
  }

  private void add(int i, int running, Successors out) {
    var code = inner.code(i);
    out.noteProgress();
    if (Code.kind(code) == Code.ENVIRONMENT) {
      copy(i, out, running + 1);
      return;
    }
    var c = Code.client(code);
    var steps = world.steps(c);
    var before = steps.node(World.local(state, 0, c));
    var after = steps.node(World.local(inner.data(), inner.offset(i), c));
    var operation = steps.tree.operation(before);
    if (!steps.tree.isEnded(after) && steps.tree.operation(after) == operation) {
      copy(i, out, c + 1);
      return;
    }
    var end = steps.tree.result(after).end(operation).orElseThrow();
    var known = mode == Mode.PLAIN ? List.<OperationEnd>of() : aborts.of(c, operation);
    if (mode != Mode.WITHOUT_ABORTED || !known.contains(end)) {
      copy(i, out, 0);
    }
    if (mode == Mode.WITH_PART_OF_ABORTED) {
      for (var other : known) {
        copy(i, out, 0);
        replaceLocal(out, c, steps.cutAfter(World.local(state, 0, c), inner.raw(i), other));
      }
    }
  }

  private void addCuts(int c, Successors out) {
    var steps = world.steps(c);
    var local = World.local(state, 0, c);
    if (mode == Mode.PLAIN || steps.isEnded(local) || steps.isUnderWay(local)) {
      return;
    }
    for (var end : aborts.of(c, steps.tree.operation(steps.node(local)))) {
      out.noteProgress();
      var target = out.add(Code.CUT, 0, 0, -1);
      System.arraycopy(state, 0, out.data(), target, state.length);
      out.data()[target + state.length] = 0;
      replaceLocal(out, c, steps.cut(local, end));
    }
  }

  private void replaceLocal(Successors out, int c, int local) {
    var at = out.offset(out.count() - 1);
    out.data()[at + 2 + c] = local;
    out.mark(fingerprint(out.data(), at));
  }
}
