package dev.interlace.model.family;

import dev.interlace.model.durability.Durability;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.ConfigurationFile;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.Host.Peer;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.session.Session;
import dev.interlace.model.telemetry.CommandCount;
import dev.interlace.model.telemetry.Telemetry;
import dev.interlace.model.value.MemoryUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What INFO puts into its fields. <b>Deviation:</b> memory is an estimate, and what is not in here stays as a fresh server has it:
 * processor times, network traffic, and what only a machine knows.
 */
final class InfoFields {
  private static final long MILLIS_A_SECOND = 1_000;
  private static final long SECONDS_A_DAY = 86_400;
  private static final int LRU_BITS = 24;

  private final Connection connection;
  private final Call call;
  private final Telemetry telemetry;
  private final Map<String, String> values = new HashMap<>();

  InfoFields(Connection connection, Call call) {
    this.connection = connection;
    this.call = call;
    this.telemetry = connection.host().telemetry(call);
    server();
    clients();
    memory();
    persistence();
    statistics();
  }

  /** By field; only looked up. */
  Map<String, String> values() {
    return values;
  }

  private void put(String field, long value) {
    values.put(field, Long.toString(value));
  }

  private void server() {
    var facts = telemetry.facts();
    var now = call.nowMillis();
    var uptime = (now - telemetry.startMillis()) / MILLIS_A_SECOND;
    values.put("redis_version", connection.settings().version().text());
    put("process_id", facts.processId());
    values.put("run_id", facts.runId());
    put("tcp_port", facts.port());
    values.put("os", facts.operatingSystem());
    values.put("executable", facts.executable());
    values.put("config_file", connection.host().surroundings().configurationFile().map(ConfigurationFile::path).orElse(""));
    put("server_time_usec", now * MILLIS_A_SECOND);
    put("uptime_in_seconds", uptime);
    put("uptime_in_days", uptime / SECONDS_A_DAY);
    put("lru_clock", now / MILLIS_A_SECOND & (1 << LRU_BITS) - 1);
    values.put("hz", connection.settings().text("hz"));
    values.put("configured_hz", connection.settings().text("hz"));
  }

  private void clients() {
    put("connected_clients", count(session -> true));
    put("blocked_clients", connection.host().peers(connection.session()).stream().filter(Peer::isBlocked).count());
    put("tracking_clients", count(session -> session.listening().tracking().isPresent()));
    var trackers = connection.clients().trackers();
    put("tracking_total_keys", trackers.keys().size());
    put("tracking_total_items", trackers.keys().entryCount());
    put("tracking_total_prefixes", trackers.prefixes().size());
    values.put("maxclients", connection.settings().text("maxclients"));
  }

  private long count(Predicate<Session> filter) {
    return connection.host().peers(connection.session()).stream().filter(peer -> filter.test(peer.session())).count();
  }

  private void memory() {
    var limit = connection.settings().number("maxmemory");
    var scripts = connection.scripting().scripts();
    var dataset = connection.database().memoryUse();
    var used = MemoryUse.EMPTY_SERVER + dataset;
    put("used_memory", used);
    values.put("used_memory_human", human(used));
    put("used_memory_dataset", dataset);
    values.put("maxmemory", connection.settings().text("maxmemory"));
    values.put("maxmemory_human", human(limit));
    values.put("maxmemory_policy", connection.settings().text("maxmemory-policy"));
    put("number_of_cached_scripts", scripts.size());
    put("used_memory_scripts_eval", scripts.values().stream().mapToLong(Bytes::length).sum());
  }

  /** <b>Source:</b> {@code bytesToHuman}. */
  static String human(long bytes) {
    var units = "BKMGTP";
    var unit = 0;
    var amount = (double) bytes;
    while (amount >= 1024 && unit + 1 < units.length()) {
      amount /= 1024;
      unit++;
    }
    return unit == 0 ? bytes + "B" : Numbers.fixed(amount, 2) + units.charAt(unit);
  }

