package dev.interlace.model.serve;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What time it is for the server and its clients, in milliseconds since the epoch. */
sealed interface ServerClock {
  /** No instant. */
  long NEVER = Long.MAX_VALUE;

  long nowMillis();

  boolean isVirtual();

  /** Lets time pass until then: a virtual clock is moved, a real one waited for. */
  void moveTo(long millis);

  /** The clock of this machine. */
  record Real() implements ServerClock {
    @Override
    public long nowMillis() {
      return System.currentTimeMillis();
    }

    @Override
    public boolean isVirtual() {
      return false;
    }

    @Override
    public void moveTo(long millis) {
      for (var left = millis - nowMillis(); left > 0; left = millis - nowMillis()) {
        LockSupport.parkNanos(Duration.ofMillis(left).toNanos());
        if (Thread.interrupted()) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  /** A clock that moves only when it is told to: for tests that must not wait. */
  final class Virtual implements ServerClock {
    private long nowMillis;

    Virtual(long startMillis) {
      nowMillis = startMillis;
    }

    @Override
    public long nowMillis() {
      return nowMillis;
    }

    @Override
    public boolean isVirtual() {
      return true;
    }

    @Override
    public void moveTo(long millis) {
      nowMillis = Math.max(nowMillis, millis);
    }
  }
}
