package dev.interlace.model.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Scripts that would take the machine's memory or time end all the same, with an error, and always at the same place. */
class HostileScriptsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** If each step takes no longer than it may, so does a tenth of all. */
  private static final int PART = 10;
  private static final ScriptLimits PART_OF_IT = new ScriptLimits(ScriptLimits.GENEROUS.budget() / PART);

  private static Ended run(String body) {
    return run(body, ScriptLimits.GENEROUS, PATIENCE);
  }

  private static Ended run(String body, ScriptLimits limits, Duration patience) {
    var script = (Compilation.Script) LuaEngine.compile(Bytes.latin1(body));
    return Assertions.assertTimeoutPreemptively(
        patience, () -> new LuaEngine().run(script, List.of(), List.of(), new NoCommands(), ScriptState.INITIAL, limits).ended());
  }

  private static void endsWith(String words, String... bodies) {
    for (var body : bodies) {
      var first = run(body);
      assertThat(first.toString()).as(body).containsAnyOf(words, "Script killed by user");
    }
  }

  @Test
  void memory_is_bounded() {
    endsWith(
        "not enough memory",
        "local t = {} while true do t[#t + 1] = {} end",
        "local t = {} for i = 1, 1e9 do t[i] = coroutine.wrap(function() coroutine.yield() end) t[i]() end",
        "local t = {} for i = 1, 1e9 do t[i] = string.rep('x', 1e6) end",
        "return string.rep('x', 1e9)",
        "return string.rep('x', 2^31 - 1)",
        "return table.concat({string.rep('x', 6e7), string.rep('y', 6e7)})",
        "return (string.rep('x', 1e5):gsub('x', string.rep('y', 1e5)))",
        "local t = {} for i = 1, 40 do t = {t, t} end return cjson.encode(t)");
    endsWith("string length overflow", "local s = 'x' while true do s = s .. s end");
  }

  @Test
  void what_is_dropped_does_not_count() {
    assertThat(run("for i = 1, 100 do local s = string.rep('x', 1e6) end return 1")).isEqualTo(new Ended.Returned(Reply.ONE));
    assertThat(run("for i = 1, 3e5 do local t = {i, {i}} end return 1")).isEqualTo(new Ended.Returned(Reply.ONE));
    assertThat(run("local ok for i = 1, 1 do ok = pcall(function() local t = {} while true do t[#t + 1] = {} end end) end return ok and 1 or 0"))
        .isIn(new Ended.Returned(Reply.ZERO), new Ended.OutOfBudget(Reply.ZERO));
  }

  @Test
  void recursion_is_bounded() {
    endsWith("stack overflow", "local function f() return 1 + f() end return f()", "local t = setmetatable({}, {}) getmetatable(t).__index = function(x, k) return x[k] end return t.x",
        "local function f() return pcall(f) end f() local function g() string.gsub('a', 'a', g) end g()");
    endsWith("nesting", "local t = {} for i = 1, 2000 do t = {t} end return cjson.encode(t)");
    assertThat(run("local s = string.rep('(', 300) .. string.rep(')', 300) return loadstring('return ' .. s) == nil")).isEqualTo(new Ended.Returned(Reply.ONE));
  }

  @Test
  void time_is_bounded() {
    for (var body : List.of(
        "while true do end",
        "repeat until false",
        "local function f() return f() end return f()",
        "while true do pcall(error) end",
        "return string.match(string.rep('a', 200), string.rep('a?', 200) .. 'b')",
        "while true do string.rep('x', 1e6):find('x*y') end",
        "while true do pcall(table.sort, {5, 4, 3, 2, 1}, function(a, b) return true end) end",
        "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
        "local t = setmetatable({}, {__index = function() return 1 end}) for i, v in ipairs(t) do end while true do end")) {
      assertThat(run(body, PART_OF_IT, PATIENCE.dividedBy(PART)).toString()).as(body).contains("Script killed by user with SCRIPT KILL");
    }
    // The kill reaches the reader within load, which answers it as nil and a message.
    assertThat(run("return load(function() return ' ' end)", PART_OF_IT, PATIENCE.dividedBy(PART))).isEqualTo(new Ended.OutOfBudget(Reply.NIL));
  }

  @Test
  void no_script_is_stopped_by_what_another_did() {
    var engine = new LuaEngine();
    var replies = new ArrayList<Ended>();
    for (var body : List.of("while true do end", "local t = {} while true do t[#t + 1] = {} end", "local function f() return 1 + f() end return f()", "return 5")) {
      var script = (Compilation.Script) LuaEngine.compile(Bytes.latin1(body));
      replies.add(engine.run(script, List.of(), List.of(), new NoCommands(), ScriptState.INITIAL, ScriptLimits.GENEROUS).ended());
    }
    assertThat(replies.getLast()).isEqualTo(new Ended.Returned(Reply.of(5)));
  }
}
