package dev.interlace.traces.format;

import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.serve.ConfigFault;
import dev.interlace.model.serve.ConfigReader;
import dev.interlace.model.settings.Parameters;
import dev.interlace.model.settings.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Traces from JSON: strict, as {@code trace-1.schema.json} is. Every complaint names the file and the place in it. */
final class TraceReader {
  private TraceReader() {}

  static Trace read(Json root) {
    checkFormat(root);
    root.withOnly("format", "scenario", "property", "sentence", "settings", "seed", "given", "clients", "steps", "repeatsFrom", "end");
    var settings = root.get("settings").withOnly("redis", "startMillis", "configuration", "mayGoDown");
    settings.get("redis").text();
    var clients = root.get("clients").list(TraceReader::client);
    var steps = root.get("steps");
    var trace =
        new Trace(
            root.get("scenario").text(),
            root.get("property").text(),
            root.get("sentence").text(),
            start(settings),
            root.find("seed").map(seed -> OptionalLong.of(seed.integer())).orElse(OptionalLong.empty()),
            root.get("given").list(TraceReader::command),
            clients,
            steps.list(step -> step(step, clients.stream().map(Trace.TraceClient::name).toList())),
            root.find("repeatsFrom").map(first -> OptionalInt.of((int) first.integer(1, Integer.MAX_VALUE))).orElse(OptionalInt.empty()),
            keys(root.get("end")));
    checkNumbers(steps);
    if (trace.repeatsFrom().orElse(0) > trace.steps().size()) {
      throw root.get("repeatsFrom").wrong("there are only " + trace.steps().size() + " steps");
    }
    return trace;
  }

  private static Trace.Start start(Json settings) {
    settings.find("mayGoDown").ifPresent(Json::isTrue);
    var configuration = new TreeMap<String, String>();
    settings.find("configuration").ifPresent(all -> all.list(TraceReader::parameter).forEach(each -> configuration.put(each.getFirst(), each.getLast())));
    return new Trace.Start(settings.get("startMillis").integer(), configuration, settings.has("mayGoDown"));
  }

  /** A name and its value. */
  private static List<String> parameter(Json json) {
    json.withOnly("name", "value");
    var name = json.get("name");
    if (Parameters.find(name.text()).isEmpty()) {
      throw name.wrong("redis.conf has no parameter \"" + name.text() + "\"");
    }
    var value = json.get("value");
    checkValue(name.text(), value);
    return List.of(name.text(), value.text());
  }

  private static void checkValue(String name, Json value) {
    try {
      new ConfigReader(Settings.DEFAULT, pattern -> new TreeMap<>()).readArguments(List.of("--" + name, value.text()));
    } catch (ConfigFault refusal) {
      throw value.wrong("no server starts with " + name + " \"" + value.text() + "\"");
    }
  }

  private static void checkNumbers(Json steps) {
    var numbers = steps.list(step -> step.get("step"));
    for (var i = 0; i < numbers.size(); i++) {
      if (numbers.get(i).integer() != i + 1) {
        throw numbers.get(i).wrong("steps are numbered from 1, and this is step " + (i + 1));
      }
    }
  }

  private static Trace.TraceClient client(Json json) {
    json.withOnly("name", "result");
    if (!json.get("name").text().matches("[\\p{L}\\p{Nd}_.-]+")) {
      throw json.get("name").wrong("a client's name has letters, digits, '_', '.' and '-' only");
    }
    return new Trace.TraceClient(json.get("name").text(), json.get("result").text());
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

  private static TraceStep step(Json json, List<String> clients) {
    var client = json.find("client");
    if (client.isEmpty()) {
      json.withOnly("step", "choice", "fault", "advanceMillis", "changed", "enabled");
    } else {
      checkKnown(client.get(), clients);
      json.withOnly("step", "choice", "client", "operation", "command", "sleepMillis", "readClock", "receive", "reply", "fault", "advanceMillis",
          "changed", "enabled");
    }
    var enabled = json.get("enabled").list(Json::text);
    if (enabled.isEmpty()) {
      throw json.get("enabled").wrong("a choice is among what was enabled");
    }
    return new TraceStep(
        json.get("choice").text(),
        client.map(Json::text),
        client.map(who -> json.get("operation").text()),
        client.map(who -> request(json)),
        json.find("reply").map(ReplyJson::read),
        json.find("fault").map(fault -> fault(fault, client.isPresent())).orElse(TraceStep.Fault.NONE),
        json.find("advanceMillis").map(millis -> millis.integer(1, Long.MAX_VALUE)).orElse(0L),
        json.find("changed").map(TraceReader::keys).orElse(List.of()),
        enabled);
  }

  private static void checkKnown(Json client, List<String> clients) {
    if (!clients.contains(client.text())) {
      throw client.wrong("the trace has no client \"" + client.text() + "\"");
    }
  }

  /** The one request of a client's step. */
  private static Request request(Json step) {
    var command = step.find("command").<Request>map(TraceReader::command);
    var sleep = step.find("sleepMillis").<Request>map(TraceReader::sleep);
    var clock = step.find("readClock").<Request>map(TraceReader::readClock);
    var receive = step.find("receive").<Request>map(TraceReader::receive);
    var requests = Stream.of(command, sleep, clock, receive).flatMap(Optional::stream).toList();
    if (requests.size() != 1) {
      throw step.wrong("one of command, sleepMillis, readClock and receive is wanted here, there are " + requests.size());
    }
    return requests.getFirst();
  }

  private static Request sleep(Json millis) {
    return new Request.Sleep(Duration.ofMillis(millis.integer(0, Long.MAX_VALUE)));
  }

  private static Request readClock(Json present) {
    present.isTrue();
    return new Request.ReadClock();
  }

  private static Request receive(Json present) {
    present.isTrue();
    return new Request.Receive();
  }

  private static TraceStep.Fault fault(Json json, boolean isOfClient) {
    var known = Arrays.stream(TraceStep.Fault.values())
        .filter(fault -> fault != TraceStep.Fault.NONE && fault.toString().equals(json.text()))
        .findFirst()
        .orElseThrow(() -> json.wrong("no fault is called \"" + json.text() + "\""));
    if (known.isOutage() == isOfClient) {
      throw json.wrong(isOfClient ? "a server goes down in a step of its own, not in a client's" : "only the step of a client has such a fault");
    }
    return known;
  }

  private static Command command(Json json) {
    var words = json.list(Json::bytes);
    if (words.isEmpty()) {
      throw json.wrong("a command has at least a name");
    }
    return new Command(words);
  }

  private static List<KeyState> keys(Json json) {
    return json.list(TraceReader::key);
  }

  private static KeyState key(Json json) {
    var database = (int) json.get("database").integer(0, Keyspace.DATABASES - 1);
    var key = json.get("key").bytes();
    if (!json.has("type")) {
      json.withOnly("database", "key"); // it is gone
      return new KeyState(database, key, Optional.empty());
    }
    json.withOnly("database", "key", "type", "value", "expireAtMillis");
    var expireAt = json.find("expireAtMillis").map(Json::integer).orElse(Entry.NEVER);
    var stored = new KeyState.Stored(json.get("type").text(), ReplyJson.read(json.get("value")), expireAt);
    return new KeyState(database, key, Optional.of(stored));
  }
}
