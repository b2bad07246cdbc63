package dev.interlace.properties.conformance;

import static dev.interlace.properties.conformance.ScriptComparison.words;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Scripts that go through what scripts can do, one thing with every other: each function with no, one and two values of every kind, formats with values,
 * patterns with texts, what scripts can return and raise. Each script makes many calls and answers what came of each.
 */
final class SystematicScripts {
  /** Writes down what a call answered; of an address only that there is one, and of a number what is left of the C library's last bit. */
  private static final String SHOW = """
      local function show(...)
        local shown = {}
        for i = 1, select('#', ...) do
          local value = select(i, ...)
          local kind = type(value)
          if kind == 'number' then value = string.format('%.15g', value)
          elseif kind == 'table' then
            local items = {}
            for j = 1, math.min(#value, 20) do items[j] = tostring(value[j]) end
            value = '{' .. table.concat(items, ' ') .. '}' .. tostring(value.err) .. tostring(value.ok) .. tostring(value.a)
          elseif kind ~= 'string' and kind ~= 'boolean' then value = '' end
          shown[i] = kind .. ' ' .. string.gsub(tostring(value), '0x%x%x%x%x%x%x+', '0x')
        end
        return table.concat(shown, ', ')
      end
      local results = {}
      """;

  private static final List<String> VALUES = List.of(
      "nil", "true", "false", "0", "-1", "1.5", "2^53", "1/0", "0/0", "''", "'a'", "'12'", "'0x1F'", "'%d'", "'i4'", "'\\0\\255\\n'", "{}", "{1, 'b', 3}",
      "{a = 1}", "tostring");

  /** Left out are those that tell time and memory, write to the server's terminal, or ask for as much memory as a number says. */
  private static final List<String> FUNCTIONS = List.of(("""
      assert error getfenv getmetatable ipairs load loadstring next pairs pcall rawequal rawget rawset select setmetatable tonumber tostring type unpack xpcall \
      string.byte string.char string.dump string.find string.format string.gmatch string.gsub string.len string.lower string.match string.reverse string.sub \
      string.upper table.concat table.foreach table.foreachi table.getn table.insert table.maxn table.remove table.setn table.sort math.abs math.acos math.asin \
      math.atan math.atan2 math.ceil math.cos math.cosh math.deg math.exp math.floor math.fmod math.frexp math.ldexp math.log math.log10 math.max math.min \
      math.mod math.modf math.pow math.rad math.random math.randomseed math.sin math.sinh math.sqrt math.tan math.tanh coroutine.create coroutine.resume \
      coroutine.running coroutine.status coroutine.wrap coroutine.yield bit.arshift bit.band bit.bnot bit.bor bit.bswap bit.bxor bit.lshift bit.rol bit.ror \
      bit.rshift bit.tobit bit.tohex cjson.decode cjson.encode cjson.encode_invalid_numbers cjson.encode_keep_buffer cjson.encode_max_depth \
      cjson.encode_number_precision cjson.encode_sparse_array cjson.decode_invalid_numbers cjson.decode_max_depth cmsgpack.pack cmsgpack.unpack \
      cmsgpack.unpack_limit cmsgpack.unpack_one struct.pack struct.size struct.unpack redis.call redis.pcall redis.error_reply redis.status_reply redis.sha1hex \
      redis.setresp redis.set_repl redis.replicate_commands redis.acl_check_cmd redis.breakpoint""").split(" +"));

  private static final List<String> CONVERSIONS = List.of(
      "d", "i", "u", "o", "x", "X", "c", "e", "E", "f", "g", "G", "q", "s", "a", "5d", "-5d|", "05d", "+d", " d", "#x", "#o", ".3d", "5.2d", ".0f", "10.3f", "+.1e",
      "#g", ".20g", ".99f", "100d", "5s", "-5s|", ".2s", "10.1s", "05s", "%", "5%", "z", "ld", "5", ".", "1.", "*d", "hd");

  private static final List<String> TEXTS = List.of(
      "", "a", "aaa", "hello world", "THE (quick) fox", "x=1, y=22;z=3", "[[a]b]", "f(a(b)c)d", "123abc456", "  trim me  ", "\\0a\\0b", "\\195\\164\\255", "%d+\\n");

