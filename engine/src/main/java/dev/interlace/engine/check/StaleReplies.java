package dev.interlace.engine.check;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Footprint;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.time.SimTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A system that tears one request apart: what it answers is found out in one step, what it does is done in the next, and others may come between.
 *
 * @param request every other one is executed as it should be
 */
record StaleReplies<S, C, Q, R, V>(SystemModel<S, C, Q, R, V> real, Q request) implements SystemModel<S, StaleReplies.Torn<C, R>, Q, R, V> {
  /** @param seen what will be answered, if that was found out already */
  record Torn<C, R>(C session, Optional<R> seen) {}

  @Override
  public S initial() {
    return real.initial();
  }

  @Override
  public Torn<C, R> connect() {
    return new Torn<>(real.connect(), Optional.empty());
  }

  @Override
  public Outcome<S, Torn<C, R>, R> execute(S shared, Torn<C, R> torn, Q asked, Chooser chooser) {
    var isTorn = request.equals(asked);
    return switch (real.execute(shared, torn.session, asked, chooser)) {
      case Outcome.Answered<S, C, R> done when isTorn && torn.seen.isEmpty() ->
          new Outcome.Waiting<>(shared, new Torn<>(torn.session, Optional.of(done.reply())), Effect.NONE, read(done.footprint()));
      case Outcome.Answered<S, C, R>(var after, var session, var reply, var effect, var footprint, var alarms) ->
          new Outcome.Answered<>(after, new Torn<>(session, Optional.empty()), torn.seen.orElse(reply), effect, footprint, alarms);
      case Outcome.Waiting<S, C, R>(var after, var session, var effect, var footprint) ->
          new Outcome.Waiting<>(after, new Torn<>(session, torn.seen), effect, footprint);
      case Outcome.Dropped<S, C, R>(var after, var effect) -> new Outcome.Dropped<>(after, effect);
    };
  }

  private static Footprint read(Footprint whole) {
    return new Footprint(whole.reads(), Collections.emptySortedSet(), whole.noticed());
  }

  @Override
  public boolean travels(Q asked) {
    return real.travels(asked);
  }

  @Override
  public boolean isUnderWay(Torn<C, R> torn) {
    return torn.seen.isPresent() || real.isUnderWay(torn.session);
  }

  @Override
  public Disconnected<S> disconnect(S shared, Torn<C, R> torn) {
    return real.disconnect(shared, torn.session);
  }

  @Override
  public Torn<C, R> observe(Torn<C, R> torn, Effect effect) {
    return new Torn<>(real.observe(torn.session, effect), torn.seen);
  }

  @Override
  public SimTime wakeAt(Torn<C, R> torn) {
    return real.wakeAt(torn.session);
  }

  @Override
  public List<EnvironmentStep<S>> environment(S shared, SimTime wake) {
    return real.environment(shared, wake);
  }

  @Override
  public V view(S shared) {
    return real.view(shared);
  }
}
