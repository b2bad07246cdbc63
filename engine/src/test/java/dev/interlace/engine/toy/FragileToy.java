package dev.interlace.engine.toy;

import dev.interlace.engine.fault.Outage;
import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A {@link Toy} that may go down: a crash leaves what there was when it began to go down, as it is on the disk, and also what came later; a power
 * loss may also leave nothing but the time.
 */
public final class FragileToy extends Toy {
  /** What a session watches whose connection is gone. */
  private static final String NOTHING_ANY_MORE = "(nothing any more)";
  /** Holds how many registers there were when the system began to go down. */
  private static final String LAST_WORDS = "(last words)";

  public FragileToy(Map<String, Long> registers) {
    super(registers);
  }

  @Override
  public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
    return seat.watched().contains(NOTHING_ANY_MORE) && (travels(request) || seat.until() == Long.MAX_VALUE)
        ? new Outcome.Dropped<>(store, Effect.NONE)
        : super.execute(store, seat, request, chooser);
  }

  @Override
  public boolean travels(Request request) {
    return !(request instanceof Request.Sleep);
  }

  @Override
  public Store goingDown(Store store) {
    return store.with(LAST_WORDS, store.registers().values().stream().mapToLong(Long::longValue).sum());
  }

  @Override
  public Seat severed(Seat seat) {
    return new Seat(new TreeSet<>(List.of(NOTHING_ANY_MORE)), false, seat.until());
  }

  @Override
  public List<Restart<Store>> restarts(Store store, Outage outage, boolean isLast) {
    var everything = new Restart<>("everything is left", store.with(LAST_WORDS, isLast ? -1 : store.get(LAST_WORDS)), List.of());
    var registers = new TreeMap<>(Collections.singletonMap("x", store.get("x")));
    return switch (outage) {
      case PROCESS_CRASH -> List.of(everything);
      case POWER_LOSS -> List.of(new Restart<>("x is left", new Store(registers, store.now()), List.of()), everything);
    };
  }
}