  private static final List<String> PATTERNS = List.of(
      "", "a", "a*", "a-", "a+", "a?", "^a", "a$", "^$", ".", "%a+", "%d*", "%s", "%w-", "%p", "[a-c]", "[^a-c]", "[%a_]+", "[]]", "[^]]", "[a-]", "[-a]", "%b()",
      "%b[]", "%b", "%f[%w]", "%f[%a]%a+%f[%A]", "%f", "()", "(a)(b)", "(a*(.)%w(%s*))", "(h)(e)%2", "%1", "(%1)", "((a))", "(", "(a", ")", "%", "[", "[a", "[^",
      "[%", "^^a", "a$b", "(.-)=(.*)", "%z", "[%z]", "(%w+)=(%w+)", "%x+", "%u%l*", "()a()", "^%s*(.-)%s*$", "[a-z-9]", "%-", "%]", "%D", "%S+", "[\\0-a]");

  private static final List<String> REPLACEMENTS = List.of(
      "'<%0>'", "'%1'", "'%2'", "'%%'", "'%'", "'%x'", "{a = 'A', h = 1, x = false}", "{a = {}}", "function(m) return nil end", "function(m) return m .. 1 end",
      "function() return {} end", "function() error('in it') end", "1.5", "true");

  private static final List<String> RETURNED = List.of(
      "nil", "true", "false", "0", "-1.9", "1e20", "1/0", "0/0", "2^53", "''", "'a\\r\\nb\\0c'", "{}", "{1, nil, 3}", "{nil, 1}", "{1, {2, {3, 'x'}}, 'y'}",
      "{ok = 'fine'}", "{ok = 'a\\r\\nb'}", "{ok = 1}", "{err = 'ERR bad'}", "{err = 'bad'}", "{err = '-X y'}", "{err = ''}", "{err = 1}", "{err = {}}",
      "{ok = 'x', err = 'y'}", "{double = 1.5}", "{double = -1/0}", "{double = 0/0}", "{double = '1'}", "{double = 1e17}", "{double = 0.1}", "{map = {a = 1}}",
      "{map = {}}", "{map = 1}", "{map = {a = {map = {b = 1}}}}", "{set = {a = true}}", "{set = {}}", "{set = 'x'}", "{big_number = '123'}",
      "{big_number = 'abc\\r\\n'}", "{big_number = 5}", "{verbatim_string = {string = 'hi', format = 'txt'}}", "{verbatim_string = {string = 'hi'}}",
      "{verbatim_string = {string = 'hi', format = 'toolong'}}", "{verbatim_string = 'x'}", "tostring", "cjson.null", "coroutine.create(tostring)",
      "redis.status_reply('OK')", "redis.error_reply('My Err')", "redis.error_reply('-X y')", "redis.error_reply('')", "{redis.error_reply('inside')}", "{[0] = 1, 2}",
      "{[1.5] = 1}", "{1, 2, x = 3}", "setmetatable({}, {__index = function(t, i) if i < 4 then return i end end})", "KEYS", "ARGV", "1, 2, 3",
      "{double = 1, map = {a = 1}}", "{attribute = {a = 1}}", "{bool = true}");

  private static final List<String> DOCUMENTS = List.of(
      "", "null", "true", "1", "-0", "01", "1.", ".5", "1e5", "1E+2", "1e400", "\"a\"", "\"", "\"\\\\u0041\"", "\"\\\\u00e9\"", "\"\\\\ud83d\\\\ude00\"", "\"\\\\ud83d\"",
      "\"\\\\u00\"", "\"\\\\x\"", "\"\\\\n\\\\t\\\\/\"", "\"a\\nb\"", "\"\\255\"", "[]", "{}", "[1,2", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "{1:2}", "[1 2]", "nul",
      "nulll", "[nan]", "[-inf]", "[Infinity]", "[0x10]", "[1e]", "[--1]", " [ 1 , 2 ] ", "[1]x", "{\"a\":{\"b\":[1,{\"c\":null}]}}", "[null,1]", "{\"1\":1,\"2\":2}",
      "{\"a\":1,\"a\":2}", "9007199254740993", "1e-7", "\"\\\\u0000\"", "[tRue]", "/*c*/1");

  private static final List<String> LAYOUTS = List.of(
      "b", "B", "h", "H", "i", "I", "l", "L", "i1", "i3", "I7", "i8", "i9", "T", "f", "d", "s", "c0", "c3", "x", "!", "!4i", "<i4", ">i4", "=d", "<bhilfd", "bc0", " i", "z", "i0", "");

