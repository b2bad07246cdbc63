package dev.interlace.traces.render;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the bodies of scripts out of commands, numbers them in the order of appearance, and keeps them to be shown below. */
final class ScriptBodies {
  private static final List<String> WITH_BODY = List.of("eval", "eval_ro");
  private static final int SHORT = 40;

  private final Map<Bytes, Integer> numbers = new LinkedHashMap<>();

  /** The request as a person types it, a long script as {@code <script 1>}. */
  String shown(Request request) {
    if (!(request instanceof Command(var words))) {
      return request.toString();
    }
    var name = words.getFirst().toLowerCase();
    var isLoad = name.equals("script") && words.size() == 3 && words.get(1).equalsIgnoreCase("load");
    var body = WITH_BODY.contains(name) ? 1 : isLoad ? 2 : 0;
    if (body == 0 || words.size() <= body || words.get(body).length() <= SHORT) {
      return request.toString();
    }
    var parts = new ArrayList<String>();
    for (var i = 0; i < words.size(); i++) {
      parts.add(i == body ? "<script " + number(words.get(i)) + ">" : CommandLine.format(List.of(words.get(i))));
    }
    return String.join(" ", parts);
  }

  private int number(Bytes body) {
    return numbers.computeIfAbsent(body, absent -> numbers.size() + 1);
  }

  /** The bodies taken out so far: their lines under their names, in the order of appearance. */
  Map<String, List<String>> bodies() {
    var bodies = new LinkedHashMap<String, List<String>>();
    numbers.forEach((body, number) -> bodies.put("script " + number, body.toUtf8().lines().toList()));
    return bodies;
  }
}
