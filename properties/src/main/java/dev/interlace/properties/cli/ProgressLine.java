package dev.interlace.properties.cli;

import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Progress;
import dev.interlace.engine.search.Progress.SoFar;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Says how far a search has come: on one line of a terminal, or, where there is none and somebody asks, on a line now and then. <b>Threads:</b> any number
 * may search; it tells of whichever was heard of last.
 */
final class ProgressLine {
  /** Where it is shown. */
  enum Place {
    NOWHERE(Double.MAX_VALUE),
    /** One line that is written over. */
    TERMINAL(0.2),
    LINES(5);

    private final double everySeconds;

    Place(double everySeconds) {
      this.everySeconds = everySeconds;
    }
  }

  /** What is too long for a narrow terminal is cut off: a second line could not be wiped. */
  private static final String WITHOUT_WRAPPING = "\u001b[?7l";
  private static final String WITH_WRAPPING = "\u001b[?7h";
  private static final int EVERY_STATES = 5_000;
  private static final double NANOS_A_SECOND = 1e9;
  private static final double MEGABYTE = 1 << 20;
  private static final double MOST_RATIO = 0.9;

  private final PrintWriter terminal;
  private final Place place;
  private final int total;
  private final long start = System.nanoTime();
  private int done;
  private double shown;

  ProgressLine(PrintWriter terminal, Place place, int total) {
    this.terminal = terminal;
    this.place = place;
    this.total = total;
  }

  /** The same budget, which tells this line how its search goes. */
  synchronized Budget watching(Budget budget, String name) {
    done++;
    say(name);
    return budget.withProgress(new Watch(name), EVERY_STATES);
  }

  /** Tells of one search. */
  private final class Watch implements Progress {
    private final String name;
    private double told = seconds();
    private SoFar before = new SoFar(0, 0, 0, 0, 0);

    Watch(String name) {
      this.name = name;
    }

    @Override
    public boolean reached(SoFar so) {
      synchronized (ProgressLine.this) {
        if (seconds() - shown >= place.everySeconds) {
          show(name, counts(so, before, seconds() - told));
          told = shown;
          before = so;
        }
        return true;
      }
    }
  }

  /** Says what is going on besides searching. */
  synchronized void say(String what) {
    if (place == Place.TERMINAL) {
      show(what, "");
    }
  }

  private double seconds() {
    return (System.nanoTime() - start) / NANOS_A_SECOND;
  }

  private void show(String name, String counts) {
    shown = seconds();
    var text = String.format(Locale.ROOT, "%d of %d  %.1f s  %s%s", done, total, shown, name, counts);
    if (place == Place.TERMINAL) {
      terminal.print("\r" + WITHOUT_WRAPPING + text + "\u001b[K" + WITH_WRAPPING);
    } else {
      terminal.println(text);
    }
    terminal.flush();
  }

  /** What there is to say of a search that was at {@code before} so many seconds ago. */
  static String counts(SoFar so, SoFar before, double seconds) {
    var rate = so.states() < before.states() ? 0 : (so.states() - before.states()) / seconds;
    return String.format(Locale.ROOT, "  %,d states, %,.0f/s, depth %d, frontier %,d, %,.0f MB%s", so.states(), rate, so.depth(), so.frontier(),
        so.bytes() / MEGABYTE, left(so, before));
  }

  /**
   * How many states are left to be expanded, if from now on as many new ones come of each as came of the last ones: a geometric series. Nothing
   * while about one or more comes of each.
   */
  private static String left(SoFar so, SoFar before) {
    var expanded = so.states() - so.frontier() - (before.states() - before.frontier());
    var found = so.states() - before.states();
    if (expanded <= 0 || found < 0 || found > MOST_RATIO * expanded) {
      return "";
    }
    return String.format(Locale.ROOT, ", about %,.0f left", so.frontier() / (1 - (double) found / expanded));
  }

  /** Wipes the line. */
  synchronized void end() {
    if (place == Place.TERMINAL) {
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
  }
}
