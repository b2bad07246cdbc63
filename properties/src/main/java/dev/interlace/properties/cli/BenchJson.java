package dev.interlace.properties.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlace.properties.bench.Measurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Measurements for machines. */
final class BenchJson {
  private static final JsonMapper JSON = new JsonMapper();
  private static final double MILLIS_A_SECOND = 1e3;

  private BenchJson() {}

  static void write(Measurement row, Path file) {
    write(node(row), file);
  }

  static void write(List<Measurement> rows, Path file) {
    var array = JSON.createArrayNode();
    rows.forEach(row -> array.add(node(row)));
    write(array, file);
  }

  private static ObjectNode node(Measurement row) {
    return JSON.createObjectNode()
        .put("workload", row.task().workload().name())
        .put("clients", row.task().clients())
        .put("repeat", row.task().repeat())
        .put("strategy", row.task().method().name().toLowerCase(Locale.ROOT))
        .put("reduction", row.task().reductions().order())
        .put("symmetry", row.task().reductions().symmetry())
        .put("states", row.states())
        .put("transitions", row.transitions())
        .put("executions", row.executions())
        .put("searchSeconds", row.searchSeconds())
        .put("processSeconds", ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS_A_SECOND)
        .put("bytesPerState", row.bytesPerState())
        .put("verdict", row.verdict());
  }

  private static void write(JsonNode node, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, node.toPrettyString() + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
