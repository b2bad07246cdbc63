package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * A script being drawn: statements that run commands of every family, and a last one that returns something of it.
 *
 * <p>A word of a command stands in the text or comes in by KEYS or ARGV. What Redis promises no order for is sorted by the script itself,
 * and a time to live is only told from none, so that replies can be compared byte for byte.
 */
final class Script {
  private static final Source COMMANDS = Source.everyFamily();
  private static final Source REFUSED_OR_PLAIN =
      Source.templates(
          List.of(
              "MULTI [x]", "EXEC", "DISCARD", "WATCH [<key>]", "UNWATCH", "HELLO [3]", "RESET", "QUIT", "AUTH x", "CLIENT [GETNAME|NOSUCH]",
              "EVAL [x] [0]", "SCRIPT [FLUSH|EXISTS x|NOSUCH]", "NOSUCH <value>", "<junk>", "GET", "SET k1", "SELECT <db>", "SELECT (0|1)",
              "SELECT (0|1)", "PING [<value>] [x]", "ECHO <value>", "DBSIZE", "FLUSHDB [ASYNC|x]", "FLUSHALL [x]", "SWAPDB <db> <db>",
              "SORT <key> BY nosort [DESC] [LIMIT <small> <small>]", "GET <key>", "HGETALL <key>", "LRANGE <key> 0 -1", "SET <key> <value>",
              "INCR <key>", "ZRANGE <key> 0 -1 WITHSCORES", "ZSCORE <key> <member>", "ZADD <key> INCR 0.1 <member>",
              "ZPOPMIN <key> [2]"));

  private static final Set<String> UNORDERED =
      Set.of("keys", "smembers", "sunion", "sinter", "sdiff", "spop", "srandmember", "hrandfield", "zrandmember");
  private static final Set<String> SCANS = Set.of("scan", "sscan", "hscan", "zscan");
  private static final Set<String> TIMES = Set.of("ttl", "pttl", "expiretime", "pexpiretime");

  /** Sorts what has no order: an array, the pairs of one, or the members of a set as RESP3 has them. */
  private static final String SORTED = """
      local function sorted(r)
        if type(r) ~= 'table' then return r end
        if r.set then local a = {} for m in pairs(r.set) do a[#a + 1] = m end r = a end
        for i, v in ipairs(r) do
          if type(v) == 'table' then r[i] = v.double and tostring(v.double) or table.concat({tostring(v[1]), type(v[2])}, ' ') end
        end
        table.sort(r) return r
      end
      """;
  private static final String LEFT = "local function left(r) if type(r) == 'number' and r > 0 then return 'some' end return r end\n";

  private static final List<String> CONSTANTS =
      List.of(
          "nil", "true", "false", "3", "3.99", "-3.5", "1e300", "0/0", "'text'", "''", "'a\\r\\nb'", "{}", "{1,2,{3,{}}}", "{1,nil,3}",
          "{ok='fine'}",
          "{err='MY error'}", "{err='single'}", "{err='-MY error\\r\\n'}", "{ok='a\\r\\nb'}", "{double=3.25}", "{double=1e100}",
          "{map={a=1}}",
          "{set={a=true}}", "{big_number='12345678901234567890'}", "{verbatim_string={string='x', format='txt'}}", "{{err='in'}, 1}",
          "{true,false,'x'}",
          "redis.status_reply('FINE')", "redis.error_reply('BAD thing')", "redis.error_reply('bad')", "redis.error_reply('-BAD thing')",
          "redis.sha1hex('a')", "#KEYS", "#ARGV", "KEYS", "ARGV", "KEYS[1]", "ARGV[1]", "tonumber(ARGV[1])", "print", "redis",
          "redis.REDIS_VERSION",
          "redis.acl_check_cmd('get', 'x')", "{ok=1}", "{err=1}", "{ok='x', err='Y z'}", "{double='x'}",
          "setmetatable({}, {__index={1,2}})");

  private static final List<String> ENDS =
      List.of(
          "error('boom')", "error({err='MY boom'})", "error(redis.error_reply('MY boom'))", "error({err='MY boom', ok='x'})",
          "return nosuch", "nosuch = 1",
          "return nil + 1", "redis.call()", "redis.pcall()", "return redis.call({})", "return redis.pcall('get', {})",
          "return redis.call('get', nil)",
          "return redis.call('get', true)", "return redis.call(KEYS[1])", "return redis.call(unpack(ARGV))",
          "return redis.pcall(unpack(ARGV))",
          "redis.setresp(4)", "redis.setresp('3', 1)", "", "return 1, 2", "return error", "return redis.set_repl(5)",
          "return redis.call('set', 'k1', 0.1)",
          "return redis.call('incrby', 'k1', 1e15)", "return redis.call('incrby', 'k1', 1.5)", "return redis.nosuch", "redis.x = 1",
          "return pcall(error, 'x')",
          "return {pcall(redis.call, 'get')}", "return select(2, pcall(redis.call, 'nosuch'))",
          "return select(2, pcall(redis.call, 'lpush', 'k1', 'a'))",
          "local ok, e = pcall(redis.call, 'incr', 'k1') if not ok then error(e) end return e",
          "local ok, e = pcall(redis.call, 'incr', 'k1') if not ok then return e.err end return e", "syntax error", "return 'open",
          "return cjson.encode(redis.call('lrange', 'k1', 0, -1))");

