package dev.interlace.engine.parallel;

import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of workers that do one task at a time together: the thread that asks is the first of them, and goes on when all have finished. What
 * was written before a task or in it is seen by everybody after it.
 *
 * <p>Who hands out the work inside a task must see to it that the result does not depend on who does what, or when.
 */
public final class Crew implements AutoCloseable {
  /** Programs and scripts run on these stacks, and may be deep. */
  private static final long STACK_BYTES = 64L << 20;
  /** Looks before somebody who waits goes to sleep: some tens of microseconds, about what waking up costs. */
  private static final int SPINS = 2_000;

  private final int size;
  private final @Nullable Throwable[] failures;
  private @Nullable IntConsumer task;
  private volatile int round;
  private volatile int busy;
  private boolean isStarted;
  private volatile boolean isClosed;

  /** Of {@code size} workers, at least 1; threads are started when they are first needed. */
  public Crew(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a crew of " + size);
    }
    this.size = size;
    failures = new Throwable[size];
  }

  public int size() {
    return size;
  }

  /**
   * Lets every worker do {@code work}, which is given its number.
   *
   * <p><b>Errors:</b> what the first worker throws, or else the next.
   */
  public void run(IntConsumer work) {
    if (size > 1) {
      begin(work);
    }
    act(work, 0);
    if (size > 1) {
      end();
    }
    for (var i = 0; i < size; i++) {
      throwAgain(failures[i]);
    }
  }

  /** Throws what a task threw, if it threw anything. */
  public static void throwAgain(@Nullable Throwable thrown) {
    switch (thrown) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException failure -> throw failure;
      default -> throw new IllegalStateException(thrown);
    }
  }

  private synchronized void begin(IntConsumer work) {
    if (!isStarted) {
      isStarted = true;
      for (var i = 1; i < size; i++) {
        var number = i;
        var thread = new Thread(null, () -> serve(number), "interlace-" + number, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
      }
    }
    task = work;
    busy = size - 1;
    round++;
    notifyAll();
  }

  private void end() {
    waitUntil(() -> busy == 0);
  }

  private void serve(int number) {
    for (var last = 0; ; last++) {
      var work = next(last);
      if (work == null) {
        return;
      }
      act(work, number);
      finish();
    }
  }

  private @Nullable IntConsumer next(int last) {
    waitUntil(() -> round > last || isClosed);
    return isClosed ? null : task;
  }

  private synchronized void finish() {
    if (--busy == 0) {
      notifyAll();
    }
  }

  private void act(IntConsumer work, int number) {
    failures[number] = null;
    try {
      work.accept(number);
    } catch (RuntimeException | Error thrown) { // whatever it is, it is thrown again where the task was given
      failures[number] = thrown;
    }
  }

  /** An interruption is kept for later: half a task is of no use to anybody. */
  private void waitUntil(BooleanSupplier condition) {
    for (var i = 0; i < SPINS; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.onSpinWait();
    }
    sleepUntil(condition);
  }

  private synchronized void sleepUntil(BooleanSupplier condition) {
    var isInterrupted = false;
    while (!condition.getAsBoolean()) {
      try {
        wait();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends everybody home. */
  @Override
  public synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
