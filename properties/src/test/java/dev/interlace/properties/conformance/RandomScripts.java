package dev.interlace.properties.conformance;

import java.util.SplittableRandom;
import java.util.regex.Matcher;

/**
 * Draws scripts: expressions, conversions, functions of every library, commands that fail and are caught or not, errors after writes,
 * tables whose order shows. A seed always draws the same script.
 *
 * <p>What a script answers must not depend on addresses, and nothing may leave it that crashes the real server: a table raised as an
 * error has an {@code err}.
 */
final class RandomScripts {
  private static final String PRELUDE =
      "local function ts(v) local k = type(v) if k == 'table' or k == 'function' or k == 'thread' or k == 'userdata' then return k end return tostring(v) end "
          + "local function dump(t) if type(t) ~= 'table' then return ts(t) end local r, n = {}, 0 for k, v in pairs(t) do n = n + 1 r[n] = ts(k) .. '=' .. ts(v) "
          + "if n > 60 then break end end return table.concat(r, ',') end\n";

  private static final String[] NUMBERS = {"0", "1", "2", "3", "-1", "7", "10", "0.5", "1.5", "-2.25", "1e3", "1e15", "2^53", "1e100", "0x1F", "100", "3.7", "1/3",
      "-0", "1/0", "-1/0", "0/0", "2147483648", "4294967295", "-2147483649"};
  private static final String[] STRINGS = {"''", "'a'", "'abc'", "'Hello World'", "'10'", "'0x10'", "' 5 '", "'1e2'", "'a,b,,c'", "'x=1, y=22'", "'\\0\\1\\255'", "'%d'",
      "'[test]'", "'line\\nbreak'", "'  trim  '", "'12abc'", "'aaa'", "'f(a(b)c)d'", "'key:1'", "'-7'", "'nan'", "'inf'"};
  private static final String[] PATTERNS = {"'%a+'", "'%d+'", "'.'", "'(%w+)=(%w+)'", "'a*'", "'^%s*(.-)%s*$'", "'%b()'", "'[^,]*'", "'()'", "'%f[%w]%w+'", "'[a-f0-9]+'",
      "'(a)(b)?'", "'%'", "'[a'", "'(x'", "'%1'", "'l+'", "'$'", "'^'", "'.-b'", "'%x%x'", "'[%a_][%w_]*'", "'(.)%1'", "'%p'", "'%D'", "'a-$'"};
  private static final String[] REPLACEMENTS = {"''", "'x'", "'<%0>'", "'%1'", "'%2%1'", "'%%'", "'%'", "{a='A', b=false, abc=1}", "function(m) return nil end",
      "function(...) return select('#', ...) end", "string.upper", "5", "{}", "function() return {} end", "'%9'"};
  private static final String[] FORMATS = {"'%d'", "'%5d|'", "'%-5d|'", "'%05d'", "'%+d'", "'%x'", "'%X'", "'%o'", "'%#x'", "'%u'", "'%c'", "'%s'", "'%10s|'", "'%-10s|'",
      "'%.2s'", "'%f'", "'%.3f'", "'%10.2f'", "'%e'", "'%.0e'", "'%g'", "'%.10g'", "'%#g'", "'%q'", "'%i'", "'%%'", "'%'", "'%y'", "'%5.1f %s'", "'%G'", "'%E'", "'% d'"};
  private static final String[] COMMANDS = {"'SET', K, %s", "'GET', K", "'INCR', K", "'INCRBY', K, %s", "'APPEND', K, %s", "'LPUSH', K, %s, %s", "'RPUSH', K, %s", "'LRANGE', K, 0, -1",
      "'LPOP', K", "'HSET', K, 'f', %s", "'HGET', K, 'f'", "'HGETALL', K", "'SADD', K, 1, 2, 3", "'SMEMBERS', K", "'SCARD', K", "'ZADD', K, 1.5, 'm', 2, 'n'", "'ZRANGE', K, 0, -1",
      "'ZRANGE', K, 0, -1, 'WITHSCORES'", "'ZSCORE', K, 'm'", "'DEL', K", "'EXISTS', K", "'TYPE', K", "'STRLEN', K", "'GETRANGE', K, %s, %s", "'SETNX', K, %s", "'MGET', K, 'k1', 'k2'",
      "'NOSUCH', K", "'GET'", "'SET', K", "'INCRBYFLOAT', K, %s", "'LLEN', K", "'RENAME', K, 'k2'", "'PING'", "'ECHO', %s", "'MULTI'", "'SETRANGE', K, 2, %s", "'LINDEX', K, %s",
      "'HINCRBY', K, 'f', %s", "'SELECT', 0", "'EXPIRE', K, 100", "'PERSIST', K", "'BITCOUNT', K", "'SUBSCRIBE', 'c'"};
  private static final String[] VARIABLES = {"a", "b", "c", "s", "t", "u"};
  private static final String[] OPERATORS = {"+", "-", "*", "/", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or"};

  private SplittableRandom random = new SplittableRandom(0);

  /** The script that {@code seed} draws. */
  String script(long seed) {
    random = new SplittableRandom(seed);
    var text = new StringBuilder(PRELUDE);
    text.append("local a, b, c, s, t, u = ").append(number()).append(", ").append(expression(1)).append(", nil, ").append(string()).append(", ")
        .append(table(2)).append(", ").append(table(1)).append('\n');
    var statements = 1 + random.nextInt(5);
    for (var i = 0; i < statements; i++) {
      text.append(statement(2)).append(random.nextInt(3) == 0 ? "\n" : " ");
    }
    return text.append(result()).toString();
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private String number() {
    return oneIn(3) ? String.valueOf(random.nextInt(-20, 200)) : pick(NUMBERS);
  }

  private String string() {
    return pick(STRINGS);
  }

  private String small() {
    return oneIn(8) ? number() : String.valueOf(random.nextInt(-4, 9));
  }

  private String literal() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> number();
      case 3, 4 -> string();
      case 5 -> pick("nil", "true", "false");
      default -> pick(VARIABLES);
    };
  }

