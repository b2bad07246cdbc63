package dev.interlace.traces.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.version.RedisVersion;
import java.util.List;

/** Traces as JSON, in the form of {@code trace-1.schema.json}. {@link TraceReader} is its inverse. */
final class TraceWriter {
  static final String REDIS = RedisVersion.MODELLED.text();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TraceWriter() {}

  static ObjectNode node(Trace trace) {
    var root = NODES.objectNode();
    root.put("format", Trace.FORMAT);
    root.put("scenario", trace.scenario());
    root.put("property", trace.property());
    root.put("sentence", trace.sentence());
    var settings = root.putObject("settings");
    settings.put("redis", REDIS);
    settings.put("startMillis", trace.start().millis());
    if (!trace.start().configuration().isEmpty()) {
      var configuration = settings.putArray("configuration");
      trace.start().configuration().forEach((name, value) -> configuration.addObject().put("name", name).put("value", value));
    }
    if (trace.start().mayGoDown()) {
      settings.put("mayGoDown", true);
    }
    trace.seed().ifPresent(seed -> root.put("seed", seed));
    var given = root.putArray("given");
    trace.given().forEach(command -> given.add(words(command)));
    var clients = root.putArray("clients");
    trace.clients().forEach(client -> clients.addObject().put("name", client.name()).put("result", client.result()));
    var steps = root.putArray("steps");
    for (var i = 0; i < trace.steps().size(); i++) {
      steps.add(step(i + 1, trace.steps().get(i)));
    }
    trace.repeatsFrom().ifPresent(first -> root.put("repeatsFrom", first));
    root.set("end", keys(trace.end()));
    return root;
  }

  private static ObjectNode step(int number, TraceStep step) {
    var node = NODES.objectNode();
    node.put("step", number);
    node.put("choice", step.choice());
    step.client().ifPresent(client -> node.put("client", client));
    step.operation().ifPresent(operation -> node.put("operation", operation));
    step.request().ifPresent(request -> putRequest(node, request));
    step.reply().ifPresent(reply -> node.set("reply", ReplyJson.node(reply)));
    if (step.fault() != TraceStep.Fault.NONE) {
      node.put("fault", step.fault().toString());
    }
    if (step.advanceMillis() != 0) {
      node.put("advanceMillis", step.advanceMillis());
    }
    if (!step.changed().isEmpty()) {
      node.set("changed", keys(step.changed()));
    }
    var enabled = node.putArray("enabled");
    step.enabled().forEach(enabled::add);
    return node;
  }

  private static void putRequest(ObjectNode node, Request request) {
    switch (request) {
      case Command command -> node.set("command", words(command));
      case Request.Sleep sleep -> node.put("sleepMillis", sleep.duration().toMillis());
      case Request.ReadClock clock -> node.put("readClock", true);
      case Request.Receive receive -> node.put("receive", true);
    }
  }

  private static ArrayNode words(Command command) {
    var words = NODES.arrayNode();
    for (Bytes word : command.words()) {
      words.add(ReplyJson.bytes(word));
    }
    return words;
  }

  private static ArrayNode keys(List<KeyState> keys) {
    var array = NODES.arrayNode();
    for (var key : keys) {
      var node = array.addObject();
      node.put("database", key.database());
      node.set("key", ReplyJson.bytes(key.key()));
      key.stored().ifPresent(stored -> {
        node.put("type", stored.type());
        node.set("value", ReplyJson.node(stored.content()));
        if (stored.hasExpiry()) {
          node.put("expireAtMillis", stored.expireAtMillis());
        }
      });
    }
    return array;
  }
}
