package dev.interlace.properties.durability;

import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.PowerLoss.Tear;
import dev.interlace.model.rdb.LoadFault;
import dev.interlace.properties.durability.Policy.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lives the same life under several policies, ends it at every moment in every way, starts a server on every disk that may be left, and says
 * what was lost of what had been acknowledged.
 *
 * <p>A row is about all moments and, unless it says otherwise, all disks; a write is torn between two records or in the middle of one.
 *
 * @param rows in the order of the policies
 */
public record CrashTable(List<Row> rows) {
  /** Beyond so many disks at one moment some are drawn. */
  private static final int MOST_DISKS = 20_000;

  /**
   * One policy and one way to end.
   *
   * @param moments at which the life might have ended
   * @param disks from which a server was started
   * @param isComplete whether these were all
   * @param mostLost the most acknowledged writes that were gone after a restart
   * @param violation the first restart, if any, that broke the promise, or showed a state in which the server had never been
   */
  public record Row(
      Policy policy, Death death, Promise promise, int moments, long disks, boolean isComplete, int mostLost, Optional<String> violation) {}

  /** Of every policy, each with its own promise. */
  public static CrashTable of(Consumer<Life> story) {
    var rows = new ArrayList<Row>();
    for (var policy : Policy.values()) {
      for (var death : Death.values()) {
        rows.add(row(policy, death, policy.promise(death), story));
      }
    }
    return new CrashTable(rows);
  }

  /** One row, for another promise perhaps: {@link Promise#EVERYTHING} if losing acknowledged writes is unacceptable. */
  public static Row row(Policy policy, Death death, Promise promise, Consumer<Life> story) {
    var life = new Life(policy.settings(), policy.syncMillis());
    story.accept(life);
    return new Examination(life, policy, death, promise).row();
  }

  private static final class Examination {
    private static final int NEVER_THERE = -1;
    private static final int DOES_NOT_START = -2;

    private final Life life;
    private final Policy policy;
    private final Death death;
    private final Promise promise;
    /** For look-up only: how many writes are there on each disk that was tried. */
    private final Map<DiskState, Integer> found = new HashMap<>();
    /** For look-up only. */
    private final Map<DiskState, List<Integer>> afterPowerLoss = new HashMap<>();

    private boolean isComplete = true;
    private int mostLost;
    private Optional<String> violation = Optional.empty();

    Examination(Life life, Policy policy, Death death, Promise promise) {
      this.life = life;
      this.policy = policy;
      this.death = death;
      this.promise = promise;
    }

    Row row() {
      for (var moment : life.moments()) {
        left(moment).forEach(writes -> judge(moment, writes));
      }
      return new Row(policy, death, promise, life.moments().size(), found.size(), isComplete, mostLost, violation);
    }

    /** How many writes are there after each restart that is possible now. */
    private List<Integer> left(Life.Moment moment) {
      return switch (death) {
        case PROCESS_KILLED -> List.of(writesOn(moment.disk(), moment));
        case POWER_LOST -> afterPowerLoss.computeIfAbsent(moment.disk(), disk -> {
          var loss = disk.powerLoss(Tear.RECORDS);
          isComplete &= loss.size() <= MOST_DISKS;
          return loss.some(MOST_DISKS, 0).stream().map(each -> writesOn(each, moment)).distinct().toList();
        });
      };
    }

    private int writesOn(DiskState disk, Life.Moment moment) {
      var known = found.get(disk);
      if (known != null) {
        return known;
      }
      var writes = recover(disk, moment);
      found.put(disk, writes);
      return writes;
    }

    private int recover(DiskState disk, Life.Moment moment) {
      try {
        var keyspace = life.recovered(disk, moment.nowMillis());
        for (var writes = moment.executed(); writes >= 0; writes--) {
          if (life.state(writes).equals(keyspace)) {
            return writes;
          }
        }
        return NEVER_THERE;
      } catch (LoadFault refusal) {
        return DOES_NOT_START;
      }
    }

    private void judge(Life.Moment moment, int writes) {
      mostLost = Math.max(mostLost, moment.acknowledged() - Math.max(0, writes));
      var promised = switch (promise) {
        case EVERYTHING -> moment.acknowledged();
        case TWO_SECONDS -> life.acknowledgedBy(moment.nowMillis() - 2_000);
        case TWO_SYNCS -> life.acknowledgedBy(moment.nowMillis() - 1_000 - 2 * policy.syncMillis());
        case LAST_SYNC -> moment.synced();
        case LAST_SAVE -> moment.saved();
        case NOTHING -> 0;
      };
      if (violation.isEmpty() && writes < promised) {
        violation = Optional.of(sentence(moment, writes, promised));
      }
    }

    private String sentence(Life.Moment moment, int writes, int promised) {
      return switch (writes) {
        case DOES_NOT_START -> "the server does not start any more";
        case NEVER_THERE -> "after the restart the server is in a state in which it has never been";
        default -> "of " + moment.acknowledged() + " acknowledged writes " + writes + " are left, where " + promised + " were promised";
      };
    }
  }

  /** The table as text, with a line for each row. */
  public String text() {
    var text = new StringBuilder("| configuration | crash | promised to survive | acknowledged writes lost at most");
    text.append(" | half a transaction, or less than promised |\n|---|---|---|---|---|\n");
    for (var row : rows) {
      text.append("| ").append(row.policy).append(" | ").append(row.death).append(" | ").append(row.promise).append(" | ")
          .append(row.mostLost).append(row.isComplete ? "" : " (sampled)").append(" | ").append(row.violation.orElse("never")).append(" |\n");
    }
    return text.toString();
  }
}
