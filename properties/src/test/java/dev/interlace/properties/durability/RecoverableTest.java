package dev.interlace.properties.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.PowerLoss.Tear;
import dev.interlace.engine.disk.SimulatedDisk;
import dev.interlace.engine.fault.Outage;
import dev.interlace.engine.random.Prng;
import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.time.SimTime;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.telemetry.ProcessFacts;
import dev.interlace.traces.format.KeyState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What is explored of an outage, contents, and what it is in truth, files on a disk of which any part may survive, are the same: at every moment of
 * random lives, for every disk that may be left.
 */
class RecoverableTest {
  private static final int LIVES = 300;
  private static final int COMMANDS = 14;
  private static final List<String> LINES = List.of(
      "SET a 1", "SET a 2", "SET b 1 PX 1500", "INCR c", "APPEND a x", "RPUSH l 1 2", "LPOP l", "SADD s 1 2 3", "SPOP s", "ZADD z 1 m", "HSET h f v g w",
      "XADD x 1-* f v", "DEL a", "EXPIRE c 2", "PERSIST c", "INCRBYFLOAT d 0.5", "MOVE a 3", "FLUSHDB", "COPY a e REPLACE", "GET a",
      "EVAL \"redis.call('INCR', 'c') return redis.call('RPUSH', 'l', 'x')\" 0", "BGREWRITEAOF", "SAVE", "BGSAVE", "MSET a 5 b 6 c 7");

  /** One life, twice: as it is explored, and on a disk. */
  private static final class Life {
    private final Settings settings;
    private final int overlooked;
    private final RedisSystem system;
    private final SimulatedDisk disk = new SimulatedDisk(DiskState.EMPTY);
    private final LiveServer server;
    private final long client;
    /** What the server may be like: when it syncs and saves is up to it, within limits. */
    private Set<ServerState> explored = new LinkedHashSet<>();
    private Session session = Session.FRESH;

    /** @param overlooked how many of the ways to come up again after a power loss, the first ones; more than 0 is a mistake */
    Life(Settings settings, int overlooked) {
      this.settings = settings;
      this.overlooked = overlooked;
      system = RedisSystem.given(settings, List.of()).thatMayGoDown();
      explored.add(system.initial());
      server = begin(disk, system.initial().nowMillis());
      client = server.open("127.0.0.1:1", LiveServer.Outlet.NOBODY);
    }

    private LiveServer begin(SimulatedDisk from, long nowMillis) {
      return LiveServer.on(from, ServerState.EMPTY.at(nowMillis).with(settings), Chooser.FIRST, ProcessFacts.UNKNOWN);
    }

    void send(String line) {
      var command = new Command(CommandLine.parse(Bytes.of(line)).orElseThrow());
      var reply = server.execute(client, command);
      server.flush();
      var after = new LinkedHashSet<ServerState>();
      var before = session;
      for (var each : explored) {
        var outcome = (Outcome.Answered<ServerState, Session, Reply>) system.execute(each, before, command, Chooser.FIRST);
        if (outcome.reply().equals(reply)) { // else it has not become that
          after.add(outcome.shared());
          session = outcome.session();
        }
      }
      explored = after;
    }

    /** Time passes; what is due is done. */
    void pass(long millis) {
      var end = server.nowMillis() + millis;
      for (var now = server.nowMillis(); now < end; ) {
        now = Math.min(end, now + 100);
        server.advanceTo(now);
        server.look();
        server.flush();
      }
      explored = reached(new SimTime(end));
      explored.removeIf(each -> each.nowMillis() < end);
    }

    /** All that may have become of it until then. */
    private Set<ServerState> reached(SimTime end) {
      var reached = new LinkedHashSet<>(explored);
      var open = new ArrayDeque<>(explored);
      while (!open.isEmpty()) {
        for (var step : system.environment(open.peek(), open.remove().nowMillis() < end.millis() ? end : SimTime.NEVER)) {
          if (step.shared().nowMillis() <= end.millis() && reached.add(step.shared())) {
            open.add(step.shared());
          }
        }
      }
      return reached;
    }

