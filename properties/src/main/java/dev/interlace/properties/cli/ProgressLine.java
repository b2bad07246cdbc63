package dev.interlace.properties.cli;

import dev.interlace.engine.search.Budget;
import java.io.PrintWriter;
import java.util.Locale;

/** One line on a terminal that says how far a search has come; silent where nobody watches. */
final class ProgressLine {
  private static final int EVERY_STATES = 20_000;
  private static final double NANOS_A_SECOND = 1e9;

  private final PrintWriter terminal;
  private final boolean isWatched;
  private final int total;
  private final long start = System.nanoTime();
  private int done;

  ProgressLine(PrintWriter terminal, boolean isWatched, int total) {
    this.terminal = terminal;
    this.isWatched = isWatched;
    this.total = total;
  }

  /** The same budget, which tells this line how its search goes. */
  Budget watching(Budget budget, String name) {
    done++;
    show(name, 0, 0);
    return budget.withProgress(
        (states, transitions, depth, frontier) -> {
          show(name, states, transitions);
          return true;
        },
        EVERY_STATES);
  }

  /** Says what is going on after the last search. */
  void say(String what) {
    show(what, 0, 0);
  }

  private void show(String name, long states, long transitions) {
    if (isWatched) {
      var seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
      var text = String.format(Locale.ROOT, "%3d of %d  %5.1f s  %-40s", done, total, seconds, name);
      var counts = states == 0 ? "" : String.format(Locale.ROOT, "  %,d states, %,d transitions", states, transitions);
      terminal.print("\r" + text + counts + "\u001b[K");
      terminal.flush();
    }
  }

  /** Wipes the line. */
  void end() {
    if (isWatched) {
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
  }
}
