package dev.interlace.properties.mutants;

import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Choice;
import dev.interlace.engine.search.Coverage;
import dev.interlace.engine.search.StateSpace;
import dev.interlace.engine.search.Strategy;
import dev.interlace.engine.search.Successors;
import dev.interlace.engine.search.Visitor;
import dev.interlace.engine.search.World;
import dev.interlace.engine.state.Hashing;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Searches that get one thing wrong. */
final class BrokenSearches {
  private BrokenSearches() {}

  /** A space whose steps are tampered with: what is overwritten with a known state is as good as dropped. */
  private abstract static class Space implements StateSpace {
    final StateSpace real;

    Space(StateSpace real) {
      this.real = real;
    }

    @Override
    public int width() {
      return real.width();
    }

    @Override
    public int[] initial() {
      return real.initial();
    }

    @Override
    public boolean isEnded(int[] data, int offset) {
      return real.isEnded(data, offset);
    }
  }

  /** Drops the steps that {@code isDropped} says while some other client is in the middle of something. */
  static StateSpace dropping(World<?, ?, ?, ?, ?> world, Predicate<Choice> isDropped) {
    return new Space(world) {
      @Override
      public void expand(int[] state, Successors out) {
        real.expand(state, out);
        if (out.count() > 1) {
          for (var i = 0; i < out.count(); i++) {
            if (isDropped.test(world.choice(out.code(i)))) {
              out.replace(i, state, fingerprint(state, 0));
            }
          }
        }
      }
    };
  }

  /** Takes states for one that share {@code bits} bits of their fingerprint. */
  static StateSpace withShortFingerprints(StateSpace space, int bits) {
    var first = new TreeMap<Long, int[]>();
    return new Space(space) {
      @Override
      public void expand(int[] state, Successors out) {
        first.putIfAbsent(shortened(real.initial(), 0), real.initial());
        real.expand(state, out);
        for (var i = 0; i < out.count(); i++) {
          var known = first.putIfAbsent(shortened(out.data(), out.offset(i)), out.state(i));
          if (known != null) {
            out.replace(i, known, fingerprint(known, 0));
          }
        }
      }

      private long shortened(int[] data, int offset) {
        return Hashing.fingerprint(data, offset, width()) >>> 64 - bits;
      }
    };
  }

  /** Stops early and says that it is done. */
  static Strategy givingUpSilently(int states) {
    return (space, budget, visitor) -> {
      var coverage = new BreadthFirst(false).explore(space, budget.withStates(states), visitor);
      return new Coverage(
          coverage.strategy(), Optional.empty(), coverage.states(), coverage.transitions(), coverage.depth(), coverage.fingerprintBits(),
          coverage.bytes(), coverage.executions());
    };
  }

  /** What a search may forget to tell. */
  enum Deaf {
    TO_NEW_STATES,
    TO_ENDS,
    TO_ALARMS,
    TO_DEADLOCKS
  }

  static Strategy deaf(Deaf deaf) {
    return (space, budget, visitor) -> new BreadthFirst(false).explore(space, budget, new Visitor() {
      @Override
      public void entered(int[] data, int offset, Trail trail) {
        if (deaf != Deaf.TO_NEW_STATES) {
          visitor.entered(data, offset, trail);
        }
      }

      @Override
      public void alarmed(int alarms, Trail trail) {
        if (deaf != Deaf.TO_ALARMS) {
          visitor.alarmed(alarms, trail);
        }
      }

      @Override
      public void ended(int[] data, int offset, Trail trail) {
        if (deaf != Deaf.TO_ENDS) {
          visitor.ended(data, offset, trail);
        }
      }

      @Override
      public void deadlocked(int[] data, int offset, Trail trail) {
        if (deaf != Deaf.TO_DEADLOCKS) {
          visitor.deadlocked(data, offset, trail);
        }
      }

      @Override
      public boolean wantsMore() {
        return visitor.wantsMore();
      }
    });
  }

  /** A client in whose retries the number of the attempt is forgotten: the first and the last are taken for one. */
  static <Q, R> Client<Q, R> mergingAttempts(Client<Q, R> client) {
    return client.with(client.operations().stream()
        .map(operation -> new Operation<Q, R>(operation.name(), channel -> operation.program().run(new Forgetful<>(channel))))
        .toList());
  }

  private record Forgetful<Q, R>(Channel<Q, R> real) implements Channel<Q, R> {
    @Override
    public void send(Q request) {
      real.send(request);
    }

    @Override
    public R receive() {
      return real.receive();
    }

    @Override
    public void reconnect() {
      real.reconnect();
    }

    @Override
    public void mark(String label) {
      real.mark(label);
    }

    @Override
    public <T> @Nullable T retry(OptionalInt tries, Callable<@Nullable T> attempt) throws Exception {
      for (var i = 0; i < tries.orElseThrow(); i++) {
        real.mark("attempt");
        var result = attempt.call();
        if (result != null) {
          return result;
        }
      }
      return null;
    }
  }
}
