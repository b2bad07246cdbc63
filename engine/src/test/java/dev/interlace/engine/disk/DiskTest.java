package dev.interlace.engine.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.disk.PowerLoss.Tear;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DiskTest {
  private static final int HISTORIES = Integer.getInteger("interlace.tries", 4_000);
  private static final List<String> PATHS = List.of("a", "b", "d/a", "d/b");

  @Test
  void a_power_loss_leaves_what_trying_everything_finds() {
    var most = 0L;
    for (var seed = 1; seed <= HISTORIES; seed++) {
      var disk = new SimulatedDisk(DiskState.EMPTY);
      var naive = new NaiveDisk();
      var history = live(disk, naive, new Random(seed * 0x9E3779B97F4A7C15L));
      assertThat(NaiveDisk.shown(disk.state())).as(history).isEqualTo(naive.now());
      for (var tear : Tear.values()) {
        var loss = disk.state().powerLoss(tear);
        most = Math.max(most, loss.size());
        if (loss.size() > 20_000) {
          continue;
        }
        var survivors = loss.some(20_000, 0);
        assertThat(survivors.stream().map(NaiveDisk::shown).collect(Collectors.toSet())).as(history + tear)
            .isEqualTo(naive.survivors(tear == Tear.BYTES));
        assertThat(NaiveDisk.shown(survivors.getLast())).as(history).isEqualTo(naive.now());
        assertThat(survivors).as(history).allMatch(DiskState::isSynced);
        assertThat(loss.size() == 1 || !disk.state().isSynced()).as(history).isTrue();
      }
    }
    assertThat(most).isGreaterThan(1_000);
  }

  /** Does the same random things to both. */
  private static String live(Disk disk, NaiveDisk naive, Random random) {
    var history = new StringBuilder();
    for (var left = 1 + random.nextInt(20); left > 0; left--) {
      var path = PATHS.get(random.nextInt(PATHS.size()));
      var other = PATHS.get(random.nextInt(PATHS.size()));
      var directory = random.nextInt(3) == 0 ? "d" : "";
      if (!disk.isDirectory("d") && (random.nextInt(6) == 0 || directory.equals("d"))) {
        history.append("mkdir d; ");
        disk.makeDirectory("d");
        naive.makeDirectory("d");
        continue;
      }
      var isPossible = !path.startsWith("d/") || disk.isDirectory("d");
      var kind = random.nextInt(10);
      if (isPossible && (kind == 0 || !disk.exists(path) && kind < 6)) {
        history.append("create ").append(path).append("; ");
        disk.create(path);
        naive.create(path);
      } else if (kind == 9) {
        history.append("syncdir ").append(directory).append("; ");
        disk.syncDirectory(directory);
        naive.syncDirectory(directory);
      } else if (disk.exists(path) && (!other.startsWith("d/") || disk.isDirectory("d"))) {
        change(disk, naive, kind, path, other, random, history);
      }
    }
    return history.toString();
  }

  private static void sync(Disk disk, NaiveDisk naive, String path, int kind, StringBuilder history) {
    history.append("kind ").append(kind).append("; ");
    switch (kind) {
      case 0 -> {
        disk.sync(path);
        naive.sync(path);
      }
      case 1 -> {
        disk.beginSync(path);
        naive.beginSync(path);
      }
      default -> {
        disk.endSync(path);
        naive.endSync(path);
      }
    }
  }

  private static void change(Disk disk, NaiveDisk naive, int kind, String path, String other, Random random, StringBuilder history) {
    var size = (int) disk.size(path);
    var data = new byte[random.nextInt(4)];
    random.nextBytes(data);
    var at = random.nextInt(3) == 0 ? random.nextInt(size + 1) : size;
    history.append(kind).append(' ').append(path).append(' ').append(other).append(' ').append(data.length).append('@').append(at).append("; ");
    switch (kind) {
      case 1, 2, 3, 4 -> {
        if (at == size) {
          disk.append(path, List.of(data));
        } else {
          disk.write(path, at, data);
        }
        naive.write(path, at, data);
      }
      case 5 -> {
        disk.truncate(path, at);
        naive.truncate(path, at);
      }
      case 6 -> sync(disk, naive, path, random.nextInt(3), history);
      case 7 -> {
        if (!path.equals(other)) {
          disk.rename(path, other);
          naive.rename(path, other);
        }
      }
      default -> {
        disk.delete(path);
        naive.delete(path);
      }
    }
  }

  @Test
  void equal_histories_make_equal_disks_and_what_survives_does_not_tell_how_it_came() {
    var one = new SimulatedDisk(DiskState.EMPTY);
    var other = new SimulatedDisk(DiskState.EMPTY);
    List.of("a", "b").forEach(one::create);
    List.of("b", "a").forEach(other::create);
    List.of(one, other).forEach(disk -> disk.append("a", List.of(bytes("x"))));
    assertThat(one.state()).isNotEqualTo(DiskState.EMPTY);
    List.of(one, other).forEach(disk -> List.of("a", "b").forEach(disk::sync));
    List.of(one, other).forEach(disk -> disk.syncDirectory(""));
    assertThat(one.state().powerLoss(Tear.RECORDS).some(1, 0).getFirst()).isEqualTo(other.state().powerLoss(Tear.RECORDS).some(1, 0).getFirst());
    assertThat(one.state().powerLoss(Tear.RECORDS).some(1, 0).getFirst()).hasSameHashCodeAs(other.state().powerLoss(Tear.RECORDS).some(1, 0).getFirst());
  }

  @Test
  void what_an_operation_replaces_stays_as_it_was() {
    var disk = new SimulatedDisk(DiskState.EMPTY);
    disk.create("a");
    var before = disk.state();
    disk.append("a", List.of(bytes("xy")));
    disk.rename("a", "b");
    assertThat(NaiveDisk.shown(before)).isEqualTo(Map.of("a", ""));
    assertThat(NaiveDisk.shown(disk.state())).isEqualTo(Map.of("b", "xy"));
  }

  @Test
  void a_full_disk_takes_what_fits_and_an_operation_that_fails_does_nothing() {
    var disk = new SimulatedDisk(DiskState.EMPTY.withCapacity(3));
    disk.create("a");
    assertFails(DiskFault.Kind.FULL, () -> disk.append("a", List.of(bytes("xy"), bytes("zu"))));
    assertThat(new String(disk.read("a"), ISO_8859_1)).isEqualTo("xyz");
    disk.truncate("a", 1);
    disk.write("a", 0, bytes("uvw"));
    assertThat(new String(disk.read("a"), ISO_8859_1)).isEqualTo("uvw");

    var broken = new SimulatedDisk(disk.state().withFailing(List.of(Disk.Operation.SYNC, Disk.Operation.RENAME)));
    assertFails(DiskFault.Kind.BROKEN, () -> broken.sync("a"));
    assertFails(DiskFault.Kind.BROKEN, () -> broken.rename("a", "b"));
    assertThat(broken.state().isSynced()).isFalse();
    assertFails(DiskFault.Kind.MISSING, () -> broken.read("b"));
    assertFails(DiskFault.Kind.MISSING, () -> broken.create("d/a"));
    assertFails(DiskFault.Kind.IS_DIRECTORY, () -> broken.read(""));
  }

  private static void assertFails(DiskFault.Kind kind, Runnable operation) {
    assertThatThrownBy(operation::run).isInstanceOfSatisfying(DiskFault.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
  }

  @Test
  void what_is_too_much_is_drawn_with_both_ends_and_the_same_by_each_seed() {
    var disk = new SimulatedDisk(DiskState.EMPTY);
    var records = new ArrayList<byte[]>();
    for (var i = 0; i < 100; i++) {
      records.add(bytes("record " + i));
    }
    for (var path : List.of("a", "b", "c", "e", "f", "g", "h", "i", "j", "k")) {
      disk.create(path);
      disk.append(path, records);
    }
    var loss = disk.state().powerLoss(Tear.BYTES);
    assertThat(loss.size()).isEqualTo(Long.MAX_VALUE);
    var some = loss.some(50, 7);
    assertThat(some).hasSize(50).isEqualTo(loss.some(50, 7)).isNotEqualTo(loss.some(50, 8));
    assertThat(some.getFirst()).isEqualTo(DiskState.EMPTY);
    assertThat(NaiveDisk.shown(some.get(1)).equals(NaiveDisk.shown(disk.state()))).isTrue();
  }

  /** What makes a file replaceable at one blow: written, synced, renamed, directory synced. */
  @Test
  void the_usual_way_to_replace_a_file_leaves_the_old_or_the_new_and_a_way_that_forgets_to_sync_does_not() {
    assertThat(survivorsOf(disk -> disk.sync("temp"))).containsExactlyInAnyOrder("old", "new");
    assertThat(survivorsOf(disk -> { })).contains("old", "new", "", "n");
  }

  private static List<String> survivorsOf(Consumer<Disk> step) {
    var disk = new SimulatedDisk(DiskState.EMPTY);
    disk.create("file");
    disk.append("file", List.of(bytes("old")));
    disk.sync("file");
    disk.syncDirectory("");
    disk.create("temp");
    disk.append("temp", List.of(bytes("new")));
    step.accept(disk);
    disk.rename("temp", "file");
    return disk.state().powerLoss(Tear.BYTES).some(100, 0).stream().map(state -> NaiveDisk.shown(state).get("file")).distinct().toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
