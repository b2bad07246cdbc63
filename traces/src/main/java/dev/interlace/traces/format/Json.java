package dev.interlace.traces.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A place in a JSON document that knows its own path, so that every complaint says where. */
record Json(String source, String path, JsonNode node) {
  /** This object, which has no fields but {@code known}: what a person misspelt must not be taken for absent. */
  Json withOnly(String... known) {
    checkObject();
    for (var name : (Iterable<String>) node::fieldNames) {
      if (!List.of(known).contains(name)) {
        throw at(name).wrong("there is no such field; there are " + String.join(", ", known));
      }
    }
    return this;
  }

  Json get(String field) {
    return find(field).orElseThrow(() -> wrong("the field \"" + field + "\" is missing"));
  }

  Optional<Json> find(String field) {
    checkObject();
    return node.has(field) ? Optional.of(at(field)) : Optional.empty();
  }

  boolean has(String field) {
    return find(field).isPresent();
  }

  private void checkObject() {
    if (!node.isObject()) {
      throw wrong("an object is wanted here");
    }
  }

  private Json at(String field) {
    return new Json(source, path.isEmpty() ? field : path + "." + field, node.get(field));
  }

  <T> List<T> list(Function<Json, T> reader) {
    if (!node.isArray()) {
      throw wrong("an array is wanted here");
    }
    var items = new ArrayList<T>();
    for (var i = 0; i < node.size(); i++) {
      items.add(reader.apply(new Json(source, path + "[" + i + "]", node.get(i))));
    }
    return items;
  }

  String text() {
    if (!node.isTextual()) {
      throw wrong("a text is wanted here");
    }
    return node.textValue();
  }

  long integer() {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong("an integer is wanted here");
    }
    return node.longValue();
  }

  /** An integer from {@code least} to {@code most}, both inclusive. */
  long integer(long least, long most) {
    var value = integer();
    if (value < least || value > most) {
      throw wrong(value + " is out of range");
    }
    return value;
  }

  boolean bool() {
    if (!node.isBoolean()) {
      throw wrong("true or false is wanted here");
    }
    return node.booleanValue();
  }

  /** Nothing but true: the field's presence is all it says. */
  void isTrue() {
    if (!bool()) {
      throw wrong("true is wanted here");
    }
  }

  /** Bytes that are UTF-8 are a text, others <code>{"base64": "…"}</code>. */
  Bytes bytes() {
    if (node.isTextual()) {
      return Bytes.of(node.textValue());
    }
    var encoded = withOnly("base64").get("base64");
    try {
      return Bytes.wrap(Base64.getDecoder().decode(encoded.text()));
    } catch (IllegalArgumentException e) {
      throw encoded.wrong("this is not Base64");
    }
  }

  /** The one field of this object. */
  String onlyField() {
    if (!node.isObject() || node.size() != 1) {
      throw wrong("an object with one field is wanted here");
    }
    return node.fieldNames().next();
  }

  BadTrace wrong(String what) {
    return new BadTrace(source + ": at " + (path.isEmpty() ? "the top" : path) + ": " + what);
  }
}
