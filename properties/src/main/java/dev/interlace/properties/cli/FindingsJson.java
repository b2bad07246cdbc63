package dev.interlace.properties.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Findings for machines: an array of records. */
final class FindingsJson {
  private static final JsonMapper JSON = new JsonMapper();

  private FindingsJson() {}

  static void write(List<Finding> findings, Path file) {
    var array = JSON.createArrayNode();
    findings.forEach(finding -> array.add(node(finding)));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, array.toPrettyString() + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static ObjectNode node(Finding finding) {
    var scenario = finding.exhibit().scenario();
    var node = JSON.createObjectNode();
    node.put("room", finding.exhibit().room());
    node.put("variant", finding.exhibit().variant());
    node.put("property", finding.property());
    node.put("verdict", finding.ruling().toString());
    node.putObject("bound")
        .put("clients", scenario.clients().size())
        .put("operations", scenario.clients().stream().mapToInt(client -> client.operations().size()).sum())
        .put("repliesLost", scenario.faults().repliesLost())
        .put("connectionsDropped", scenario.faults().connectionsDropped())
        .put("processCrashes", scenario.faults().processCrashes())
        .put("powerLosses", scenario.faults().powerLosses())
        .put("steps", scenario.maxSteps());
    node.put("states", finding.states());
    node.put("transitions", finding.transitions());
    node.put("seconds", finding.seconds());
    node.put("trace", finding.trace().map(Path::toString).orElse(null));
    node.put("confirmed", finding.confirmed().orElse(null));
    node.put("certificate", finding.certificate().map(Object::toString).orElse(null));
    node.put("vacuous", finding.isVacuous());
    node.put("sentence", finding.sentence());
    node.put("why", finding.exhibit().why());
    return node;
  }
}
