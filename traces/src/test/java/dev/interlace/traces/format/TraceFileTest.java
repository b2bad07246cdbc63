package dev.interlace.traces.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.traces.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {
  @TempDir Path folder;

  @Test
  void a_trace_read_back_is_the_trace_written() {
    for (var trace : new Trace[] {Samples.oversell(), Samples.expiry(), Samples.appliedTwice(), Samples.fromTheStart()}) {
      var file = folder.resolve("sub").resolve("trace.json");
      TraceFile.write(trace, file);
      assertThat(TraceFile.read(file)).isEqualTo(trace);
      assertThat(TraceFile.toJson(TraceFile.read(file))).isEqualTo(TraceFile.toJson(trace));
    }
  }

  @Test
  void writing_leaves_nothing_else_behind() throws IOException {
    TraceFile.write(Samples.oversell(), folder.resolve("trace.json"));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void a_missing_file_is_named() {
    assertThatThrownBy(() -> TraceFile.read(folder.resolve("none.json"))).isInstanceOf(BadTrace.class).hasMessageContaining("none.json: no such file");
  }

  @Test
  void every_truncation_is_refused_with_a_place() {
    var json = TraceFile.toJson(Samples.oversell());
    for (var length = 0; length < json.stripTrailing().length(); length += 7) {
      var cut = json.substring(0, length);
      assertThatThrownBy(() -> TraceFile.fromJson(cut, "cut.json")).isInstanceOf(BadTrace.class).hasMessageStartingWith("cut.json:");
    }
  }

  @Test
  void a_newer_format_says_so_and_what_to_do() {
    var newer = TraceFile.toJson(Samples.oversell()).replaceFirst("\"format\" : 1", "\"format\" : 2");
    assertThatThrownBy(() -> TraceFile.fromJson(newer, "t.json"))
        .isInstanceOf(BadTrace.class)
        .hasMessageContaining("at format: the trace was written by a newer version: its format is 2, this version reads 1");
  }

  @Test
  void what_cannot_have_been_is_refused_with_its_place() {
    var json = TraceFile.toJson(Samples.oversell());
    assertThatThrownBy(() -> TraceFile.fromJson(json.replaceFirst("\"command\"", "\"fault\" : \"power loss\", \"command\""), "t.json"))
        .isInstanceOf(BadTrace.class).hasMessage("t.json: at steps[0].fault: a server goes down in a step of its own, not in a client's");
    assertThatThrownBy(() -> TraceFile.fromJson(json.replaceFirst("\"enabled\" : \\[[^]]*]", "\"enabled\" : [ ]"), "t.json"))
        .isInstanceOf(BadTrace.class).hasMessageContaining("steps[0].enabled: a choice is among");
    assertThatThrownBy(() -> TraceFile.fromJson(json.replace("\"alice\"", "\"al ice\""), "t.json"))
        .isInstanceOf(BadTrace.class).hasMessageContaining("clients[0].name");
    assertThatThrownBy(() -> TraceFile.fromJson(
        json.replaceFirst("\"startMillis\"", "\"configuration\" : [ {\"name\" : \"maxmemory\", \"value\" : \"lots\"} ], \"startMillis\""), "t.json"))
        .isInstanceOf(BadTrace.class).hasMessage("t.json: at settings.configuration[0].value: no server starts with maxmemory \"lots\"");
  }

  @Test
  void a_wrong_field_is_named_with_its_path() {
    var json = TraceFile.toJson(Samples.oversell());
    assertThatThrownBy(() -> TraceFile.fromJson(json.replaceFirst("\"bulk\" : \"1\"", "\"bulk\" : 1"), "t.json"))
        .isInstanceOf(BadTrace.class).hasMessageContaining("steps[0].reply.bulk");
    assertThatThrownBy(() -> TraceFile.fromJson(json.replaceFirst("\"bulk\"", "\"bulky\""), "t.json"))
        .isInstanceOf(BadTrace.class).hasMessageContaining("no reply is called \"bulky\"");
    assertThatThrownBy(() -> TraceFile.fromJson(json.replaceFirst("  \"sentence\" : .*\n", ""), "t.json"))
        .isInstanceOf(BadTrace.class).hasMessageContaining("the field \"sentence\" is missing");
  }

  @Test
  void an_unknown_field_is_named_with_its_path() {
    assertRefused("\"sentence\"", "\"sentense\"", "at sentense: there is no such field");
    assertRefused("\"redis\"", "\"valkey\" : \"8\", \"redis\"", "at settings.valkey: there is no such field");
    assertRefused("\"result\"", "\"age\" : 3, \"result\"", "at clients[0].age: there is no such field");
    assertRefused("\"operation\"", "\"operatoin\" : \"x\", \"operation\"", "at steps[0].operatoin: there is no such field");
    assertRefused("\"database\"", "\"ttl\" : 1, \"database\"", "at steps[2].changed[0].ttl: there is no such field");
  }

  @Test
  void a_trace_that_contradicts_itself_is_refused() {
    assertRefused("\"client\" : \"alice\"", "\"client\" : \"mallory\"", "at steps[0].client: the trace has no client \"mallory\"");
    assertRefused("\"client\" : \"alice\",", "", "at steps[0].operation: there is no such field");
    assertRefused("\"command\"", "\"readClock\" : true, \"command\"", "at steps[0]: one of command, sleepMillis, readClock and receive is wanted");
    assertRefused("\"step\" : 2", "\"step\" : 3", "at steps[1].step: steps are numbered from 1, and this is step 2");
    assertRefused("\"database\" : 0", "\"database\" : 16", "at steps[2].changed[0].database: 16 is out of range");
    assertRefused("\"type\" : \"string\",", "", "at steps[2].changed[0].value: there is no such field");
    assertRefused("\"sentence\" : .*,", "\"sentence\" : null,", "at sentence: a text is wanted here");
  }

  private static void assertRefused(String part, String instead, String message) {
    var json = TraceFile.toJson(Samples.oversell());
    var broken = json.replaceFirst(part, instead);
    assertThat(broken).isNotEqualTo(json);
    assertThatThrownBy(() -> TraceFile.fromJson(broken, "t.json")).isInstanceOf(BadTrace.class).hasMessageContaining(message);
  }

  @Test
  void bytes_that_are_no_text_survive() {
    assertThat(TraceFile.toJson(Samples.expiry())).contains("\"base64\" : \"a/8i\"");
  }
}
