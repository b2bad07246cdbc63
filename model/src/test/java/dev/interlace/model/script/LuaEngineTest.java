package dev.interlace.model.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LuaEngineTest {
  private final LuaEngine engine = new LuaEngine();
  private final List<List<Bytes>> commands = new ArrayList<>();
  private final List<Integer> protocols = new ArrayList<>();
  private Reply answer = Reply.OK;

  private final ScriptHost host =
      new ScriptHost() {
        @Override
        public Reply call(List<Bytes> command) {
          commands.add(command);
          return answer;
        }

        @Override
        public void setResp(int protocol) {
          protocols.add(protocol);
        }

        @Override
        public void log(int level, Bytes message) {}
      };

  private ScriptResult run(String body, ScriptState state, long budget) {
    var script = (Compilation.Script) LuaEngine.compile(Bytes.latin1(body));
    return engine.run(script, List.of(), List.of(), host, state, new ScriptLimits(budget));
  }

  private Reply reply(String body) {
    return switch (run(body, ScriptState.INITIAL, 1_000_000).ended()) {
      case Ended.Returned returned -> returned.reply();
      case Ended.Failed failed -> failed.reply();
      case Ended.OutOfBudget stopped -> throw new AssertionError("out of budget");
    };
  }

  @Test
  void a_command_gets_its_arguments_as_text_and_numbers_with_17_digits() {
    reply("return redis.call('SET', 'k', 0.1, 3, 1e20)");
    assertThat(commands).containsExactly(List.of(
        Bytes.of("SET"), Bytes.of("k"), Bytes.of("0.10000000000000001"), Bytes.of("3"), Bytes.of("1e+20")));
  }

  @Test
  void an_error_of_call_leaves_the_script_with_its_source_and_is_not_counted_again() {
    answer = new Reply.Error("WRONGTYPE bad");
    var failed = (Ended.Failed) run("\nredis.call('GET', 'k')", ScriptState.INITIAL, 1000).ended();
    assertThat(failed.reply().text().toLatin1())
        .isEqualTo("WRONGTYPE bad script: " + Sha1.hex(Bytes.of("\nredis.call('GET', 'k')")) + ", on @user_script:2.");
    assertThat(failed.isCounted()).isFalse();
  }

  @Test
  void an_error_of_pcall_is_a_table_that_the_script_may_return() {
    answer = new Reply.Error("WRONGTYPE bad");
    assertThat(reply("return redis.pcall('GET', 'k')")).isEqualTo(new Reply.Error("WRONGTYPE bad"));
  }

  @Test
  void every_script_starts_with_protocol_2() {
    answer = new Reply.MapReply(List.of(new Reply.Pair(Reply.bulk("f"), Reply.bulk("v"))));
    assertThat(reply("redis.setresp(3) return redis.call('HGETALL', 'h').map.f")).isEqualTo(Reply.bulk("v"));
    assertThat(reply("return redis.call('HGETALL', 'h')")).isEqualTo(Reply.bulks(List.of(Bytes.of("f"), Bytes.of("v"))));
    assertThat(protocols).containsExactly(2, 3, 2);
  }

  @Test
  void a_script_without_end_stops_at_its_budget_even_inside_pcall_and_coroutines() {
    for (var body : List.of(
        "while true do end", "pcall(function() while true do end end)", "coroutine.wrap(function() while true do end end)()",
        "local s = 'x' while true do s = s .. s:sub(1, 1000) end",
        "string.rep('a', 200):match(('a*'):rep(30) .. 'b')")) {
      assertThat(run(body, ScriptState.INITIAL, 200_000).ended()).as(body).isInstanceOf(Ended.OutOfBudget.class);
    }
    assertThat(reply("return 1")).isEqualTo(Reply.ONE);
  }

  @Test
  void a_run_is_the_same_whatever_ran_before_in_its_engine() {
    var body = "local t = {} for i = 1, 20 do t[{}] = i t[function() end] = -i end "
        + "local r = {tostring({}), math.random(1000)} for k, v in pairs(t) do r[#r + 1] = v end return r";
    var first = reply(body);
    reply("for i = 1, 50 do local t = {} end cjson.encode_number_precision(3) return math.random()");
    run("local function f() return 1 + f() end f()", ScriptState.INITIAL, 1_000_000);
    assertThat(reply(body)).isEqualTo(first);
    assertThat(new LuaEngineTest().reply(body)).isEqualTo(first);
  }

  @Test
  void the_random_generator_and_the_settings_of_cjson_pass_from_script_to_script_in_the_state() {
    var state = run("cjson.encode_number_precision(3) math.randomseed(5) return 1", ScriptState.INITIAL, 1000).state();
    var next = (Ended.Returned) run("return {cjson.encode(math.pi), math.random(1000)}", state, 1000).ended();
    assertThat(next.reply()).isEqualTo(Reply.array(List.of(Reply.bulk("3.14"), Reply.of(525))));
    assertThat(state.flushed()).isEqualTo(new ScriptState(state.randomBits(), ScriptState.INITIAL.cjson(), false));
  }

  @Test
  void after_a_stack_overflow_the_next_one_comes_later() {
    var body = "local n pcall(function() local function f(i) n = i return 1 + f(i + 1) end f(1) end) return n";
    var first = run(body, ScriptState.INITIAL, 1_000_000);
    var second = run(body, first.state(), 1_000_000);
    assertThat(first.state().hasOverflowedStack()).isTrue();
    assertThat(depth(second) - depth(first)).isEqualTo(20_000 - 16_384);
  }

  private static long depth(ScriptResult result) {
    return ((Reply.Int) ((Ended.Returned) result.ended()).reply()).value();
  }

  @Test
  void an_error_table_without_err_which_crashes_the_real_server_has_an_answer_of_its_own() {
    assertThat(((Reply.Error) reply("error({})")).text().toLatin1())
        .startsWith("ERR script raised a table without a field 'err', which crashes Redis 7.0.15 script: ");
  }

  @Test
  void an_operation_is_counted_to_the_line_where_its_operands_end_and_their_values_to_their_own() {
    assertThat(((Reply.Error) reply("return 5 +\n{}")).text().toLatin1()).startsWith("ERR user_script:2: attempt to perform arithmetic");
    assertThat(((Reply.Error) reply("return x +\n5")).text().toLatin1()).startsWith("ERR user_script:1: Script attempted to access");
  }

  @Test
  void zero_and_minus_zero_are_one_constant_of_a_function() {
    assertThat(reply("return tostring(0) .. tostring(-0)")).isEqualTo(Reply.bulk("00"));
    assertThat(reply("return tostring(-0) .. tostring(0)")).isEqualTo(Reply.bulk("-0-0"));
  }

  @Test
  void one_shared_script_runs_in_many_engines() {
    var script = (Compilation.Script) LuaEngine.compile(Bytes.of("local n = 0 return (function() n = n + 1 return n end)()"));
    for (var i = 0; i < 3; i++) {
      var result = new LuaEngine().run(script, List.of(), List.of(), host, ScriptState.INITIAL, ScriptLimits.GENEROUS);
      assertThat(((Ended.Returned) result.ended()).reply()).isEqualTo(Reply.ONE);
    }
  }

  @Test
  void a_first_line_declares_flags() {
    var script = (Compilation.Script) LuaEngine.compile(Bytes.of("#!lua flags=no-writes,allow-stale\nreturn 1"));
    assertThat(script.shebang().flags()).containsExactly(ScriptFlag.NO_WRITES, ScriptFlag.ALLOW_STALE);
    assertThat(((Compilation.Script) LuaEngine.compile(Bytes.of("return 1"))).shebang().isPresent()).isFalse();
  }
}
