package dev.interlace.properties.soundness;

import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.ConnectionLost;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A connection that plays back what was answered so far; nothing is forgotten, an attempt is a loop like any other. */
final class Wire<Q, R> implements Channel<Q, R> {
  /** Played back where the connection went down. */
  static final Object LOSS = new Object();

  /** Thrown where more would have to be known. */
  static final class Pause extends Error {
    Pause() {
      super("", null, false, false);
    }
  }

  private final List<Object> played;
  private final List<Q> unanswered = new ArrayList<>();
  private int position;
  private boolean isDown;

  Wire(List<Object> played, boolean isDown) {
    this.played = played;
    this.isDown = isDown;
  }

  List<Q> unanswered() {
    return List.copyOf(unanswered);
  }

  boolean isDown() {
    return isDown;
  }

  @Override
  public void send(Q request) {
    if (isDown) {
      throw new ConnectionLost();
    }
    unanswered.add(request);
  }

  @Override
  @SuppressWarnings("unchecked") // what is played is a reply or the loss
  public R receive() {
    if (isDown) {
      throw new ConnectionLost();
    }
    if (position == played.size()) {
      throw new Pause();
    }
    var next = played.get(position++);
    if (next == LOSS) {
      unanswered.clear();
      isDown = true;
      throw new ConnectionLost();
    }
    unanswered.removeFirst();
    return (R) next;
  }

  @Override
  public void reconnect() {
    isDown = false;
  }

  @Override
  public void mark(String label) {}

  @Override
  public <T> @Nullable T retry(OptionalInt tries, Callable<@Nullable T> attempt) throws Exception {
    for (var i = 0; i < tries.orElseThrow(); i++) {
      var result = attempt.call();
      if (result != null) {
        return result;
      }
    }
    return null;
  }
}