  private static final List<String> SHEBANGS =
      List.of(
          "#!lua\n", "#!lua flags=no-writes\n", "#!lua flags=allow-oom,no-cluster\n", "#!lua flags=\n", "#!lua flags=bad\n", "#!js\n",
          "#!lua x\n", "#!");

  private final Random random;
  private final List<String> keys = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean isSorting;
  private boolean isTiming;

  private Script(Random random) {
    this.random = random;
  }

  /** EVAL or EVAL_RO with a fresh script. */
  static Command draw(Random random) {
    var script = new Script(random);
    script.write();
    return script.command();
  }

  private Command command() {
    var words = new ArrayList<String>();
    words.add(random.nextInt(6) == 0 ? "EVAL_RO" : "EVAL");
    words.add(shebang() + (isSorting ? SORTED : "") + (isTiming ? LEFT : "") + text);
    words.add(Integer.toString(keys.size()));
    words.addAll(keys);
    words.addAll(arguments);
    return new Command(words.stream().map(Bytes::latin1).toList());
  }

  private String shebang() {
    return random.nextInt(12) > 0 ? "" : Places.pick(SHEBANGS, random);
  }

  private void write() {
    if (random.nextInt(4) == 0) {
      text.append("redis.setresp(3) ");
    }
    for (var statements = random.nextInt(4); statements > 0; statements--) {
      text.append(run()).append(random.nextBoolean() ? "\n" : " ");
    }
    end();
  }

  private void end() {
    switch (random.nextInt(8)) {
      case 0, 1 -> text.append("return ").append(run());
      case 2 -> text.append("local r = ").append(run())
          .append(" if type(r) == 'table' and r.err then return 'E' .. r.err end return {type(r), r}");
      case 3 -> text.append("return ").append(constant());
      case 4 -> text.append(Places.pick(ENDS, random));
      case 5 -> {
        text.append("if ").append(run()).append(" then return ").append(run()).append(" end ");
        text.append("return ").append(constant());
      }
      default -> {
        text.append("return {");
        for (var elements = 1 + random.nextInt(3); elements > 0; elements--) {
          text.append(random.nextInt(4) == 0 ? constant() : run()).append(", ");
        }
        text.append('}');
      }
    }
  }

  private String constant() {
    return Places.pick(CONSTANTS, random);
  }

  /** A call of a command, as an expression that is a statement too. */
  private String run() {
    var command = random.nextInt(3) == 0 ? REFUSED_OR_PLAIN.draw(random) : Sequences.drawFrom(COMMANDS, random);
    if (command.words().isEmpty() || SCANS.contains(command.name().toLowerCase())) {
      command = Command.of("GET", "k1");
    }
    var name = command.name().toLowerCase();
    var call = new StringBuilder(random.nextInt(5) < 2 ? "redis.call(" : "redis.pcall(");
    for (var i = 0; i < command.words().size(); i++) {
      call.append(i > 0 ? ", " : "").append(word(command.words().get(i).toLatin1()));
    }
    call.append(')');
    if (UNORDERED.contains(name)) {
      isSorting = true;
      return "sorted(" + call + ")";
    }
    if (TIMES.contains(name)) {
      isTiming = true;
      return "left(" + call + ")";
    }
    return call.toString();
  }

  private String word(String word) {
    if (Places.KEYS.contains(word) && random.nextInt(3) == 0) {
      keys.add(word);
      return "KEYS[" + keys.size() + "]";
    }
    if (random.nextInt(5) == 0) {
      arguments.add(word);
      return "ARGV[" + arguments.size() + "]";
    }
    return word.matches("-?[1-9][0-9]{0,8}") && random.nextBoolean() ? word : quoted(word);
  }

  private static String quoted(String word) {
    var quoted = new StringBuilder("'");
    for (var c : word.toCharArray()) {
      if (c < ' ' || c > '~' || c == '\'' || c == '\\') {
        quoted.append('\\').append(String.format(Locale.ROOT, "%03d", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('\'').toString();
  }
}
