package dev.interlace.model.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.SimulatedDisk;
import dev.interlace.model.aof.AofManifest;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Effects.Effect;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DurabilityTest {
  private static final int LIVES = 300;
  private static final int STEPS = 60;

  /** A server without any data. */
  private static final class Server implements Subject {
    Settings settings = Settings.DEFAULT.with("appendonly", "yes").with("save", "2 1").with("auto-aof-rewrite-min-size", "400").with("aof-timestamp-enabled", "yes");
    long nowMillis = 1_000_000;

    @Override
    public RdbContent content() {
      return new RdbContent(List.of(), new Keyspace());
    }

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public long nowMillis() {
      return nowMillis;
    }

    @Override
    public long usedMemory() {
      return 0;
    }
  }

  private static boolean become(Server server, Durability kept, boolean isOn, boolean mustWait) {
    if (server.settings.isOn("appendonly") == isOn) {
      return true;
    }
    server.settings = server.settings.with("appendonly", isOn ? "yes" : "no");
    var isDone = kept.become(isOn, mustWait);
    server.settings = isDone ? server.settings : server.settings.with("appendonly", "no");
    return isDone;
  }

  /** One way to treat a server; everything that can be remembered is changed by some of them. */
  private static String step(Random random, Server server, SimulatedDisk disk, Durability kept) {
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> {
        var effect = new Effect(random.nextInt(2), List.of(Bytes.of("INCR"), Bytes.of("a")));
        kept.append(random.nextBoolean() ? List.of(effect) : List.of(effect, effect));
        kept.changed(1);
        yield "append";
      }
      case 3, 4, 5 -> "flush " + kept.flush();
      case 6, 7, 8 -> {
        server.nowMillis += random.nextInt(1_500);
        kept.look();
        yield "look";
      }
      case 9 -> "save " + kept.saveInBackground(random.nextBoolean());
      case 10 -> "rewrite " + kept.rewriteInBackground(random.nextBoolean());
      case 11 -> "log " + become(server, kept, random.nextBoolean(), random.nextInt(4) == 0);
      case 12 -> {
        server.settings = server.settings.with("appendfsync", List.of("always", "everysec", "no").get(random.nextInt(3)));
        yield "setting";
      }
      default -> {
        var operations = Disk.Operation.values();
        disk.become(disk.state().withFailing(random.nextBoolean() ? List.of() : List.of(operations[random.nextInt(operations.length)])));
        yield "fault";
      }
    };
  }

  /** One lives on, the other is made anew, of what was remembered, before each step. */
  @Test
  void what_is_remembered_is_all_that_there_is_to_go_on_from() {
    var tally = new TreeMap<String, Integer>();
    for (var seed = 0; seed < LIVES; seed++) {
      var random = new Random(seed);
      var server = new Server();
      var disk = new SimulatedDisk(DiskState.EMPTY);
      var kept = new Durability(disk, server, Durability.Progress.start(server.nowMillis));
      kept.open(AofManifest.none("appendonly.aof"));
      for (var i = 0; i < STEPS; i++) {
        var choices = random.nextLong();
        var copiedServer = new Server();
        copiedServer.settings = server.settings;
        copiedServer.nowMillis = server.nowMillis;
        var copiedDisk = new SimulatedDisk(disk.state());
        var copy = new Durability(copiedDisk, copiedServer, kept.progress());
        var what = "life " + seed + ", step " + i;
        var done = step(new Random(choices), server, disk, kept);
        assertThat(step(new Random(choices), copiedServer, copiedDisk, copy)).as(what).isEqualTo(done);
        assertThat(copy.progress()).as(what + ", " + done).isEqualTo(kept.progress()).hasSameHashCodeAs(kept.progress());
        assertThat(copiedDisk.state()).as(what + ", " + done).isEqualTo(disk.state());
        tally.merge(done, 1, Integer::sum);
      }
    }
    assertThat(tally.keySet()).contains("flush true", "flush false", "save STARTED", "save SCHEDULED", "save ALREADY", "rewrite STARTED",
        "rewrite SCHEDULED", "rewrite FAILED", "log true", "log false");
  }

  @Test
  void a_value_that_was_taken_does_not_change() {
    var server = new Server();
    var kept = new Durability(new SimulatedDisk(DiskState.EMPTY), server, Durability.Progress.start(server.nowMillis));
    kept.open(AofManifest.none("appendonly.aof"));
    kept.append(List.of(new Effect(0, List.of(Bytes.of("PING")))));
    var before = kept.progress();
    assertThat(before).isEqualTo(kept.progress());
    kept.flush();
    kept.changed(1);
    assertThat(before).isNotEqualTo(kept.progress());
    assertThat(before.log().map(AppendLog.Progress::unwritten).map(List::size)).isEqualTo(Optional.of(1));
  }
}
