package dev.interlace.model.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One recorded reply of a real server. Each character of a text is one byte. */
record Vector(String name, String area, int resp, JsonNode json) {
  static List<Vector> all() {
    try (var in = Vector.class.getResourceAsStream("/lua/lua.json")) {
      var vectors = new ArrayList<Vector>();
      for (var node : new ObjectMapper().readTree(in).get("vectors")) {
        vectors.add(new Vector(node.get("name").asText(), node.get("area").asText(), node.path("resp").asInt(2), node));
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final Pattern COMMAND = Pattern.compile("redis\\.p?call *[(,\"]");

  /** Whether this is about scripts that use nothing of a server: EVAL before, within and after, and no command in them. */
  boolean isPureEval() {
    if (!json.has("call") || !json.has("keys") || json.has("after") || !isPure(json.get("call"))) {
      return false;
    }
    for (var command : json.path("setup")) {
      if (!isPure(command)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPure(JsonNode command) {
    return command.get(0).asText().equals("EVAL") && !COMMAND.matcher(command.get(1).asText()).find();
  }

  /** The scripts to run first, all without keys and arguments. */
  List<Bytes> setup() {
    var scripts = new ArrayList<Bytes>();
    json.path("setup").forEach(command -> scripts.add(Bytes.latin1(command.get(1).asText())));
    return scripts;
  }

  Bytes script() {
    return Bytes.latin1(json.get("call").get(1).asText());
  }

  List<Bytes> keys() {
    return texts("keys");
  }

  List<Bytes> arguments() {
    return texts("args");
  }

  private List<Bytes> texts(String field) {
    var texts = new ArrayList<Bytes>();
    json.get(field).forEach(text -> texts.add(Bytes.latin1(text.asText())));
    return texts;
  }

  String expected() {
    return json.get("expect").toString();
  }

  /** A reply as its client receives it, in the notation of the vectors. */
  String shown(Reply reply) {
    return json(resp == 2 ? reply.asResp2() : reply.asResp3()).toString();
  }

  private JsonNode json(Reply reply) {
    var mapper = new ObjectMapper();
    var out = mapper.createObjectNode();
    switch (reply) {
      case Reply.Int i -> out.put("int", i.value());
      case Reply.Bulk b -> out.put("bulk", b.value().toLatin1());
      case Reply.Simple s -> out.put("simple", s.text().toLatin1());
      case Reply.Error e -> out.put("error", e.text().toLatin1());
      case Reply.Nil n -> out.put(resp == 2 ? "nil" : "null", true);
      case Reply.NilArray n -> out.put(resp == 2 ? "nilarray" : "null", true);
      case Reply.Array a -> out.set("array", list(a.items()));
      case Reply.SetReply s -> out.set("set", list(s.items()));
      case Reply.Push p -> out.set("push", list(p.items()));
      case Reply.Several s -> throw new IllegalArgumentException("a script's command answers once: " + s);
      case Reply.Pairs p -> throw new IllegalArgumentException("no connection sees " + p);
      case Reply.Keyed k -> throw new IllegalArgumentException("no connection sees " + k);
      case Reply.MapReply m -> {
        var pairs = out.putArray("map");
        m.pairs().forEach(pair -> pairs.add(list(List.of(pair.key(), pair.value()))));
      }
      case Reply.Bool b -> out.put("bool", b.value());
      case Reply.Dbl d -> out.put("double", d.text().toLatin1());
      case Reply.BigNumber n -> out.put("bignum", n.text().toLatin1());
      case Reply.Head h -> throw new IllegalArgumentException("a script's command answers at once: " + h);
      case Reply.Verbatim v -> out.putArray("verbatim").add(v.format()).add(v.text().toLatin1());
    }
    return out;
  }

  private JsonNode list(List<Reply> items) {
    var array = new ObjectMapper().createArrayNode();
    items.forEach(item -> array.add(json(item)));
    return array;
  }
}
