package dev.interlace.engine.search;

import java.util.Optional;

/** A space that asks another, for tests that change one answer. */
class PassingOn implements StateSpace {
  final StateSpace space;

  PassingOn(StateSpace space) {
    this.space = space;
  }

  @Override
  public Optional<StateSpace> forAnotherThread() {
    return space.forAnotherThread();
  }

  @Override
  public void mayLearn(boolean mayLearn) {
    space.mayLearn(mayLearn);
  }

  @Override
  public boolean mustStartOver() {
    return space.mustStartOver();
  }

  @Override
  public void startOver() {
    space.startOver();
  }

  @Override
  public int width() {
    return space.width();
  }

  @Override
  public int[] initial() {
    return space.initial();
  }

  @Override
  public void expand(int[] state, Successors out) {
    space.expand(state, out);
  }

  @Override
  public long fingerprint(int[] data, int offset) {
    return space.fingerprint(data, offset);
  }

  @Override
  public boolean isEnded(int[] data, int offset) {
    return space.isEnded(data, offset);
  }
}
