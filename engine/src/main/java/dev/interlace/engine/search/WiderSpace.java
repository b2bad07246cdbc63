package dev.interlace.engine.search;

import java.util.Arrays;

/** A world whose states carry a few more numbers, behind those of the world, which say what its steps do not tell. */
abstract sealed class WiderSpace implements StateSpace permits SerialSpace, FewSwitches {
  final World<?, ?, ?, ?, ?> world;
  /** Steps of the world alone. */
  final Successors inner;
  /** The world's part of the state that is expanded. */
  final int[] state;
  private final int more;

  WiderSpace(World<?, ?, ?, ?, ?> world, int more) {
    this.world = world;
    this.more = more;
    inner = new Successors(world.width());
    state = new int[world.width()];
  }

  @Override
  public int width() {
    return state.length + more;
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
  public long bytes() {
    return world.bytes();
  }

  /** Adds step {@code i} of {@link #inner}, with {@code further} numbers behind its state. */
  final void copy(int i, Successors out, int... further) {
    var target = out.add(inner.code(i), inner.alarms(i), inner.effect(i), inner.raw(i));
    System.arraycopy(inner.data(), inner.offset(i), out.data(), target, state.length);
    System.arraycopy(further, 0, out.data(), target + state.length, more);
    out.mark(fingerprint(out.data(), target));
  }
}
