package dev.interlace.model.rdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SetValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StreamEntry;
import dev.interlace.model.value.StreamGroup;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamValue;
import dev.interlace.model.value.StringValue;
import dev.interlace.model.value.Thresholds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DumpPayloadTest {
  private static final int CORRUPTIONS = 1_000;
  private static final int FOOTER = 10;

  @Test
  void the_checksum_is_the_published_one() {
    assertThat(Crc64.of(0, Bytes.of("123456789").toByteArray(), 0, 9)).isEqualTo(0xe9c6d914c4b8d9caL);
  }

  @Test
  void what_lzf_compresses_it_expands_again() {
    var random = new Random(1);
    for (var i = 0; i < 2_000; i++) {
      var data = new byte[5 + random.nextInt(600)];
      var letters = 1 + random.nextInt(1 + random.nextInt(256));
      for (var at = 0; at < data.length; at++) {
        data[at] = (byte) random.nextInt(letters);
      }
      var compressed = Lzf.compress(data, data.length - 4);
      compressed.ifPresent(found -> assertThat(Lzf.expand(found, data.length)).isEqualTo(data));
    }
  }

  @Test
  void payloads_of_former_versions_are_read() {
    assertThat(read("\\x01\\x02\\x01a\\x01b")).hasToString("[a, b]");
    assertThat(read("\\x03\\x01\\x01a\\x031.5")).hasToString("[a=1.5]");
    assertThat(read("\\x09\\n\\x01\\x01a\\x03\\x01bcd?\\xff")).as("with a byte unused").hasToString("[a=bcd]");
    assertThat(read("\\n\\x10\\x10\\x00\\x00\\x00\\r\\x00\\x00\\x00\\x02\\x00\\x00\\x01a\\x03\\xf2\\xff")).hasToString("[a, 1]");
  }

  private static RedisValue read(String quoted) {
    var content = CommandLine.parse(Bytes.latin1('"' + quoted + '"')).orElseThrow().getFirst();
    var payload = whole(content.concat(Bytes.latin1("\n\0")).toByteArray());
    assertThat(DumpPayload.isWhole(payload)).isTrue();
    return DumpPayload.read(payload, Thresholds.DEFAULT, false).orElseThrow();
  }

  @Test
  void whatever_is_corrupted_is_refused_or_is_a_value() {
    var random = new Random(7);
    var refused = 0;
    for (var i = 0; i < CORRUPTIONS; i++) {
      for (var value : values()) {
        var payload = DumpPayload.of(value, i % 2 == 0).toByteArray();
        for (var changes = 1 + random.nextInt(3); changes > 0; changes--) {
          payload[random.nextInt(payload.length - FOOTER)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff >> random.nextInt(8));
        }
        var cut = random.nextInt(4) == 0 ? random.nextInt(payload.length - FOOTER) : 0;
        var content = Bytes.copyOf(payload, 0, payload.length - FOOTER - cut).concat(Bytes.latin1("\n\0"));
        var found = DumpPayload.read(whole(content.toByteArray()), Thresholds.DEFAULT, i % 3 == 0);
        refused += found.isEmpty() ? 1 : 0;
        found.ifPresent(read -> assertThat(DumpPayload.read(DumpPayload.of(read, true), Thresholds.DEFAULT, false)).isPresent());
      }
    }
    assertThat(refused).isGreaterThan(CORRUPTIONS);
  }

  private static Bytes whole(byte[] content) {
    var out = new RdbOutput(false);
    out.raw(content);
    out.littleEndian(Crc64.of(0, content, 0, content.length), Long.BYTES);
    return Bytes.wrap(out.toByteArray());
  }

  @Test
  void a_payload_that_is_not_whole_is_noticed() {
    var payload = DumpPayload.of(new StringValue(Bytes.of("hello")), true);
    for (var i = 0; i < payload.length(); i++) {
      var changed = payload.toByteArray();
      changed[i] ^= 4;
      assertThat(DumpPayload.isWhole(Bytes.wrap(changed))).isFalse();
      assertThat(DumpPayload.isWhole(payload.slice(0, i))).isFalse();
    }
  }

  private static List<RedisValue> values() {
    var list = new ListValue(new Thresholds(2, 1, 1, 1, 1, 1, 1, 1, 1));
    var set = new SetValue();
    var intset = new SetValue();
    var hash = new HashValue();
    var table = HashValue.table(Thresholds.DEFAULT);
    var scores = new SortedSetValue();
    var skiplist = SortedSetValue.skiplist();
    var stream = new StreamValue();
    for (var i = 0; i < 5; i++) {
      var text = Bytes.of("text" + i + "a".repeat(i * 20));
      list.addLast(text);
      set.add(text);
      intset.add(Bytes.of(i * 10_000));
      hash.put(text, Bytes.of(i));
      table.put(text, Bytes.of(-i));
      scores.put(text, i / 2.0);
      skiplist.put(text, i);
      stream.add(new StreamEntry(new StreamId(i + 1, 1), List.of(Bytes.of("f"), text)));
    }
    stream.delete(new StreamId(2, 1));
    stream.put(new StreamGroup(Bytes.of("g"), new StreamId(3, 1), 3)
        .with(new StreamGroup.Consumer(Bytes.of("c"), 5))
        .with(new StreamGroup.Pending(new StreamId(3, 1), Bytes.of("c"), 7, 1)));
    return List.of(new StringValue(Bytes.of("ab".repeat(20))), list, set, intset, hash, table, scores, skiplist, stream);
  }
}