  private String expression(int depth) {
    if (depth <= 0) {
      return literal();
    }
    return switch (random.nextInt(12)) {
      case 0, 1 -> literal();
      case 2, 3, 4 -> "(" + expression(depth - 1) + " " + pick(OPERATORS) + " " + expression(depth - 1) + ")";
      case 5 -> pick("-", "not ", "#") + "(" + expression(depth - 1) + ")";
      case 6 -> pick(VARIABLES) + pick("[" + expression(depth - 1) + "]", ".x", "[1]", "[2]");
      case 7, 8 -> stringCall(depth);
      case 9 -> mathCall(depth);
      case 10 -> libraryCall(depth);
      default -> baseCall(depth);
    };
  }

  private String text(int depth) {
    return oneIn(3) ? "ts(" + expression(depth - 1) + ")" : oneIn(4) ? expression(depth - 1) : string();
  }

  private String stringCall(int depth) {
    return switch (random.nextInt(16)) {
      case 0 -> "string.sub(" + text(depth) + ", " + small() + ", " + small() + ")";
      case 1 -> "string.rep(" + text(depth) + ", " + random.nextInt(-1, 12) + ")";
      case 2 -> pick("string.upper", "string.lower", "string.reverse", "string.len") + "(" + text(depth) + ")";
      case 3 -> "string.byte(" + text(depth) + ", " + small() + ", " + small() + ")";
      case 4 -> "string.char(" + random.nextInt(256) + ", " + random.nextInt(-1, 260) + ")";
      case 5, 6 -> "string.find(" + text(depth) + ", " + pick(PATTERNS) + pick("", ", " + small(), ", " + small() + ", true") + ")";
      case 7, 8 -> "string.match(" + text(depth) + ", " + pick(PATTERNS) + pick("", ", " + small()) + ")";
      case 9, 10 -> "string.gsub(" + text(depth) + ", " + pick(PATTERNS) + ", " + pick(REPLACEMENTS) + pick("", ", " + small()) + ")";
      case 11, 12, 13 -> "string.format(" + pick(FORMATS) + ", " + expression(depth - 1) + pick("", ", " + literal()) + ")";
      case 14 -> "(" + text(depth) + "):" + pick("upper()", "len()", "rep(2)", "sub(2)", "nosuch()", "byte()");
      default -> "table.concat({" + literal() + ", " + literal() + ", " + string() + "}, " + pick("','", "''", "1", "nil") + pick("", ", " + small(), ", " + small() + ", " + small()) + ")";
    };
  }