  private static final List<String> RAISING = List.of(
      "error('e'%s)", "local function f() error('e'%s) end f()", "local function f() error('e'%s) end\nlocal function g() f() end\n\ng()",
      "local ok, e = pcall(function()\n error('e'%s)\nend) return e", "return setmetatable({}, {__index = function(t, k)\n error('e'%s)\nend}).x",
      "table.sort({3, 2, 1}, function(a, b)\nerror('e'%s) end)", "string.gsub('abc', '.', function()\nerror('e'%s) end)",
      "coroutine.wrap(function()\nerror('e'%s) end)()", "for i in function() error('e'%s) end do end", "local s = {f = function() error('e'%s) end}\nreturn s\n:f\n'x'",
      "local function f(x) return function() error('e'%s) end end\nf\n{\n1}()", "local f = {g = function() error('e'%s) end}\nf\n.g(\n1\n)\nreturn 1",
      "loadstring([[\n\nerror('e'%s)]], '@chunk')()",
      "loadstring([[error('e'%s)]], '=name')()", "return select(2, xpcall(function() error('e'%s) end, function(m)\n return m .. '!' end))");

  private SystematicScripts() {}

  /** In batches that belong together, each for a server that knows no script and speaks RESP2 at the beginning. */
  static List<List<List<Bytes>>> all() {
    var batches = new ArrayList<List<List<Bytes>>>();
    FUNCTIONS.forEach(function -> batches.add(calls(function)));
    batches.add(CONVERSIONS.stream().map(each -> script(VALUES.stream().map(value -> call("string.format, '[%" + each + "]', " + value)))).toList());
    PATTERNS.forEach(pattern -> batches.add(matches(pattern)));
    batches.add(returned());
    batches.add(DOCUMENTS.stream().map(each -> script(List.of("cjson.decode, '" + each + "'", "function() return cjson.encode(cjson.decode('" + each + "')) end").stream()
        .map(SystematicScripts::call))).toList());
    batches.add(LAYOUTS.stream().map(SystematicScripts::packed).toList());
    batches.add(raised());
    return batches;
  }

  private static List<List<Bytes>> calls(String function) {
    var scripts = new ArrayList<List<Bytes>>();
    scripts.add(script(List.of(call(function)).stream()));
    for (var first : VALUES) {
      var calls = new ArrayList<>(List.of(call(function + ", " + first)));
      VALUES.forEach(second -> calls.add(call(function + ", " + first + ", " + second)));
      scripts.add(script(calls.stream()));
    }
    return scripts;
  }

  private static List<List<Bytes>> matches(String pattern) {
    var scripts = new ArrayList<List<Bytes>>();
    for (var text : TEXTS) {
      var what = "'" + text + "', '" + pattern + "'";
      var calls = new ArrayList<>(List.of(call("string.find, " + what), call("string.find, " + what + ", -2"), call("string.match, " + what),
          call("string.gmatch(" + what + ")")));
      REPLACEMENTS.forEach(by -> calls.add(call("string.gsub, " + what + ", " + by)));
      scripts.add(script(calls.stream()));
    }
    return scripts;
  }

  private static List<List<Bytes>> returned() {
    var scripts = new ArrayList<List<Bytes>>();
    for (var protocol : List.of("2", "3")) {
      scripts.add(words("HELLO", protocol));
      for (var value : RETURNED) {
        scripts.add(words("EVAL", "return " + value, "1", "key", "argument"));
        scripts.add(words("EVAL", "redis.setresp(3) return " + value, "1", "key", "argument"));
        scripts.add(words("EVAL", "return {" + value + "}", "1", "key", "argument"));
      }
    }
    scripts.add(words("HELLO", "2"));
    return scripts;
  }

  private static List<Bytes> packed(String layout) {
    var calls = new ArrayList<>(List.of(call("struct.size, '" + layout + "'"), call("struct.unpack, '" + layout + "', 'abcdefghijklmnop'"),
        call("struct.unpack, '" + layout + "', 'abcdefghijklmnop', 9"), call("struct.unpack, '" + layout + "', 'a'")));
    VALUES.forEach(value -> calls.add(call("struct.pack, '" + layout + "', " + value + ", 2, 3, 4, 5, 6")));
    return script(calls.stream());
  }

  private static List<List<Bytes>> raised() {
    var scripts = new ArrayList<List<Bytes>>();
    for (var level : List.of("", ", 0", ", 1", ", 2", ", 3", ", 4", ", -1", ", 'x'", ", nil", ", 1.9")) {
      for (var raising : RAISING) {
        scripts.add(words("EVAL", raising.replace("%s", level), "0"));
        scripts.add(words("EVAL", "\n\n" + raising.replace("'e'", "{err = 'MY e'}").replace("%s", level), "0"));
      }
    }
    return scripts;
  }

  private static String call(String arguments) {
    return "results[#results + 1] = show(pcall(" + arguments + "))\n";
  }

  private static List<Bytes> script(Stream<String> calls) {
    return words("EVAL", SHOW + String.join("", calls.toList()) + "return results", "0");
  }
}
