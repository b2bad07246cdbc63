package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.traces.oracle.OracleConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes what a real server tells of its parameters, in part by how it refuses values, into the file that the model reads. */
final class ParameterRecorder {
  private static final Path FILE = Path.of("../model/src/main/resources/dev/interlace/model/settings/parameters.txt");

  /** What the tests start a server with, and it would have otherwise. */
  private static final SortedMap<String, String> UNTOUCHED =
      new TreeMap<>(Map.of("port", "6379", "bind", "* -::*", "save", "3600 1 300 100 60 10000", "dir", "/"));

  /** Those whose kind is not told by an error, or not by an error alone. */
  private static final List<String> OWN =
      List.of(
          "activedefrag", "bind", "client-output-buffer-limit", "cluster-announce-hostname", "hz", "latency-tracking-info-percentiles",
          "notify-keyspace-events", "oom-score-adj-values", "port", "proc-title-template", "repl-backlog-size",
          "save", "tls-cluster", "tls-port", "tls-replication", "watchdog-period");

  /** Those that no pattern finds. */
  private static final List<String> HIDDEN =
      List.of("key-load-delay", "loading-process-events-interval-bytes", "rdb-key-save-delay", "use-exit-on-panic", "watchdog-period");

  private static final Pattern BETWEEN = Pattern.compile("argument must be between (\\S+) and (\\S+) inclusive");
  private static final String CHOICE = "argument(s) must be one of the following: ";

  private final OracleConnection server;
  private final SortedMap<String, String> initial;

  private ParameterRecorder(OracleConnection server) {
    this.server = server;
    this.initial = values(server);
  }

  static SortedMap<String, String> values(OracleConnection server) {
    var values = values(server, "*");
    HIDDEN.forEach(name -> values.putAll(values(server, name)));
    return values;
  }

  static SortedMap<String, String> values(OracleConnection server, String pattern) {
    var values = new TreeMap<String, String>();
    if (server.call("CONFIG", "GET", pattern) instanceof Reply.Array(var items)) {
      for (var i = 0; i < items.size(); i += 2) {
        values.put(text(items.get(i)), text(items.get(i + 1)));
      }
    }
    return values;
  }

  private static String text(Reply reply) {
    return reply instanceof Reply.Bulk(Bytes value) ? value.toLatin1() : "";
  }

  static void record(OracleConnection server) {
    var recorder = new ParameterRecorder(server);
    var lines = new StringBuilder();
    recorder.initial.keySet().forEach(name -> lines.append(recorder.line(name)).append('\n'));
    try {
      Files.writeString(FILE, lines.toString(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line(String name) {
    var current = name.equals("lua-time-limit") ? "busy-reply-threshold" : name.replace("slave", "replica").replace("ziplist", "listpack");
    if (!current.equals(name) && initial.containsKey(current)) {
      return name + " alias " + current;
    }
    var value = UNTOUCHED.getOrDefault(name, initial.get(name));
    var refusal = refusal(name, "junk");
    var access = refusal.endsWith("immutable config") ? "immutable" : refusal.endsWith("protected config") ? "protected"
        : HIDDEN.contains(name) ? "hidden" : "mutable";
    var isMutable = access.equals("mutable") || access.equals("hidden");
    return name + " " + access + " " + (isMutable ? kind(name, refusal) : "text") + " = " + value;
  }

  private String kind(String name, String refusal) {
    if (OWN.contains(name)) {
      return "own";
    }
    if (refusal.startsWith(CHOICE)) {
      var names = refusal.substring(CHOICE.length()).split(", ");
      var kind = refusal(name, names[0] + " " + names[1]).isEmpty() ? "choices" : "choice";
      restore(name);
      return kind + " " + String.join(" ", names);
    }
    return switch (refusal) {
      case "" -> "text";
      case "argument must be 'yes' or 'no'" -> "yesno";
      case "argument couldn't be parsed into an integer" -> "integer " + bounds(name, "-999999999999999999");
      case "argument must be a memory value" -> "memory " + bounds(name, "18446744073709551615");
      case "argument must be a memory or percent value" -> "percent";
      default -> throw new IllegalStateException(name + " is of an unknown kind: " + refusal);
    };
  }

  private String bounds(String name, String outside) {
    var found = BETWEEN.matcher(refusal(name, outside));
    restore(name);
    return found.matches() ? found.group(1) + " " + found.group(2) : "0 18446744073709551615";
  }

  private void restore(String name) {
    server.call("CONFIG", "SET", name, initial.get(name));
  }

  /** Why {@code value} is refused, or nothing if it is not; whatever was set is set back. */
  private String refusal(String name, String value) {
    if (!(server.call("CONFIG", "SET", name, value) instanceof Reply.Error(Bytes text))) {
      restore(name);
      return "";
    }
    return text.toLatin1().substring(text.toLatin1().indexOf(" - ") + 3);
  }
}