  private String mathCall(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> pick("math.floor", "math.ceil", "math.abs", "math.sqrt", "math.exp", "math.log", "math.log10", "math.deg", "math.rad", "math.frexp", "math.modf") + "(" + expression(depth - 1) + ")";
      case 1 -> pick("math.max", "math.min", "math.fmod", "math.pow", "math.ldexp") + "(" + expression(depth - 1) + ", " + number() + ")";
      case 2 -> "math.random(" + pick("", "10", "5, 50", "0", "3, 1", number()) + ")";
      case 3 -> pick("bit.band", "bit.bor", "bit.bxor", "bit.lshift", "bit.rshift", "bit.arshift", "bit.rol", "bit.ror") + "(" + expression(depth - 1) + ", " + small() + ")";
      case 4 -> pick("bit.tobit", "bit.bnot", "bit.bswap", "bit.tohex") + "(" + expression(depth - 1) + ")";
      default -> "math.fmod(" + number() + ", " + number() + ")";
    };
  }

  private String libraryCall(int depth) {
    return switch (random.nextInt(9)) {
      case 0 -> "cjson.encode(" + pick(expression(depth - 1), pick("t", "u"), table(2)) + ")";
      case 1 -> "dump(cjson.decode(" + pick("'[1,2,{\"a\":null}]'", "'{\"x\":1.5,\"y\":\"z\",\"10\":true}'", "'[1,'", "'nul'", "'\"\\\\u00e9\\\\n\"'", "'{}'", text(depth)) + "))";
      case 2 -> "dump(cmsgpack.unpack(cmsgpack.pack(" + pick(expression(depth - 1), pick("t", "u"), table(2)) + ")))";
      case 3 -> "cmsgpack.pack(" + pick(literal(), pick("t", "u"), literal() + ", " + literal()) + ")";
      case 4 -> "struct.pack(" + pick("'>i4'", "'<h'", "'bB'", "'d'", "'s'", "'c3'", "'>I2s'", "'!4bi'", "'z'") + ", " + expression(depth - 1) + ", " + literal() + ")";
      case 5 -> "struct.unpack(" + pick("'>i2'", "'<I4'", "'b'", "'s'", "'c0'", "'c2'") + ", " + text(depth) + pick("", ", " + small()) + ")";
      case 6 -> "redis.sha1hex(" + text(depth) + ")";
      case 7 -> pick("redis.error_reply", "redis.status_reply") + "(" + text(depth) + ")" + pick("", ".err", ".ok");
      default -> "table.getn(" + pick("t", "u") + ")";
    };
  }

  private String baseCall(int depth) {
    return switch (random.nextInt(10)) {
      case 0 -> "tonumber(" + expression(depth - 1) + pick("", ", " + pick("2", "8", "16", "36", "1")) + ")";
      case 1 -> "ts(" + expression(depth - 1) + ")";
      case 2 -> "type(" + expression(depth - 1) + ")";
      case 3 -> "select(" + pick("'#'", small()) + ", " + literal() + ", " + literal() + ", " + literal() + ")";
      case 4 -> "unpack({" + literal() + ", " + literal() + "}" + pick("", ", " + small(), ", " + small() + ", " + small()) + ")";
      case 5 -> "(function(x, ...) return " + expression(depth - 1) + ", ... end)(" + literal() + ", " + literal() + ")";
      case 6 -> "next(" + pick("t", "u", "{}") + ")";
      case 7 -> "rawequal(" + literal() + ", " + literal() + ")";
      case 8 -> "dump(" + pick("t", "u", table(2)) + ")";
      default -> pick("nosuch", "KEYS[1]", "ARGV[2]", "#ARGV", "_VERSION", "string.nosuch", "redis.REDIS_VERSION");
    };
  }

  private String table(int depth) {
    var fields = new StringBuilder("{");
    for (var i = random.nextInt(oneIn(6) ? 40 : 7); i > 0; i--) {
      fields.append(switch (random.nextInt(6)) {
        case 0, 1 -> expressionInTable(depth);
        case 2 -> "x" + random.nextInt(12) + " = " + literalInTable();
        case 3 -> "[" + random.nextInt(-3, 30) + "] = " + literalInTable();
        case 4 -> "['" + Long.toString(random.nextLong(1L << 30), 36) + "'] = " + literalInTable();
        default -> "[" + pick("1.5", "true", "false", "1e15", "'a'", "2^31", "-0.5") + "] = " + literalInTable();
      }).append(", ");
    }
    return fields.append('}').toString();
  }

  private String expressionInTable(int depth) {
    return depth > 1 && oneIn(3) ? table(depth - 1) : literalInTable();
  }

  private String literalInTable() {
    return oneIn(2) ? number() : oneIn(4) ? pick("true", "nil", "false") : string();
  }

  private String statement(int depth) {
    return switch (random.nextInt(14)) {
      case 0, 1 -> pick("a", "b", "c", "s") + " = " + expression(2);
      case 2 -> pick("t", "u") + "[" + pick(literalKey(), "#t + 1", "'x" + random.nextInt(9) + "'") + "] = " + (oneIn(2) ? literalInTable() : "ts(" + expression(1) + ")"); // no table within itself
      case 3 -> "for i = " + random.nextInt(-2, 5) + ", " + random.nextInt(12) + pick("", ", 2", ", -1", ", 0.5") + " do t[i" + pick("", " * 2", " .. ''", " + 0.5") + "] = "
          + pick("i", "i * i", "ts(i)", "nil") + " end";
      case 4 -> "if " + expression(1) + " then " + inner(depth) + " else " + inner(depth) + " end";
      case 5 -> "for k, v in pairs(" + pick("t", "u") + ") do s = ts(s) .. ts(k) " + pick("", "t[k] = nil ", "if k == 2 then break end ") + "end";
      case 6 -> pick("table.insert(t, " + literalInTable() + ")", "table.insert(t, " + random.nextInt(-4, 9) + ", " + literalInTable() + ")", "table.remove(t)", "table.remove(t, " + random.nextInt(-4, 9) + ")", "a = table.maxn(t)",
          "c = #t", "table.sort(u, function(x, y) return ts(x) < ts(y) end)", "table.foreach(u, function(k, v) s = ts(s) .. ts(k) end)");
      case 7, 8, 9 -> pick("a", "b", "c") + " = redis." + pick("call", "pcall", "pcall") + "(" + command() + ")";
      case 10 -> "b = {pcall(function() " + inner(depth) + " return " + expression(1) + " end)}";
      case 11 -> oneIn(3) ? pick("error(ts(" + expression(1) + "))", "error('boom', " + small() + ")", "error({err = 'MY error'})", "error(redis.error_reply('MY fault'))", "assert(" + expression(1) + ", 'no')")
          : "local d = " + expression(2) + " c = d";
      case 12 -> "local co = coroutine.wrap(function(x) while true do x = coroutine.yield(" + expression(1) + ") end end) a = co(1) b = co(2)";
      default -> "setmetatable(u, {" + pick("__index = function(t, k) return k end", "__add = function(x, y) return 42 end", "__concat = function() return 'cat' end", "__call = function(self, x) return x end",
          "__eq = function() return true end", "__lt = function() return true end", "__unm = function() return 7 end", "__newindex = function(t, k, v) rawset(t, k, 1) end", "__tostring = function() return 'me' end",
          "__len = function() return 3 end") + "})";
    };
  }

  private String literalKey() {
    return pick("1", "2", "3", "'a'", "1.5", "true", "nil", "ts(a)");
  }

  private String inner(int depth) {
    return depth <= 0 ? "c = " + expression(1) : statement(depth - 1);
  }

  private String command() {
    var words = pick(COMMANDS).replace("K", pick("'k1'", "'k2'", "'k3'", "KEYS[1]"));
    while (words.contains("%s")) {
      words = words.replaceFirst("%s", Matcher.quoteReplacement(oneIn(3) ? expression(1) : oneIn(2) ? number() : string()));
    }
    return words;
  }

  private String result() {
    return switch (random.nextInt(6)) {
      case 0 -> "return " + pick("a", "b", "c", expression(2));
      case 1 -> "return {" + expression(1) + ", " + expression(1) + "}";
      case 2 -> "return " + pick("{double = 3.5}", "{err = 'MY err'}", "{ok = 'fine'}", "{map = {a = 1}}", "{big_number = '123'}", "{1, 2, nil, 4}", "{set = {x = true}}", "t", "{a, {b, {c}}}");
      default -> "return {ts(a), dump(b), ts(c), ts(s), dump(t), dump(u), #t}";
    };
  }
}
