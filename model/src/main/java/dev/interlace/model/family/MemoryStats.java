package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Connection;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import dev.interlace.model.value.MemoryUse;
import java.util.ArrayList;
import java.util.List;

/**
 * What MEMORY STATS tells. <b>Deviation:</b> what keys take is {@link MemoryUse}, buffers take nothing, and of the allocator and the machine it
 * tells what a fresh server did. <b>Source:</b> {@code getMemoryOverheadData} in {@code object.c} of Redis 7.0.
 */
final class MemoryStats {
  /** Of a fresh server. */
  private static final long STARTUP = 876_128;
  private static final long ALLOCATED = 1_712_272;
  private static final long ACTIVE = 1_966_080;
  private static final long RESIDENT = 6_795_264;
  private static final long RSS = 12_484_608;
  private static final long FUNCTIONS = 200;
  private static final long A_CLIENT = 1_800;
  private static final long KEY_OBJECT = 16;
  private static final double PERCENT = 100;

  private final List<Pair> pairs = new ArrayList<>();
  private final Connection connection;

  private MemoryStats(Connection connection) {
    this.connection = connection;
  }

  static Reply of(Connection connection) {
    var stats = new MemoryStats(connection);
    stats.fill();
    return new Reply.MapReply(stats.pairs);
  }

  private void fill() {
    var total = MemoryUse.EMPTY_SERVER + connection.database().memoryUse();
    var clients = A_CLIENT * connection.host().peers(connection.session()).size();
    var scripts = connection.scripting().scripts().values().stream().mapToLong(Bytes::length).sum();
    put("peak.allocated", total);
    put("total.allocated", total);
    put("startup.allocated", STARTUP);
    put("replication.backlog", 0);
    put("clients.slaves", 0);
    put("clients.normal", clients);
    put("cluster.links", 0);
    put("aof.buffer", 0);
    put("lua.caches", scripts);
    put("functions.caches", FUNCTIONS);
    var overhead = STARTUP + clients + scripts + FUNCTIONS + databases();
    put("overhead.total", overhead);
    keys(total, overhead);
    machine(total);
  }

  /** Answers what the tables take. */
  private long databases() {
    var sum = 0L;
    for (var i = 0; i < Keyspace.DATABASES; i++) {
      var database = connection.database().at(i);
      if (database.size() > 0) {
        var main = MemoryUse.tableOf(database.size()) + KEY_OBJECT * database.size();
        var expires = database.expiringCount() == 0 ? 0 : MemoryUse.tableOf(database.expiringCount());
        sum += main + expires;
        pairs.add(new Pair(Reply.bulk("db." + i), new Reply.MapReply(List.of(
            new Pair(Reply.bulk("overhead.hashtable.main"), Reply.of(main)),
            new Pair(Reply.bulk("overhead.hashtable.expires"), Reply.of(expires)),
            new Pair(Reply.bulk("overhead.hashtable.slot-to-keys"), Reply.ZERO)))));
      }
    }
    return sum;
  }

  private void keys(long total, long overhead) {
    var count = 0L;
    for (var i = 0; i < Keyspace.DATABASES; i++) {
      count += connection.database().at(i).size();
    }
    var dataset = Math.max(0, total - overhead);
    put("keys.count", count);
    put("keys.bytes-per-key", count == 0 ? 0 : (total - STARTUP) / count);
    put("dataset.bytes", dataset);
    putRatio("dataset.percentage", PERCENT * dataset / (total - STARTUP));
    putRatio("peak.percentage", PERCENT);
  }

  private void machine(long total) {
    put("allocator.allocated", ALLOCATED);
    put("allocator.active", ACTIVE);
    put("allocator.resident", RESIDENT);
    putRatio("allocator-fragmentation.ratio", (double) ACTIVE / ALLOCATED);
    put("allocator-fragmentation.bytes", ACTIVE - ALLOCATED);
    putRatio("allocator-rss.ratio", (double) RESIDENT / ACTIVE);
    put("allocator-rss.bytes", RESIDENT - ACTIVE);
    putRatio("rss-overhead.ratio", (double) RSS / RESIDENT);
    put("rss-overhead.bytes", RSS - RESIDENT);
    putRatio("fragmentation", (double) RSS / total);
    put("fragmentation.bytes", RSS - total);
  }

  private void put(String name, long value) {
    pairs.add(new Pair(Reply.bulk(name), Reply.of(value)));
  }

  /** Redis computes these as floats. */
  private void putRatio(String name, double value) {
    pairs.add(new Pair(Reply.bulk(name), new Reply.Dbl(Numbers.formatDouble((float) value))));
  }
}