    /** Whether what is on the disk is what may be left of something that the server may have become; from now on it is. */
    boolean agree() {
      explored = reached(new SimTime(server.nowMillis()));
      for (var outage : Outage.values()) {
        var onDisk = leftOnDisk(outage);
        explored.removeIf(each -> !left(each, outage).equals(onDisk));
      }
      return !explored.isEmpty();
    }

    SortedSet<String> left(ServerState state, Outage outage) {
      var left = new TreeSet<String>();
      system.restarts(state, outage, true).stream().skip(outage == Outage.POWER_LOSS ? overlooked : 0).forEach(restart -> left.add(KeyState.of(restart.shared()).toString()));
      return left;
    }

    SortedSet<String> leftOnDisk(Outage outage) {
      var left = new TreeSet<String>();
      var disks = outage == Outage.PROCESS_CRASH ? List.of(disk.state()) : disk.state().powerLoss(Tear.RECORDS).some(20_000, 0);
      disks.forEach(each -> left.add(KeyState.of(begin(new SimulatedDisk(each), server.nowMillis()).state()).toString()));
      return left;
    }
  }

  private static List<Settings> policies() {
    var log = Settings.DEFAULT.with("save", "").with("appendonly", "yes");
    return List.of(log.with("appendfsync", "always"), log.with("appendfsync", "everysec"), log.with("appendfsync", "no"),
        Settings.DEFAULT.with("save", "1 2 3 1"), Settings.DEFAULT.with("save", ""));
  }

  @Test
  void contents_are_what_is_found_on_every_disk_that_may_be_left() {
    var compared = 0;
    var several = 0;
    for (var number = 0; number < LIVES; number++) {
      var random = Prng.of(1, number);
      var life = new Life(policies().get(number % policies().size()), 0);
      var told = new ArrayList<String>();
      for (var i = 0; i < COMMANDS; i++) {
        if (random.nextInt(4) == 0) {
          var millis = 100L * (1 + random.nextInt(25));
          told.add("+" + millis + " ms");
          life.pass(millis);
        } else {
          told.add(LINES.get(random.nextInt(LINES.size())));
          life.send(told.getLast());
          if (told.getLast().startsWith("BG")) {
            life.pass(200); // what is done in the background is done at once where it is explored
          }
        }
        assertThat(life.agree()).describedAs("life %d, %s: on the disk %s", number, told, life.leftOnDisk(Outage.POWER_LOSS)).isTrue();
        compared++;
        several += life.leftOnDisk(Outage.POWER_LOSS).size() > 1 ? 1 : 0;
      }
    }
    assertThat(several).describedAs("of %d moments those with several things to be left", compared).isGreaterThan(compared / 10);
  }

  @Test
  void what_was_written_two_seconds_ago_is_safe_if_the_log_is_synced_every_second() {
    var life = new Life(policies().get(1), 0);
    for (var i = 0; i < 5; i++) {
      life.send("INCR c");
      life.pass(300);
    }
    assertThat(life.explored).anyMatch(each -> life.left(each, Outage.POWER_LOSS).size() > 1);
    life.pass(2_000);
    assertThat(life.explored).isNotEmpty().allMatch(each -> life.left(each, Outage.POWER_LOSS).size() == 1);
  }

  @Test
  void nothing_is_saved_before_there_are_as_many_changes_as_a_save_point_wants() {
    var life = new Life(Settings.DEFAULT.with("save", "1 3"), 0);
    life.send("MSET a 1 b 2");
    life.pass(5_000);
    assertThat(life.explored).singleElement().satisfies(state -> assertThat(life.left(state, Outage.POWER_LOSS)).containsExactly("[]"));
    life.send("SET c 3");
    life.pass(5_000);
    assertThat(life.explored).flatExtracting(state -> life.left(state, Outage.POWER_LOSS)).contains("[]").hasSizeGreaterThan(1);
    assertThat(life.agree()).isTrue();
  }

  @Test
  void a_way_that_is_overlooked_is_noticed() {
    var life = new Life(policies().get(1), 1);
    life.send("SET a 1");
    assertThat(life.agree()).isFalse();
  }
}
