package dev.interlace.model.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.SimulatedDisk;
import dev.interlace.model.aof.AofManifest;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Effects.Effect;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.settings.Settings;
import java.util.EnumSet;
import java.util.List;
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

  /** One way to treat a server. */
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
        // Redis too deletes what its manifest names already, if the manifest was renamed and the directory cannot be synced.
        var operations = EnumSet.complementOf(EnumSet.of(Disk.Operation.SYNC_DIRECTORY)).toArray(Disk.Operation[]::new);
        disk.become(disk.state().withFailing(random.nextBoolean() ? List.of() : List.of(operations[random.nextInt(operations.length)])));
        yield "fault";
      }
    };
  }

  @Test
  void whatever_fails_the_files_that_the_manifest_names_are_there_and_as_long_as_is_told() {
    var tally = new TreeMap<String, Integer>();
    for (var seed = 0; seed < LIVES; seed++) {
      var random = new Random(seed);
      var server = new Server();
      var disk = new SimulatedDisk(DiskState.EMPTY);
      var kept = new Durability(disk, server);
      kept.open(AofManifest.none("appendonly.aof"));
      for (var i = 0; i < STEPS; i++) {
        var done = step(random, server, disk, kept);
        tally.merge(done, 1, Integer::sum);
        var what = "life " + seed + ", step " + i + ": " + done;
        var whole = new SimulatedDisk(disk.state().withFailing(List.of()));
        var manifest = Recovery.manifest(whole, server.settings).orElseThrow();
        assertThatCode(() -> Recovery.check(whole, server.settings, manifest)).as(what).doesNotThrowAnyException();
        if (kept.logged().isPresent() && !kept.isRewriting() && !kept.isRewriteScheduled() && !kept.hasRewriteFailed()) {
          var size = manifest.toLoad().stream().mapToLong(file -> whole.size("appendonlydir/" + file.name())).sum();
          assertThat(kept.logged().get().size()).as(what).isEqualTo(size);
          tally.merge("measured", 1, Integer::sum);
        }
      }
    }
    assertThat(tally.keySet()).contains("flush true", "flush false", "save STARTED", "save SCHEDULED", "save ALREADY", "rewrite STARTED",
        "rewrite SCHEDULED", "rewrite FAILED", "log true", "log false", "measured");
  }
}
