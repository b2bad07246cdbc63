package dev.interlace.traces.format;

import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Traces from JSON. Every complaint names the file and the place in it. */
final class TraceReader {
  private TraceReader() {}

  static Trace read(Json root) {
    checkFormat(root);
    var settings = root.get("settings");
    var steps = root.get("steps");
    var trace =
        new Trace(
            root.get("scenario").text(),
            root.get("property").text(),
            root.get("sentence").text(),
            settings.get("startMillis").integer(),
            root.find("seed").map(seed -> OptionalLong.of(seed.integer())).orElse(OptionalLong.empty()),
            root.get("given").list(TraceReader::command),
            root.get("clients").list(client -> new Trace.TraceClient(client.get("name").text(), client.get("result").text())),
            steps.list(TraceReader::step),
            keys(root.get("end")));
    if (trace.steps().isEmpty()) {
      throw steps.wrong("a trace has at least one step");
    }
    return trace;
  }

  private static void checkFormat(Json root) {
    var format = root.get("format");
    var number = format.integer();
    if (number > Trace.FORMAT) {
      throw format.wrong("the trace was written by a newer version: its format is " + number + ", this version reads " + Trace.FORMAT
          + "; replay it with the version that wrote it, or check the scenario again");
    }
    if (number != Trace.FORMAT) {
      throw format.wrong("format " + number + " is not known; this version reads " + Trace.FORMAT);
    }
  }

  private static TraceStep step(Json json) {
    return new TraceStep(
        json.get("choice").text(),
        json.find("client").map(Json::text),
        json.find("operation").map(Json::text),
        request(json),
        json.find("reply").map(ReplyJson::read),
        json.find("fault").map(TraceReader::fault).orElse(TraceStep.Fault.NONE),
        json.find("advanceMillis").map(Json::integer).orElse(0L),
        json.find("changed").map(TraceReader::keys).orElse(List.of()),
        json.get("enabled").list(Json::text));
  }

  private static Optional<Request> request(Json json) {
    var command = json.find("command").<Request>map(TraceReader::command);
    var sleep = json.find("sleepMillis").<Request>map(millis -> new Request.Sleep(Duration.ofMillis(millis.integer())));
    var clock = json.find("readClock").<Request>map(present -> new Request.ReadClock());
    return command.or(() -> sleep).or(() -> clock);
  }

  private static TraceStep.Fault fault(Json json) {
    return Arrays.stream(TraceStep.Fault.values())
        .filter(fault -> fault.toString().equals(json.text()))
        .findFirst()
        .orElseThrow(() -> json.wrong("no fault is called \"" + json.text() + "\""));
  }

  private static Command command(Json json) {
    var words = json.list(Json::bytes);
    if (words.isEmpty()) {
      throw json.wrong("a command has at least a name");
    }
    return new Command(words);
  }

  private static List<KeyState> keys(Json json) {
    return json.list(each -> {
      var stored = each.find("type").map(type -> new KeyState.Stored(type.text(), value(each), expireAt(each)));
      return new KeyState((int) each.get("database").integer(), each.get("key").bytes(), stored);
    });
  }

  private static Reply value(Json key) {
    return ReplyJson.read(key.get("value"));
  }

  private static long expireAt(Json key) {
    return key.find("expireAtMillis").map(Json::integer).orElse(Entry.NEVER);
  }
}
