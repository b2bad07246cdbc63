package dev.interlace.properties.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private static final Path CORPUS = Path.of("../traces/corpus");
  private static final Path STALE = CORPUS.resolve("P2/as-written/stock-is-never-negative.json");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... words) {
    var args = new String[words.length];
    for (var i = 0; i < words.length; i++) {
      args[i] = words[i].toString();
    }
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void a_broken_program_is_drawn_and_ends_with_1() throws IOException {
    var json = folder.resolve("results.json");
    assertThat(run("check", "P2/as-written", "--no-confirm", "--traces", folder, "--json", json)).isEqualTo(ExitCode.VIOLATED);
    assertThat(out.toString())
        .contains("P2/as-written violates \"stock is never negative\"", "GET ", "│ changed", "replay  ./interlace replay " + folder, "why     ");
    var records = new JsonMapper().readTree(json.toFile());
    var first = records.get(0);
    assertThat(first.fieldNames()).toIterable()
        .contains("room", "variant", "property", "verdict", "bound", "states", "transitions", "seconds", "trace", "confirmed");
    assertThat(first.get("room").textValue()).isEqualTo("P2");
    assertThat(records.findValuesAsText("verdict")).contains("holds", "violated").doesNotContain("undecided");
    assertThat(Path.of(first.get("trace").textValue())).exists();
  }

  @Test
  void what_is_not_judged_is_told_with_the_reason() {
    assertThat(run("check", "M1/look-then-listen", "--no-confirm", "--traces", folder)).isIn(ExitCode.EXPECTED, ExitCode.VIOLATED);
    assertThat(out.toString()).contains("not judged  M1/look-then-listen: serializable, because who waits for another cannot run alone");
  }

  @Test
  void a_sound_program_ends_with_0() {
    assertThat(run("check", "p2/watch", "--no-confirm", "--traces", folder)).isEqualTo(ExitCode.EXPECTED);
    assertThat(out.toString()).contains("holds").doesNotContain("violated");
    assertThat(folder).isEmptyDirectory();
  }

  private Path buy() throws IOException {
    return Files.writeString(folder.resolve("buy.lua"), """
        local stock = tonumber(redis.call('GET', KEYS[1]))
        if stock >= tonumber(ARGV[1]) then
          redis.call('DECRBY', KEYS[1], ARGV[1])
          return 'bought'
        end
        return 'sold out'
        """);
  }

  @Test
  void a_script_that_clients_run_themselves_races_and_its_trace_replays() throws IOException {
    var code = run("check", "--given", "SET stock 1", "--as", "client", "--always", "tonumber(redis.call('GET', KEYS[1])) >= 0", "--no-confirm",
        "--traces", folder, buy(), "stock", ",", "1");
    assertThat(code).isEqualTo(ExitCode.VIOLATED);
    assertThat(out.toString()).contains("lost update", "stock = \"-1\"", "client-2  \"bought\"").doesNotContain("not expected");
    assertThat(run("replay", folder.resolve("buy/as-client/serializable.json"))).isEqualTo(ExitCode.EXPECTED);
  }

  @Test
  void a_script_is_tried_where_the_server_goes_down() throws IOException {
    var script = buy();
    assertThat(run("check", "--given", "SET stock 5", "--clients", "1", "--configured", "appendonly yes", "--power-losses", "1", "--no-loss",
        "--no-confirm", "--traces", folder, script, "stock", ",", "1")).isEqualTo(ExitCode.VIOLATED);
    assertThat(out.toString()).contains("violates \"no acknowledged write is lost\"", "appendonly yes", "power loss, 0 of 1 unsynced write left");
    assertThat(run("check", "--given", "SET stock 5", "--clients", "1", "--configured", "appendonly yes", "--configured", "appendfsync always",
        "--power-losses", "1", "--no-loss", "--no-confirm", "--traces", folder, script, "stock", ",", "1")).isEqualTo(ExitCode.EXPECTED);
    assertThat(run("check", "--given", "SET stock 5", "--clients", "1", "--configured", "appendonly yes", "--process-crashes", "1", "--again",
        "--at-end", "redis.call('GET', 'stock') == '4'", "--no-confirm", "--traces", folder, script, "stock", ",", "1")).isEqualTo(ExitCode.VIOLATED);
    assertThat(run("check", "--configured", "appendonly perhaps", script)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("appendonly perhaps");
  }

  @Test
  void what_acknowledged_writes_are_worth_is_a_table() {
    assertThat(run("durability")).isEqualTo(ExitCode.EXPECTED);
    assertThat(out.toString()).contains("| appendonly yes, appendfsync always | power lost | all | 0 | never |");
    assertThat(run("durability", "--no-loss")).isEqualTo(ExitCode.VIOLATED);
  }

  @Test
  void the_same_script_run_by_the_server_is_sound() throws IOException {
    assertThat(run("check", "--given", "SET stock 3", "--at-end", "return redis.call('GET', 'stock') == '0'", "--client", "stock , 1", "--client",
        "stock , 2", "--no-confirm", "--traces", folder, buy())).isEqualTo(ExitCode.EXPECTED);
    assertThat(out.toString()).contains("buy/as-eval", "holds").doesNotContain("violated");
  }

  @Test
  void a_script_that_is_not_there_or_wrong_is_bad_input() throws IOException {
    assertThat(run("check", folder.resolve("nowhere.lua"))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("there is no such file");
    assertThat(run("check", Files.writeString(folder.resolve("bad.lua"), "return +"))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("unexpected symbol near '+'");
    assertThat(run("check", "--always", "redis.call('GET'", buy(), "stock")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("check", "--always", "nil + 1", "--no-confirm", buy(), "stock", ",", "1")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("cannot be judged: ERR user_script:1: attempt to perform arithmetic on a nil value");
    assertThat(run("check", "--given", "SET 'x", buy())).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void an_unknown_program_lists_the_near_ones_and_ends_with_2() {
    assertThat(run("check", "P2/watsch")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("no program called \"P2/watsch\"; near it are P2/watch");
  }

  @Test
  void an_unknown_option_and_a_missing_word_are_bad_input() {
    assertThat(run("check", "P2", "--jsn", "x")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("check")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("chekc")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("confirm", STALE, "--server", "nowhere")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("--server wants HOST:PORT");
  }

  @Test
  void a_workload_is_measured() throws IOException {
    var file = folder.resolve("row.json");
    assertThat(run("bench", "W4", "--clients", "3", "--json", file)).isEqualTo(ExitCode.EXPECTED);
    assertThat(Files.readString(file)).contains("\"states\" : 13,", "\"transitions\" : 12,", "\"executions\" : 0,", "\"searchSeconds\" : ",
        "\"processSeconds\" : ", "\"bytesPerState\" : ", "\"verdict\" : \"holds\"");
    assertThat(run("bench", "W3", "--clients", "2", "--reduction", "off", "--symmetry", "off")).isEqualTo(ExitCode.EXPECTED);
    assertThat(out.toString()).contains("violated");
    assertThat(run("bench", "W9")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("bench", "W3", "--threads", "0")).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void a_saved_trace_replays() {
    assertThat(run("replay", STALE)).isEqualTo(ExitCode.EXPECTED);
    assertThat(out.toString()).contains("│ alice", "REPRODUCED");
  }

  @Test
  void a_trace_that_says_otherwise_diverges() throws IOException {
    var edited = folder.resolve("edited.json");
    Files.writeString(edited, Files.readString(STALE).replaceFirst("\"bulk\" : \"1\"", "\"bulk\" : \"2\""));
    assertThat(run("replay", "-q", edited)).isEqualTo(ExitCode.VIOLATED);
    assertThat(out.toString()).contains("DIVERGED at step 1");
  }

  @Test
  void damaged_and_newer_traces_say_so_and_where() throws IOException {
    var damaged = folder.resolve("damaged.json");
    Files.writeString(damaged, Files.readString(STALE).substring(0, 300));
    assertThat(run("replay", damaged)).isEqualTo(ExitCode.BAD_INPUT);
    var newer = folder.resolve("newer.json");
    Files.writeString(newer, Files.readString(STALE).replaceFirst("\"format\" : 1", "\"format\" : 99"));
    assertThat(run("confirm", newer)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("replay", folder.resolve("none.json"))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .containsPattern("damaged.json:\\d+:\\d+: the file is damaged")
        .contains("written by a newer version: its format is 99", "none.json: no such file")
        .doesNotContain("Exception");
  }

  @Test
  void a_server_that_does_not_answer_is_not_a_refutation() {
    assertThat(run("confirm", STALE, "--server", "127.0.0.1:1")).isEqualTo(ExitCode.UNDECIDED);
    assertThat(out.toString()).contains("does not answer");
  }

  @Test
  void a_command_that_the_model_lacks_leaves_the_question_open() throws IOException {
    var lacking = folder.resolve("lacking.md");
    Files.writeString(lacking, "# One\n\n```redis\n> SCRIPT DEBUG YES\nOK\n```\n");
    assertThat(run("spec", lacking)).isEqualTo(ExitCode.UNDECIDED);
    assertThat(err.toString()).contains("SCRIPT DEBUG", "is a command of Redis 7.0.15 that this model does not have yet");
  }

  @Test
  void help_and_version_are_to_be_had() {
    assertThat(run("--help")).isZero();
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("demo", "check", "replay", "confirm", "spec", "models Redis 7.0.15");
  }

  @Test
  void a_file_that_is_no_spec_is_bad_input() throws IOException {
    var broken = folder.resolve("broken.md");
    Files.writeString(broken, "# One\n\n```redis\nOK\n```\n");
    assertThat(run("spec", broken)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("spec", folder.resolve("none.md"))).isEqualTo(ExitCode.BAD_INPUT);
    var wrong = folder.resolve("wrong.md");
    Files.writeString(wrong, "# One\n\n```redis\n> SET a 1\n(integer) 1\n```\n");
    assertThat(run("spec", wrong)).isEqualTo(ExitCode.VIOLATED);
    assertThat(out.toString()).contains("wrong.md:4: the model answers otherwise");
  }

  private void refused(String words, Object... args) {
    err.getBuffer().setLength(0);
    assertThat(run(args)).as(String.valueOf(err)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains(words).doesNotContain("mistake of Interlace", "\tat ");
  }

  @Test
  void what_is_given_is_refused_in_words() throws IOException {
    refused("interlace: --given SET: the server answers ERR wrong number of arguments", "check", "--given", "SET", buy(), "stock");
    refused("--given wants a command", "check", "--given", " ", buy(), "stock");
  }

  @Test
  void properties_that_cannot_be_told_apart_are_refused() throws IOException {
    refused("two properties are called \"true\"", "check", "--always", "true", "--at-end", "true", buy(), "stock");
    refused("two properties are called \"serializable\"", "check", "--always", "serializable", buy(), "stock");
  }

  @Test
  void numbers_out_of_range_are_refused() throws IOException {
    refused("--clients wants a number from 1 to 510", "check", "--clients", 511, buy(), "stock");
    refused("--swarm is not negative", "check", "P15", "--swarm", "-3");
    refused("--swarm-states at least 1", "check", "P15", "--swarm", "3", "--swarm-states", "0");
    refused("--memory is in megabytes, and at most", "check", "P15", "--memory", "99999999999999");
    refused("--save-every not negative", "check", "P15/as-written", "--save-every", "NaN");
  }

  @Test
  void a_place_that_cannot_hold_what_is_found_is_refused_before_the_search() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");
    refused("--json: " + folder + " is a folder, and a file is wanted", "check", "P15", "--json", folder);
    refused("--json: " + file + " is no folder that may be written to", "check", "P15", "--json", file.resolve("results.json"));
    refused("--traces: " + file + " is no folder that may be written to", "check", "P15", "--traces", file);
    refused("--save: " + folder + " is a folder, and a file is wanted", "check", "P15/as-written", "--save", folder);
  }

  @Test
  void an_option_for_scripts_is_refused_where_there_is_none() {
    refused("--given is for a script, FILE.lua, and P2/watch is none", "check", "P2/watch", "--given", "SET stock 9");
  }

  @Test
  void a_script_that_always_fails_is_told_to_prove_little() throws IOException {
    var wrong = Files.writeString(folder.resolve("wrong.lua"), "return redis.call('GET', KEYS[1]) + nothing");
    assertThat(run("check", "--no-confirm", "--traces", folder, wrong, "stock")).isEqualTo(ExitCode.EXPECTED);
    assertThat(out.toString()).containsOnlyOnce("warning  " + wrong + ": the script ends with an error even where nobody else is")
        .contains("nonexistent global variable 'nothing'");
    out.getBuffer().setLength(0);
    run("check", "--no-confirm", "--traces", folder, "--given", "SET stock 1", buy(), "stock", ",", "1");
    assertThat(out.toString()).doesNotContain("warning");
  }

  @Test
  void a_script_that_is_no_text_is_refused() throws IOException {
    refused("cannot be read: it is not UTF-8", "check", Files.write(folder.resolve("binary.lua"), new byte[] {(byte) 0xff, 10}));
    refused("cannot be read: it is a folder", "check", Files.createDirectory(folder.resolve("folder.lua")));
    refused("cannot be read: there is no such file", "check", folder.resolve("absent.lua"));
  }

  @Test
  void a_file_without_transcripts_is_no_specification() throws IOException {
    refused("has no transcripts", "spec", Files.writeString(folder.resolve("empty.md"), "# Nothing"));
    refused("cannot be read: there is no such file", "spec", folder.resolve("absent.md"));
  }

  @Test
  void a_name_that_no_file_can_have_is_refused() {
    refused("no file can have this name", "replay", "a\0b");
    refused("no file can have this name", "check", "a\0b.lua");
    refused("no file can have this name", "serve", "a\0b");
  }

  @Test
  void a_trace_that_cannot_be_replayed_is_named() throws IOException {
    var json = Files.readString(STALE).replaceFirst("\"choice\" : \"alice\"", "\"choice\" : \"\"");
    var broken = Files.writeString(folder.resolve("broken.json"), json);
    refused(broken + ": it cannot be replayed: not a choice", "replay", STALE, broken);
  }

  private int runInto(String refusal) {
    var full = new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(refusal);
      }
    };
    return Main.run(full, new PrintWriter(err), "replay", "-q", STALE.toString());
  }

  @Test
  void success_needs_an_output_that_can_be_written() {
    assertThat(runInto("No space left on device")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("interlace: not everything could be written: No space left on device");
  }

  @Test
  void a_reader_may_have_seen_enough() {
    assertThat(runInto("Broken pipe")).isEqualTo(ExitCode.EXPECTED);
    assertThat(err.toString()).isEmpty();
  }
}
