package dev.interlace.engine.search;

import dev.interlace.engine.fault.Outage;
import dev.interlace.engine.state.IntLog;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What a world did not know when it was asked, in the order of the asking. Asked again in this order, another world of the same scenario gives
 * everything the same numbers.
 *
 * <p><b>Threads:</b> who finds that something is not known looks once more, and computes it, while holding this object; so programs, the system and the
 * numbering are one thread's at a time.
 */
final class Questions {
  static final int STEPS = 0;
  static final int FAULTS = 1;
  static final int OBSERVED = 2;
  static final int ENVIRONMENT = 3;
  static final int VIEW = 4;
  static final int DEATH = 5;
  static final int IN_FLIGHT = 6;
  static final int SEVERED = 7;
  static final int GOING_DOWN = 8;
  static final int RESTARTS = 9;

  static final String CHANGED = "the programs or the system do something else than they did then";

  /** Ints of a question: its kind, the client it is about, and two more. */
  private static final int STRIDE = 4;

  private final IntLog log = new IntLog();
  private boolean isClosed;

  /**
   * Lets only those be asked, or all, whose answers give no number to anything else; others are answered by {@link NotKnown}. For who knows that nobody
   * asks meanwhile.
   */
  void close(boolean isClosed) {
    this.isClosed = isClosed;
  }

  /** Before anything else is done about a question. */
  void add(int kind, int who, int first, int second) {
    if (isClosed && kind != VIEW) {
      throw NotKnown.SIGNAL;
    }
    log.add(kind);
    log.add(who);
    log.add(first);
    log.add(second);
  }

  long bytes() {
    return log.bytes();
  }

  void save(DataOutputStream out) throws IOException {
    log.save(out);
  }

  /** Asks {@code world} what was saved; {@link NotThisSearch} if it can be seen not to answer as the other did. */
  static void restore(DataInputStream in, World<?, ?, ?, ?, ?> world) throws IOException {
    var asked = new IntLog();
    asked.restore(in);
    for (var at = 0; at < asked.size(); at += STRIDE) {
      ask(world, asked.get(at), asked.get(at + 1), asked.get(at + 2), asked.get(at + 3));
    }
  }

  private static void ask(World<?, ?, ?, ?, ?> world, int kind, int who, int first, int second) {
    var known = world.executions;
    var makesSense = switch (kind) {
      case STEPS, FAULTS, IN_FLIGHT -> known.shared.size() > first && world.steps(who).canStep(second);
      case OBSERVED -> world.steps(who).canStep(first) && known.effects.size() > second;
      case SEVERED -> world.steps(who).canStep(first);
      case ENVIRONMENT, GOING_DOWN, RESTARTS -> known.shared.size() > who;
      case VIEW -> known.shared.size() > first;
      default -> known.alarms.size() > first && world.steps(who).tree.size() > second;
    };
    if (!makesSense) {
      throw new NotThisSearch(CHANGED);
    }
    switch (kind) {
      case STEPS -> world.steps(who).steps(first, second);
      case FAULTS -> world.steps(who).faults(first, second);
      case OBSERVED -> world.steps(who).observe(first, second);
      case ENVIRONMENT -> world.environment.steps(who, (long) first << 32 | second & 0xffff_ffffL);
      case IN_FLIGHT -> world.steps(who).inFlight(first, second);
      case SEVERED -> world.steps(who).severed(first);
      case GOING_DOWN -> world.outages.goingDown(who);
      case RESTARTS -> world.outages.restarts(who, Outage.values()[first], second != 0);
      case VIEW -> world.view(first);
      default -> world.deaths.with(first, who, second);
    }
  }
}
