package dev.interlace.engine.toy;

import dev.interlace.engine.system.Alarm;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Footprint;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.time.SimTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A tiny system with everything that the engine must cope with: choices, time, sessions that notice changes, waiting, alarms. */
public class Toy implements SystemModel<Store, Seat, Request, Long, SortedMap<String, Long>> {
  private static final String CLOCK = "the clock";

  private final Store initial;

  public Toy(Map<String, Long> registers) {
    initial = new Store(new TreeMap<>(registers), 0);
  }

  @Override
  public Store initial() {
    return initial;
  }

  @Override
  public Seat connect() {
    return Seat.FRESH;
  }

  @Override
  public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
    return switch (request) {
      case Request.Get(var r) -> answer(store, seat, store.get(r), reads(r), Effect.NONE);
      case Request.Set(var r, var v) -> answer(store.with(r, v), seat, v, writes(r), touch(r));
      case Request.CompareAndSet(var r, var expected, var v) -> store.get(r) == expected
          ? answer(store.with(r, v), seat, 1, both(r), touch(r))
          : answer(store, seat, 0, reads(r), Effect.NONE);
      case Request.Add(var r, var amount) -> answer(store.with(r, store.get(r) + amount), seat, store.get(r) + amount, both(r), touch(r));
      case Request.Choose(var r, var n) -> {
        long chosen = chooser.choose(n);
        yield answer(store.with(r, chosen), seat, chosen, writes(r), touch(r));
      }
      case Request.Sleep(var millis) -> sleep(store, seat, millis);
      case Request.Watch(var r) -> {
        var watched = new TreeSet<>(seat.watched());
        watched.add(r);
        yield answer(store, new Seat(watched, seat.isDirty(), seat.until()), 1, reads(r), Effect.NONE);
      }
      case Request.Commit(var r, var v) -> seat.isDirty()
          ? answer(store, Seat.FRESH, 0, new Footprint(new TreeSet<>(), new TreeSet<>(), seat.watched()), Effect.NONE)
          : answer(store.with(r, v), Seat.FRESH, 1, commits(seat, r), touch(r));
      case Request.Take(var r) -> store.get(r) > 0
          ? answer(store.with(r, store.get(r) - 1), seat, store.get(r), both(r), touch(r))
          : new Outcome.Waiting<>(store, seat, Effect.NONE, reads(r));
      case Request.AddBoth(var first, var second, var amount) -> addBoth(store, seat, first, second, amount);
    };
  }

  private static Outcome<Store, Seat, Long> sleep(Store store, Seat seat, long millis) {
    if (seat.until() == Long.MAX_VALUE) {
      return new Outcome.Waiting<>(store, new Seat(seat.watched(), seat.isDirty(), store.now() + millis), Effect.NONE, reads(CLOCK));
    }
    return seat.until() <= store.now()
        ? answer(store, new Seat(seat.watched(), seat.isDirty(), Long.MAX_VALUE), 1, Footprint.NONE, Effect.NONE)
        : new Outcome.Waiting<>(store, seat, Effect.NONE, reads(CLOCK));
  }

  private static Outcome<Store, Seat, Long> addBoth(Store store, Seat seat, String first, String second, long amount) {
    var half = store.with(first, store.get(first) + amount);
    if (store.get(second) < 0) {
      var alarm = new Alarm(BuiltIn.NO_PARTIAL_EFFECT, first + " was changed, " + second + " was not");
      return new Outcome.Answered<>(half, seat, -1L, touch(first), both(first), List.of(alarm));
    }
    var footprint = new Footprint(new TreeSet<>(List.of(first, second)), new TreeSet<>(List.of(first, second)));
    return answer(half.with(second, half.get(second) + amount), seat, 1, footprint, new Effect(List.of(first, second)));
  }

  private static Outcome<Store, Seat, Long> answer(Store store, Seat seat, long reply, Footprint footprint, Effect effect) {
    return new Outcome.Answered<>(store, seat, reply, effect, footprint, List.of());
  }

  private static Effect touch(String register) {
    return new Effect(List.of(register));
  }

  private static Footprint commits(Seat seat, String register) {
    return new Footprint(seat.watched(), new TreeSet<>(List.of(register)));
  }

  private static Footprint reads(String register) {
    return new Footprint(new TreeSet<>(List.of(register)), new TreeSet<>());
  }

  private static Footprint writes(String register) {
    return new Footprint(new TreeSet<>(), new TreeSet<>(List.of(register)));
  }

  private static Footprint both(String register) {
    return new Footprint(new TreeSet<>(List.of(register)), new TreeSet<>(List.of(register)));
  }

  @Override
  public Disconnected<Store> disconnect(Store store, Seat seat) {
    return new Disconnected<>(store, Effect.NONE, Footprint.NONE);
  }

  @Override
  public Seat observe(Seat seat, Effect effect) {
    return effect.items().stream().anyMatch(seat.watched()::contains) ? new Seat(seat.watched(), true, seat.until()) : seat;
  }

  @Override
  public SimTime wakeAt(Seat seat) {
    return new SimTime(seat.until());
  }

  @Override
  public List<EnvironmentStep<Store>> environment(Store store, SimTime wake) {
    if (wake.equals(SimTime.NEVER) || wake.millis() <= store.now()) {
      return List.of();
    }
    var label = "time +" + (wake.millis() - store.now()) + " ms";
    return List.of(new EnvironmentStep<>(label, new Store(store.registers(), wake.millis()), Effect.NONE, writes(CLOCK)));
  }

  @Override
  public SortedMap<String, Long> view(Store store) {
    return store.registers();
  }
}
