package dev.interlace.properties.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C: asks the searches to stop, and lets the process end only when they have told what they know. */
final class Interruption implements AutoCloseable {
  private static final int SECONDS_TO_STOP = 60;

  private final CountDownLatch isOver = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "interrupted");
  private volatile boolean isAsked;

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    isAsked = true;
    try {
      if (isOver.await(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ExitCode.UNDECIDED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why to stop, if somebody wishes it. */
  Optional<String> reason() {
    return isAsked ? Optional.of("interrupted") : Optional.empty();
  }

  /** Everything has been told. */
  @Override
  public void close() {
    isOver.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyRunning) {
      // it is the hook that ended the search
    }
  }
}
