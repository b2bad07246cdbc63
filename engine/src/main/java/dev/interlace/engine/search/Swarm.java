package dev.interlace.engine.search;

import dev.interlace.engine.random.Prng;
import dev.interlace.engine.state.FingerprintTable;
import dev.interlace.engine.state.IntLog;
import java.util.Locale;

/**
 * Many small depth-first searches, each of at most so many states and with an order of its own in which it takes steps, so that together they see parts of
 * a space that is too large for any one.
 *
 * <p><b>Source:</b> Holzmann, Joshi and Groce, Swarm verification techniques (2011).
 *
 * @param searches how many
 * @param states that each may enter
 */
public record Swarm(long seed, int searches, int states) implements Strategy {
  public Swarm {
    if (searches < 1 || states < 1) {
      throw new IllegalArgumentException("searches and states are at least 1");
    }
  }

  @Override
  public Coverage explore(StateSpace space, Budget budget, Visitor visitor) {
    var sampling = new Sampling(space, budget, visitor);
    sampling.run(searches, 1, (number, each, out) -> new Member(each, budget.steps(), Prng.of(seed, number), out).run());
    return sampling.coverage("swarm, seed " + seed, String.format(Locale.ROOT,
        "%d searches of at most %d states entered %d states together, %d without repetitions", searches, states, sampling.entered(), sampling.states()));
  }

  private final class Member {
    /** Ints of a step before its state. */
    private static final int HEAD = 5;

    private final StateSpace space;
    private final int mostSteps;
    private final Prng prng;
    private final Recording out;
    private final FingerprintTable visited = new FingerprintTable();
    private final Successors successors;
    /** Steps not yet taken: code, depth, alarms, both halves of the fingerprint, state. */
    private final IntLog open = new IntLog();

    Member(StateSpace space, int mostSteps, Prng prng, Recording out) {
      this.space = space;
      this.mostSteps = mostSteps;
      this.prng = prng;
      this.out = out;
      successors = new Successors(space.width());
    }

    void run() {
      var state = space.initial();
      visited.add(space.fingerprint(state, 0));
      expand(state, 0);
      for (var entered = 1; open.size() > 0 && entered < states; ) {
        var at = open.size() - HEAD - state.length;
        open.copyTo(at + HEAD, state, state.length);
        var depth = open.get(at + 1);
        var alarms = open.get(at + 2);
        var fingerprint = (long) open.get(at + 3) << 32 | open.get(at + 4) & 0xffff_ffffL;
        var code = open.get(at);
        open.truncate(at);
        if (visited.add(fingerprint)) {
          entered++;
          out.add(code, depth, alarms, Recording.ENTERED, fingerprint, state, 0);
          expand(state, depth);
        } else if (alarms != 0) {
          out.add(code, depth, alarms, Recording.KNOWN, fingerprint, state, 0);
        } else {
          out.untold++;
        }
      }
    }

    private void expand(int[] state, int depth) {
      space.expand(state, successors);
      if (successors.isStuck()) {
        out.stuck();
      }
      var count = successors.count();
      if (count > 0 && depth == mostSteps) {
        out.isCut = true;
        return;
      }
      var order = new int[count];
      for (var i = 0; i < count; i++) { // Fisher and Yates
        var other = prng.nextInt(i + 1);
        order[i] = order[other];
        order[other] = i;
      }
      for (var i : order) {
        open.add(successors.code(i));
        open.add(depth + 1);
        open.add(successors.alarms(i));
        open.add((int) (successors.fingerprint(i) >>> 32));
        open.add((int) successors.fingerprint(i));
        open.addAll(successors.data(), successors.offset(i), state.length);
      }
    }
  }
}
