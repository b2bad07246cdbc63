package dev.interlace.model.server;

import dev.interlace.model.command.Host;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.value.MemoryUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes room when the keys take more than {@code maxmemory}, as {@code maxmemory-policy} says.
 *
 * <p><b>Deviation:</b> the keys are those that fit an estimate of memory, {@link MemoryUse}; no pool of candidates outlives the choice of one
 * key; and in exploration there is no verdict where a key would go. <b>Source:</b> {@code evict.c} of Redis 7.0.
 */
record Eviction(RedisServer server) {
  private static final long MILLIS_A_SECOND = 1_000;

  private record Victim(int database, Entry entry) {}

  /** Throws keys out until the rest fits; false if there is nobody to throw out and the rest does not fit. */
  boolean makesRoom() {
    var limit = server.settings.number("maxmemory");
    var policy = server.settings.text("maxmemory-policy");
    while (limit != 0 && Long.compareUnsigned(MemoryUse.EMPTY_SERVER + server.keyspace.memoryUse(), limit) > 0) {
      var victim = policy.equals("noeviction") ? Optional.<Victim>empty() : victim(policy);
      if (victim.isEmpty()) {
        return false;
      }
      if (server.host == Host.NONE) {
        throw new UnmodelledCommand("eviction", " by maxmemory-policy " + policy);
      }
      new Database(server.keyspace, server.journal, victim.get().database, server.nowMillis, server.thresholds).evict(victim.get().entry.key());
    }
    return true;
  }

  private Optional<Victim> victim(String policy) {
    var isVolatile = policy.startsWith("volatile");
    return policy.endsWith("random") ? anyone(isVolatile) : best(policy, isVolatile);
  }

  /** Each database in turn. */
  private Optional<Victim> anyone(boolean isVolatile) {
    for (var i = 0; i < Keyspace.DATABASES; i++) {
      server.lastRobbed = (server.lastRobbed + 1) % Keyspace.DATABASES;
      var size = size(server.lastRobbed, isVolatile);
      if (size > 0) {
        return Optional.of(candidate(server.lastRobbed, isVolatile, server.chooser.choose(size)));
      }
    }
    return Optional.empty();
  }

  private Optional<Victim> best(String policy, boolean isVolatile) {
    var best = Optional.<Victim>empty();
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      for (var each : sample(database, isVolatile)) {
        if (best.isEmpty() || score(each.entry, policy) > score(best.get().entry, policy)) {
          best = Optional.of(each);
        }
      }
    }
    return best;
  }

  private List<Victim> sample(int database, boolean isVolatile) {
    var samples = (int) server.settings.number("maxmemory-samples");
    var size = size(database, isVolatile);
    var sample = new ArrayList<Victim>();
    for (var i = 0; i < Math.min(size, samples); i++) {
      sample.add(candidate(database, isVolatile, size <= samples ? i : server.chooser.choose(size)));
    }
    return sample;
  }

  private int size(int database, boolean isVolatile) {
    return isVolatile ? server.keyspace.expiring(database) : server.keyspace.size(database);
  }

  private Victim candidate(int database, boolean isVolatile, int index) {
    return new Victim(database, isVolatile ? server.keyspace.getExpiring(database, index) : server.keyspace.get(database, index));
  }

  /** The highest goes first. */
  private long score(Entry entry, String policy) {
    return switch (policy.substring(policy.indexOf('-') + 1)) {
      case "lru" -> (server.nowMillis - entry.usedMillis()) / MILLIS_A_SECOND;
      case "lfu" -> -entry.frequency(server.nowMillis, server.settings.number("lfu-decay-time"));
      default -> -entry.expireAtMillis();
    };
  }
}