  private void persistence() {
    put("rdb_changes_since_last_save", telemetry.changesSinceSave());
    put("rdb_last_save_time", telemetry.lastSaveMillis() / MILLIS_A_SECOND);
    put("rdb_saves", telemetry.saves());
    put("aof_enabled", connection.settings().isOn("appendonly") ? 1 : 0);
    connection.host().durability().ifPresent(kept -> {
      put("rdb_changes_since_last_save", kept.changesSinceSave());
      put("rdb_last_save_time", kept.lastSaveMillis() / MILLIS_A_SECOND);
      put("rdb_bgsave_in_progress", kept.isSaving() ? 1 : 0);
      values.put("rdb_last_bgsave_status", kept.hasSaveFailed() ? "err" : "ok");
      put("aof_rewrite_in_progress", kept.isRewriting() ? 1 : 0);
      put("rdb_saves", kept.saveCount());
      put("aof_rewrites", kept.rewriteCount());
      put("aof_rewrites_consecutive_failures", kept.rewriteFailures());
      put("aof_rewrite_scheduled", kept.isRewriteScheduled() ? 1 : 0);
      values.put("aof_last_bgrewrite_status", kept.hasRewriteFailed() ? "err" : "ok");
      values.put("aof_last_write_status", kept.trouble().isPresent() ? "err" : "ok");
    });
  }

  private void statistics() {
    var subscriptions = connection.clients().subscriptions();
    put("total_connections_received", telemetry.connections());
    put("total_commands_processed", telemetry.calls());
    put("expired_keys", telemetry.expired());
    put("evicted_keys", telemetry.evicted());
    put("keyspace_hits", telemetry.hits());
    put("keyspace_misses", telemetry.misses());
    put("pubsub_channels", subscriptions.channels().size());
    put("pubsub_patterns", subscriptions.patterns().size());
    put("pubsubshard_channels", subscriptions.shardChannels().size());
    put("total_error_replies", telemetry.errorReplies());
    values.put("repl_backlog_size", connection.settings().text("repl-backlog-size"));
  }

  /** The lines of a section that depends on what happened. */
  List<String> lines(String section) {
    var lines = new ArrayList<String>();
    switch (section) {
      case "Commandstats" -> telemetry.commands().forEach((name, count) -> lines.add("cmdstat_" + name + ":" + shown(count)));
      case "Errorstats" -> telemetry.errors().forEach((code, count) -> lines.add("errorstat_" + code + ":count=" + count));
      case "Latencystats" -> telemetry.commands().forEach((name, count) -> percentiles(name, count, lines));
      case "Keyspace" -> keyspace(lines);
      case "Persistence" -> connection.host().durability().flatMap(Durability::logged).ifPresent(log -> logged(log, lines));
      default -> {}
    }
    return lines;
  }

  /** What there is to tell only where a log is kept. */
  private static void logged(Durability.Logged log, List<String> lines) {
    lines.add("aof_current_size:" + log.size());
    lines.add("aof_base_size:" + log.baseSize());
    lines.add("aof_pending_rewrite:0");
    lines.add("aof_buffer_length:" + log.unwritten());
    lines.add("aof_pending_bio_fsync:" + log.syncs());
    lines.add("aof_delayed_fsync:" + log.postponedTooLong());
  }

  private static String shown(CommandCount count) {
    var perCall = count.calls() == 0 ? 0 : (double) count.micros() / count.calls();
    return "calls=" + count.calls() + ",usec=" + count.micros() + ",usec_per_call=" + Numbers.fixed(perCall, 2) + ",rejected_calls="
        + count.rejected() + ",failed_calls=" + count.failed();
  }

  private void percentiles(String name, CommandCount count, List<String> lines) {
    if (count.calls() == 0 || !connection.settings().isOn("latency-tracking")) {
      return;
    }
    var shown = new ArrayList<String>();
    for (var percentile : connection.settings().text("latency-tracking-info-percentiles").split(" ")) {
      if (!percentile.isEmpty()) {
        shown.add("p" + percentile + "=" + Numbers.fixed(Histogram.percentile(count, Double.parseDouble(percentile)), 3));
      }
    }
    lines.add("latency_percentiles_usec_" + name + ":" + String.join(",", shown));
  }

  private void keyspace(List<String> lines) {
    for (var i = 0; i < Keyspace.DATABASES; i++) {
      var database = connection.database().at(i);
      if (database.size() > 0) {
        lines.add("db" + i + ":keys=" + database.size() + ",expires=" + database.expiringCount() + ",avg_ttl=0");
      }
    }
  }
}
