package dev.interlace.engine.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The connection of one run of one operation: plays recorded replies, and suspends the program when they are used up. */
final class Tape<Q, R> implements Channel<Q, R> {
  private static final int RETHROWS = 10_000;

  private final String who;
  private final Thread owner = Thread.currentThread();
  private final AtomicReference<@Nullable String> stranger;
  private final Object[] replies;
  private final List<Q> sent = new ArrayList<>();
  /** How many replies had been read when the request beside it was sent. */
  private final List<Integer> sentAfter = new ArrayList<>();
  private final Deque<Context> enclosing = new ArrayDeque<>();
  private Context context;
  private int received;
  /** The first request in {@link #sent} whose reply was not read. */
  private int answered;
  private boolean isDown;
  private boolean isSuspended;
  private boolean isSwallowed;
  private int rethrows;

  /** @param stranger is given the name of any other thread than the one it is made on that uses it */
  Tape(String who, Context start, boolean isDown, Object[] replies, AtomicReference<@Nullable String> stranger) {
    this.who = who;
    this.stranger = stranger;
    this.replies = replies;
    this.isDown = isDown;
    context = start;
    enclosing.push(start);
  }

  /** A program that starts threads finds out on them, or else when it comes back. */
  private void checkThread() {
    if (Thread.currentThread() != owner) {
      stranger.compareAndSet(null, Thread.currentThread().getName());
      throw new IllegalStateException(who + ": the server can be asked on the thread only that the program is called on");
    }
  }

  @Override
  public void send(Q request) {
    checkThread();
    if (isSuspended) {
      return; // what a program sends while it unwinds, such as UNWATCH from a close(), never reaches a server
    }
    if (isDown) {
      throw new ConnectionLost();
    }
    sent.add(request);
    sentAfter.add(received);
  }

  @Override
  @SuppressWarnings("unchecked") // replies come from child(node, R) only, or are the marker
  public R receive() {
    checkThread();
    if (isSuspended) {
      throw again();
    }
    if (isDown) {
      throw new ConnectionLost();
    }
    if (answered == sent.size()) {
      throw new IllegalStateException("receive() without a request that has no reply yet");
    }
    if (received == replies.length) {
      isSuspended = true;
      throw Suspension.FIRST;
    }
    var reply = replies[received++];
    context = context.after(reply);
    if (reply == Context.LOST) {
      isDown = true;
      answered = sent.size();
      throw new ConnectionLost();
    }
    answered++;
    return (R) reply;
  }

  /**
   * A program that catches everything in an endless loop cannot be stopped from here; the least is that a person who wonders
   * finds the reason on the console.
   */
  private Error again() {
    if (++rethrows == RETHROWS) {
      System.err.println(who + ": has caught the suspension " + RETHROWS
          + " times and asks again; it catches Throwable or Error in a loop and will not end");
    }
    return new Suspension();
  }

  @Override
  public R ask(Q request) {
    var wasDown = isDown;
    isDown = false;
    try {
      return Channel.super.ask(request);
    } finally {
      isDown = wasDown;
    }
  }

  @Override
  public void reconnect() {
    isDown = false;
  }

  @Override
  public void mark(String label) {
    if (isSuspended) {
      throw again();
    }
    forget(enclosing.getFirst(), new Context.Mark(label, isDown));
  }

  @Override
  public <T> @Nullable T retry(OptionalInt tries, Callable<@Nullable T> attempt) throws Exception {
    var entry = context;
    for (var i = 1; tries.isEmpty() || i <= tries.getAsInt(); i++) {
      forget(entry, new Context.Attempt(tries.isPresent() ? OptionalInt.of(i) : tries, isDown));
      var before = received;
      var sentBefore = sent.size();
      enclosing.push(context);
      T result;
      try {
        result = attempt.call();
      } finally {
        enclosing.pop();
      }
      if (isSuspended) {
        isSwallowed = true;
        throw again();
      }
      if (result != null) {
        return result;
      }
      if (tries.isEmpty() && before == received && sentBefore == sent.size()) {
        throw new IllegalStateException("an attempt that sends nothing and reads nothing would be repeated for ever");
      }
    }
    forget(entry, new Context.Exhausted(isDown));
    return null;
  }

  /** Only where no reply is outstanding: otherwise what is read next would belong to what is forgotten. */
  private void forget(Context from, Object key) {
    if (answered == sent.size()) {
      context = from.after(key);
    }
  }

  Run<Q> finish(@Nullable OperationEnd end) {
    return new Run<>(context, sent, sentAfter, sent.subList(answered, sent.size()), received, isDown, isSuspended, end);
  }

  boolean isSuspended() {
    return isSuspended;
  }

  /** Whether an attempt returned although it was suspended. */
  boolean isSwallowed() {
    return isSwallowed;
  }
}
