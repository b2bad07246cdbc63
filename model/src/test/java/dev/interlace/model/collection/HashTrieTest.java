package dev.interlace.model.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Keyed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HashTrieTest {
  private static final int STEPS = 3_000;

  private record Pair(Bytes key, int value) implements Keyed {}

  @Test
  void random_changes_come_to_the_same_as_on_a_tree_map_whoever_owns_what() {
    for (var seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      LongFunction<Bytes> keys = seed % 2 == 0 ? n -> Bytes.of("key" + n) : HashTrieTest::colliding;
      var owner = new Object();
      var map = new TreeMap<Bytes, Pair>();
      var trie = HashTrie.<Pair>empty();
      for (var step = 0; step < STEPS; step++) {
        if (step % 50 == 0) {
          check(trie, map);
        }
        var snapshot = random.nextInt(40) == 0 ? trie : null;
        var wasBefore = snapshot == null ? List.of() : trie.toList();
        owner = snapshot == null ? owner : new Object();
        var key = keys.apply(random.nextInt(step < STEPS / 2 ? 300 : 30));
        if (random.nextInt(3) > 0) {
          map.put(key, new Pair(key, step));
          trie = trie.with(owner, new Pair(key, step));
        } else {
          map.remove(key);
          trie = trie.without(owner, key);
        }
        assertThat(trie.find(key)).isEqualTo(map.get(key));
        assertThat(trie.has(key)).isEqualTo(map.containsKey(key));
        if (snapshot != null) {
          assertThat(snapshot.toList()).as("an old trie stays as it was").isEqualTo(wasBefore);
        }
      }
      for (var key : List.copyOf(map.keySet())) {
        map.remove(key);
        trie = trie.without(owner, key);
        check(trie, map);
      }
    }
  }

  private static void check(HashTrie<Pair> trie, TreeMap<Bytes, Pair> map) {
    assertThat(trie.isNormal()).isTrue();
    var order = Comparator.<Pair>comparingLong(pair -> HashTrie.hash(pair.key)).thenComparing(Pair::key);
    var expected = map.values().stream().sorted(order).toList();
    assertThat(trie.toList()).isEqualTo(expected);
    assertThat(trie.size()).isEqualTo(expected.size());
    for (var i = 0; i < expected.size(); i++) {
      assertThat(trie.get(i)).isEqualTo(expected.get(i));
      var hash = HashTrie.hash(expected.get(i).key);
      assertThat(rest(trie.from(hash))).isEqualTo(expected.stream().filter(each -> HashTrie.hash(each.key) >= hash).toList());
      assertThat(rest(trie.from(hash + 1))).isEqualTo(expected.stream().filter(each -> HashTrie.hash(each.key) > hash).toList());
    }
    var owner = new Object();
    var again = HashTrie.<Pair>empty();
    for (var pair : map.values()) {
      again = again.with(owner, pair);
    }
    assertThat(trie).as("the same content, another history").isEqualTo(again).hasSameHashCodeAs(again);
    if (!map.isEmpty()) {
      var other = again.with(new Object(), new Pair(map.firstKey(), -1));
      assertThat(other).isNotEqualTo(trie);
    }
  }

  private static <E> List<E> rest(Iterator<E> iterator) {
    var all = new ArrayList<E>();
    iterator.forEachRemaining(all::add);
    return all;
  }

  @Test
  void a_walk_that_is_resumed_meets_all_that_stays_and_nothing_twice() {
    for (var seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      LongFunction<Bytes> keys = seed % 2 == 0 ? Bytes::of : HashTrieTest::colliding;
      var owner = new Object();
      var trie = HashTrie.<Bytes>empty();
      for (var n = 0; n < 200; n++) {
        trie = trie.with(owner, keys.apply(n));
      }
      var seen = new ArrayList<Bytes>();
      var cursor = 0L;
      do {
        var walk = trie.from(cursor);
        cursor = 0;
        for (var taken = 0; walk.hasNext(); taken++) {
          var next = walk.next();
          if (taken >= 5 && HashTrie.hash(next) != HashTrie.hash(seen.getLast())) {
            cursor = HashTrie.hash(next);
            break;
          }
          seen.add(next);
        }
        for (var change = 0; change < 10; change++) {
          var n = 100 + random.nextInt(400);
          trie = random.nextBoolean() ? trie.with(owner, keys.apply(n)) : trie.without(owner, keys.apply(n));
        }
      } while (cursor != 0);
      assertThat(seen).doesNotHaveDuplicates().containsAll(LongStream.range(0, 100).mapToObj(keys).toList());
    }
  }

  @Test
  void keys_of_one_hash_lie_in_one_bucket_by_their_bytes() {
    var owner = new Object();
    var trie = HashTrie.<Bytes>empty();
    var keys = LongStream.range(0, 16).mapToObj(HashTrieTest::colliding).toList();
    for (var key : keys) {
      trie = trie.with(owner, key);
    }
    assertThat(new HashSet<>(keys.stream().map(HashTrie::hash).toList())).hasSize(1);
    assertThat(trie.toList()).isEqualTo(keys.stream().sorted().toList());
    assertThat(trie.isNormal()).isTrue();
  }

  @Test
  void there_is_nothing_beyond_its_ends() {
    var trie = HashTrie.<Bytes>empty().with(new Object(), Bytes.of("a"));
    assertThatThrownBy(() -> trie.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> trie.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(trie.from(1L << HashTrie.HASH_BITS).hasNext()).isFalse();
    assertThat(trie.from(-1).hasNext()).as("a cursor is unsigned").isFalse();
    assertThat(HashTrie.<Bytes>empty().iterator().hasNext()).isFalse();
  }

  /** Sixteen keys in a row share a hash: the eight bytes that MurmurHash64A turns into a number that differs in the last bits only. */
  private static Bytes colliding(long n) {
    var hash = (n >> 4) * 0x9E3779B97F4A7C15L << Long.SIZE - HashTrie.HASH_BITS | n & 15;
    var multiplier = 0xc6a4a7935bd1e995L;
    var inverse = multiplier; // Newton's iteration doubles the correct bits of the inverse modulo 2^64
    for (var i = 0; i < 6; i++) {
      inverse *= 2 - multiplier * inverse;
    }
    var mixed = (hash ^ hash >>> 47) * inverse;
    mixed = (mixed ^ mixed >>> 47) * inverse;
    var block = (mixed ^ Long.BYTES * multiplier) * inverse;
    block = (block ^ block >>> 47) * inverse;
    return Bytes.copyOf(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(block).array());
  }
}
