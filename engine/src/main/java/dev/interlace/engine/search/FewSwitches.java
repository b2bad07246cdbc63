package dev.interlace.engine.search;

import java.util.Arrays;

/**
 * A world in which a client is interrupted at most so many times: it steps on until it has ended or cannot, unless one of the interruptions is spent. Most bugs
 * need few (Musuvathi and Qadeer 2007).
 *
 * <p><b>Shape of a state:</b> that of the world, the interruptions spent, and the client that stepped last + 1, 0 for none. Steps of the environment and
 * faults interrupt nobody.
 */
public final class FewSwitches implements StateSpace {
  private final World<?, ?, ?, ?, ?> world;
  private final int most;
  private final Successors inner;
  private final int[] state;

  public FewSwitches(World<?, ?, ?, ?, ?> world, int most) {
    this.world = world;
    this.most = most;
    inner = new Successors(world.width());
    state = new int[world.width()];
  }

  @Override
  public int width() {
    return world.width() + 2;
  }

  @Override
  public int[] initial() {
    return Arrays.copyOf(world.initial(), width());
  }

  @Override
  public boolean isEnded(int[] data, int offset) {
    return world.isEnded(data, offset);
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
        add(i, cost, Code.kind(inner.code(i)) == Code.RUN ? Code.client(inner.code(i)) + 1 : last, out);
      }
    }
    if (!inner.isStuck()) {
      out.noteProgress();
    }
  }

  private void add(int i, int spent, int last, Successors out) {
    var target = out.add(inner.code(i), inner.alarms(i), inner.effect(i), inner.raw(i));
    System.arraycopy(inner.data(), inner.offset(i), out.data(), target, state.length);
    out.data()[target + state.length] = spent;
    out.data()[target + state.length + 1] = last;
    out.mark(fingerprint(out.data(), target));
  }
}
