package dev.interlace.traces.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.traces.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The schema and the reader say the same of a file. */
class TraceSchemaTest {
  private static final JsonSchema SCHEMA = schema();

  private static JsonSchema schema() {
    try (var in = TraceFile.class.getResourceAsStream("trace-" + Trace.FORMAT + ".schema.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> complaints(String json) {
    return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  @TestFactory
  Stream<DynamicTest> every_saved_trace_is_valid() throws IOException {
    List<Path> files;
    try (var walk = Files.walk(Path.of("corpus"))) {
      files = walk.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    return files.stream().map(file -> DynamicTest.dynamicTest(file.toString(), () ->
        assertThat(complaints(Files.readString(file))).isEmpty()));
  }

  @Test
  void every_sample_is_valid() {
    for (var trace : List.of(Samples.oversell(), Samples.expiry(), Samples.appliedTwice(), Samples.fromTheStart())) {
      assertThat(complaints(TraceFile.toJson(trace))).as(trace.scenario()).isEmpty();
    }
  }

  @Test
  void every_kind_of_reply_is_valid_and_survives() {
    var binary = Bytes.latin1("\u00ff");
    var items = List.<Reply>of(Reply.NIL, Reply.NIL_ARRAY, Reply.of(7), new Reply.Bool(true));
    var replies = List.<Reply>of(Reply.OK, new Reply.Error(Bytes.of("ERR no")), Reply.of(binary), new Reply.Array(items), new Reply.SetReply(items),
        new Reply.Push(items), new Reply.MapReply(List.of(new Reply.Pair(Reply.of(1), Reply.of(binary)))), new Reply.Dbl(Bytes.of("1.5")),
        new Reply.BigNumber(Bytes.of("12345678901234567890")), new Reply.Verbatim("txt", binary));
    for (var reply : replies) {
      var trace = answering(reply);
      assertThat(complaints(TraceFile.toJson(trace))).as(reply.toString()).isEmpty();
      assertThat(TraceFile.fromJson(TraceFile.toJson(trace), "t.json")).isEqualTo(trace);
    }
  }

  private static Trace answering(Reply reply) {
    var from = Samples.oversell();
    var step = from.steps().getFirst();
    var answered = new TraceStep(step.choice(), step.client(), step.operation(), step.request(), Optional.of(reply), TraceStep.Fault.NONE, 0,
        step.changed(), step.enabled());
    return new Trace(from.scenario(), from.property(), from.sentence(), from.start(), OptionalLong.of(5), from.given(), from.clients(),
        List.of(answered), from.end());
  }

  @Test
  void what_the_reader_refuses_is_not_valid() {
    var broken = List.of(
        List.of("\"format\" : 1", "\"format\" : 2"),
        List.of("\"format\"", "\"note\" : \"hello\", \"format\""),
        List.of("  \"sentence\" : .*\n", ""),
        List.of("\"sentence\" : .*,", "\"sentence\" : null,"),
        List.of("\"startMillis\" : ", "\"startMillis\" : \"soon\", \"x\" : "),
        List.of("\"result\"", "\"age\" : 3, \"result\""),
        List.of("\"client\" : \"alice\",", ""),
        List.of("\"operation\" : \"buy\",", ""),
        List.of("\"command\"", "\"readClock\" : true, \"command\""),
        List.of("\"command\"", "\"fault\" : \"none\", \"command\""),
        List.of("\"command\"", "\"advanceMillis\" : 0, \"command\""),
        List.of("\"bulk\" : \"1\"", "\"bulk\" : 1"),
        List.of("\"bulk\" : \"1\"", "\"bulky\" : \"1\""),
        List.of("\"bulk\" : \"1\"", "\"bulk\" : \"1\", \"int\" : 1"),
        List.of("\"bulk\" : \"1\"", "\"bulk\" : { \"base64\" : \"?\" }"),
        List.of("\"bulk\" : \"1\"", "\"nil\" : false"),
        List.of("\"database\" : 0", "\"database\" : 16"),
        List.of("\"type\" : \"string\",", ""));
    var json = TraceFile.toJson(Samples.oversell());
    for (var change : broken) {
      var changed = json.replaceFirst(change.get(0), change.get(1));
      assertThat(changed).as(change.get(0)).isNotEqualTo(json);
      assertThat(complaints(changed)).as(change.get(1)).isNotEmpty();
      assertThatThrownBy(() -> TraceFile.fromJson(changed, "t.json")).as(change.get(1)).isInstanceOf(BadTrace.class);
    }
  }
}
