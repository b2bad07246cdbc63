package dev.interlace.engine.search;

import java.util.Optional;

/**
 * A world in which a client is interrupted at most so many times: it steps on until it has ended or cannot, unless one of the interruptions is spent. Most bugs
 * need few (Musuvathi and Qadeer 2007).
 *
 * <p><b>Shape of a state:</b> that of the world, the interruptions spent, and the client that stepped last + 1, 0 for none. Steps of the environment and
 * faults interrupt nobody.
 */
public final class FewSwitches extends WiderSpace {
  private final int most;

  public FewSwitches(World<?, ?, ?, ?, ?> world, int most) {
    super(world, 2);
    this.most = most;
  }

  @Override
  public Optional<StateSpace> forAnotherThread() {
    return Optional.of(new FewSwitches(world, most));
  }

  @Override
  public void expand(int[] from, Successors out) {
    System.arraycopy(from, 0, state, 0, state.length);
    var spent = from[state.length];
    var last = from[state.length + 1];
    world.expand(state, inner);
    out.clear();
    var canGoOn = false;
    for (var i = 0; i < inner.count(); i++) {
      canGoOn |= Code.kind(inner.code(i)) == Code.RUN && Code.client(inner.code(i)) + 1 == last;
    }
    for (var i = 0; i < inner.count(); i++) {
      var isOthers = Code.kind(inner.code(i)) == Code.RUN && Code.client(inner.code(i)) + 1 != last;
      var cost = spent + (isOthers && canGoOn ? 1 : 0);
      if (cost <= most) {
        copy(i, out, cost, Code.kind(inner.code(i)) == Code.RUN ? Code.client(inner.code(i)) + 1 : last);
      }
    }
    if (!inner.isStuck()) {
      out.noteProgress();
    }
  }
}
