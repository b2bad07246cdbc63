package dev.interlace.model.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.value.SetValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeyspaceTest {
  private static final int STEPS = 2_000;
  private static final int DATABASES = 3;

  /** The same without any cleverness. */
  private static final class Plain {
    final List<TreeMap<Bytes, Content>> databases = new ArrayList<>();

    private record Content(List<Bytes> members, long expireAt) {}

    Plain() {
      for (var i = 0; i < DATABASES; i++) {
        databases.add(new TreeMap<>());
      }
    }

    Plain(Plain other) {
      other.databases.forEach(each -> databases.add(new TreeMap<>(each)));
    }
  }

  @Test
  void random_writes_come_to_the_same_as_on_plain_maps_and_snapshots_stay_as_they_were() {
    for (var seed = 0; seed < 10; seed++) {
      var random = new Random(seed);
      var keyspace = new Keyspace();
      var plain = new Plain();
      for (var step = 0; step < STEPS; step++) {
        if (random.nextInt(10) == 0) {
          var snapshot = keyspace;
          var wasBefore = new Plain(plain);
          keyspace = keyspace.fork();
          change(keyspace, plain, random);
          check(snapshot, wasBefore);
        }
        change(keyspace, plain, random);
        if (step % 20 == 0) {
          check(keyspace, plain);
          assertThat(keyspace).isEqualTo(rebuilt(plain)).hasSameHashCodeAs(rebuilt(plain));
          keyspace = keyspace.fork();
        }
      }
    }
  }

  private static void change(Keyspace keyspace, Plain plain, Random random) {
    var database = random.nextInt(DATABASES);
    var key = Bytes.of("k" + random.nextInt(40));
    var map = plain.databases.get(database);
    var before = map.get(key);
    switch (random.nextInt(before == null ? 3 : 8)) {
      case 0 -> swapOrClear(keyspace, plain, database, random);
      case 1, 2, 3 -> {
        var expiry = random.nextBoolean() ? Entry.NEVER : random.nextInt(50);
        keyspace.put(database, key, setOf(List.of(key)), expiry);
        map.put(key, new Plain.Content(List.of(key), expiry));
      }
      case 4 -> {
        keyspace.remove(database, key);
        map.remove(key);
      }
      case 5 -> {
        var expiry = random.nextBoolean() ? Entry.NEVER : random.nextInt(50);
        keyspace.expireAt(database, key, expiry);
        map.put(key, new Plain.Content(before.members, expiry));
      }
      default -> {
        var member = Bytes.of("m" + random.nextInt(1_000));
        var more = new ArrayList<>(before.members);
        more.add(member);
        ((SetValue) keyspace.ownedValue(database, key)).add(member);
        map.put(key, new Plain.Content(more, before.expireAt));
      }
    }
  }

  private static void swapOrClear(Keyspace keyspace, Plain plain, int database, Random random) {
    if (random.nextInt(20) > 0) {
      var other = random.nextInt(DATABASES);
      keyspace.swap(database, other);
      plain.databases.set(other, plain.databases.set(database, plain.databases.get(other)));
    } else {
      keyspace.clear(database);
      plain.databases.get(database).clear();
    }
  }

  private static SetValue setOf(List<Bytes> members) {
    var set = new SetValue();
    members.forEach(set::add);
    return set;
  }

  private static Keyspace rebuilt(Plain plain) {
    var keyspace = new Keyspace();
    for (var i = 0; i < DATABASES; i++) {
      for (var each : plain.databases.get(i).entrySet()) {
        keyspace.put(i, each.getKey(), setOf(each.getValue().members), each.getValue().expireAt);
      }
    }
    return keyspace;
  }

  private static void check(Keyspace keyspace, Plain plain) {
    for (var i = 0; i < DATABASES; i++) {
      var expected = plain.databases.get(i);
      var entries = keyspace.entries(i);
      assertThat(entries.keySet()).isEqualTo(expected.keySet());
      expected.forEach((key, content) -> assertThat(entries.get(key)).isEqualTo(new Entry(key, setOf(content.members), content.expireAt, key)));
      assertThat(keyspace.size(i)).isEqualTo(expected.size());
      assertThat(keyspace.expiring(i)).isEqualTo((int) expected.values().stream().filter(each -> each.expireAt != Entry.NEVER).count());
    }
    for (var now = 0; now < 52; now += 3) {
      assertThat(keyspace.nextExpiry(now)).isEqualTo(nextExpiry(plain, now));
    }
  }

  private static long nextExpiry(Plain plain, long now) {
    return plain.databases.stream()
        .map(Map::values)
        .flatMap(values -> values.stream().map(Plain.Content::expireAt))
        .filter(each -> each >= now)
        .min(Long::compare)
        .orElse(Entry.NEVER);
  }
}
