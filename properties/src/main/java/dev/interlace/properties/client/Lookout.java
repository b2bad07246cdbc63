package dev.interlace.properties.client;

import dev.interlace.engine.program.Overseer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Tells a person on the console of programs that do not come back: one that computes without end, one that waits for real time to pass, one that ends
 * the whole process. Nobody can stop such a program from outside, but somebody who wonders why nothing happens can be told.
 *
 * <p>Nothing that is found depends on it. Its one thread, and its hook at the end of the process, begin with the first program.
 */
public final class Lookout implements Overseer {
  public static final Lookout CONSOLE = new Lookout();

  /** More than operations that end have. */
  private static final int MANY_REPLIES = 1_000;
  private static final long NANOS_BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(500);
  /** Looks that find the same before it is told, two seconds. */
  private static final int LOOKS = 4;
  /** Code between a program's author and what waits. */
  private static final List<String> BETWEEN =
      List.of("java.", "jdk.", "sun.", "redis.clients.", "dev.interlace.engine.", "dev.interlace.properties.client.");

  private static final Map<Thread, Run> RUNNING = new ConcurrentHashMap<>();
  private static final Map<String, Integer> ASLEEP = new ConcurrentHashMap<>();
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  static {
    var watchman = new Thread(Lookout::look, "interlace-lookout");
    watchman.setDaemon(true);
    watchman.start();
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(Lookout::atTheEnd, "interlace-lookout-end"));
    } catch (IllegalStateException isEnding) {
      // the process was ending before the first program, which has not ended it
    }
  }

  private Lookout() {}

  /** One call of a program. */
  private static final class Run {
    final String who;
    int looks;

    Run(String who) {
      this.who = who;
    }
  }

  @Override
  public void enters(String who, int replies) {
    if (replies == MANY_REPLIES) {
      tell(who, "has had " + MANY_REPLIES + " replies and may ask for ever: where it asks in a loop until something changes,"
          + " retry() or mark() make that a loop for the search too", "");
    }
    RUNNING.put(Thread.currentThread(), new Run(who));
  }

  @Override
  public void leaves() {
    RUNNING.remove(Thread.currentThread());
  }

  private static void look() {
    while (true) {
      LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
      RUNNING.forEach(Lookout::look);
    }
  }

  private static void look(Thread thread, Run run) {
    var isAsleep = thread.getState() == Thread.State.TIMED_WAITING;
    if (isAsleep && ASLEEP.merge(run.who, 1, Integer::sum) == LOOKS) {
      tell(run, thread, "waits for real time to pass, and is run many times: let virtual time pass, with client.sleep(…)");
    } else if (!isAsleep && ++run.looks == LOOKS) {
      tell(run, thread, "has been running for two seconds and has not come back: if it never asks the server again, the search never ends");
    }
  }

  private static void atTheEnd() {
    RUNNING.forEach((thread, run) -> {
      if (Stream.of(thread.getStackTrace()).anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime") && frame.getMethodName().equals("exit"))) {
        tell(run, thread, "ends the process with System.exit, so there is no verdict");
      }
    });
  }

  private static void tell(Run run, Thread thread, String what) {
    tell(run.who, what, place(thread));
  }

  /** Says it once. */
  private static void tell(String who, String what, String where) {
    if (TOLD.add(who + what)) {
      System.err.println("interlace: " + who + ": the program " + what + "." + where);
    }
  }

  private static String place(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .filter(frame -> BETWEEN.stream().noneMatch(frame.getClassName()::startsWith))
        .findFirst().map(frame -> " It is at " + frame + ".").orElse("");
  }
}
