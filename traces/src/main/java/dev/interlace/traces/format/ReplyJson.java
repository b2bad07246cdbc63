package dev.interlace.traces.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.Base64;
import java.util.List;

/** Replies as JSON: an object whose one field names the RESP type, such as {@code {"int": 1}} or {@code {"bulk": "v"}}. */
final class ReplyJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ReplyJson() {}

  static JsonNode node(Reply reply) {
    return switch (reply) {
      case Reply.Simple simple -> one("simple", bytes(simple.text()));
      case Reply.Error error -> one("error", bytes(error.text()));
      case Reply.Int number -> one("int", NODES.numberNode(number.value()));
      case Reply.Bulk bulk -> one("bulk", bytes(bulk.value()));
      case Reply.Nil nil -> one("nil", NODES.booleanNode(true));
      case Reply.NilArray nil -> one("nilarray", NODES.booleanNode(true));
      case Reply.Array array -> one("array", items(array.items()));
      case Reply.SetReply set -> one("set", items(set.items()));
      case Reply.Push push -> one("push", items(push.items()));
      case Reply.Several several -> one("several", items(several.items()));
      case Reply.MapReply map -> one("map", pairs(map.pairs()));
      case Reply.Pairs pairs -> node(pairs.asResp3());
      case Reply.Keyed keyed -> node(keyed.asResp3());
      case Reply.Bool bool -> one("bool", NODES.booleanNode(bool.value()));
      case Reply.Dbl number -> one("double", bytes(number.text()));
      case Reply.BigNumber number -> one("bignum", bytes(number.text()));
      case Reply.Verbatim verbatim -> one("verbatim", NODES.arrayNode().add(verbatim.format()).add(bytes(verbatim.text())));
      case Reply.Head head -> throw new IllegalArgumentException("half a reply is in no trace: " + head);
    };
  }

  static Reply read(Json json) {
    var type = json.onlyField();
    var value = json.get(type);
    return switch (type) {
      case "simple" -> new Reply.Simple(value.bytes());
      case "error" -> new Reply.Error(value.bytes());
      case "int" -> Reply.of(value.integer());
      case "bulk" -> Reply.of(value.bytes());
      case "nil" -> absent(value, Reply.NIL);
      case "nilarray" -> absent(value, Reply.NIL_ARRAY);
      case "array" -> new Reply.Array(value.list(ReplyJson::read));
      case "set" -> new Reply.SetReply(value.list(ReplyJson::read));
      case "push" -> new Reply.Push(value.list(ReplyJson::read));
      case "several" -> new Reply.Several(value.list(ReplyJson::read));
      case "map" -> new Reply.MapReply(value.list(ReplyJson::pair));
      case "bool" -> new Reply.Bool(value.bool());
      case "double" -> new Reply.Dbl(value.bytes());
      case "bignum" -> new Reply.BigNumber(value.bytes());
      case "verbatim" -> verbatim(value);
      default -> throw json.wrong("no reply is called \"" + type + "\"");
    };
  }

  private static Reply absent(Json json, Reply nil) {
    json.isTrue();
    return nil;
  }

  private static Reply.Pair pair(Json json) {
    var both = json.list(ReplyJson::read);
    if (both.size() != 2) {
      throw json.wrong("a pair is wanted here");
    }
    return new Reply.Pair(both.get(0), both.get(1));
  }

  private static Reply verbatim(Json json) {
    var both = json.list(each -> each);
    if (both.size() != 2) {
      throw json.wrong("a format and a text are wanted here");
    }
    return new Reply.Verbatim(both.get(0).text(), both.get(1).bytes());
  }

  /** Text if the bytes are UTF-8, so that people can read it; else Base64. */
  static JsonNode bytes(Bytes bytes) {
    var text = bytes.toUtf8();
    return Bytes.of(text).equals(bytes)
        ? NODES.textNode(text)
        : one("base64", NODES.textNode(Base64.getEncoder().encodeToString(bytes.toByteArray())));
  }

  private static ArrayNode items(List<Reply> items) {
    var array = NODES.arrayNode();
    items.forEach(item -> array.add(node(item)));
    return array;
  }

  private static ArrayNode pairs(List<Reply.Pair> pairs) {
    var array = NODES.arrayNode();
    pairs.forEach(pair -> array.add(NODES.arrayNode().add(node(pair.key())).add(node(pair.value()))));
    return array;
  }

  private static ObjectNode one(String field, JsonNode value) {
    return NODES.objectNode().set(field, value);
  }
}
