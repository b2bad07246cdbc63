package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.traces.oracle.RanArguments;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What an argument of a documented command may be: mostly what it should be, few and colliding, sometimes anything.
 *
 * <p>Each is looked for by {@code command path}, then by {@code path}, then by its last name, then by its type.
 */
final class Arguments {
  private static final int ONE_IN = 25;
  /** In front of a template: junk would ask for what is not comparable. Without a star, SORT answers a set in no promised order. */
  private static final String EXACTLY = "!";

  private static final Map<String, String> TEMPLATES =
      Map.ofEntries(
          Map.entry("key", "<key>"), Map.entry("integer", "<small>"), Map.entry("double", "<float>"), Map.entry("string", "<value>"),
          Map.entry("pattern", "<pattern>"), Map.entry("unix-time", "<at>"), Map.entry("unix-time-milliseconds", "<pat>"),
          Map.entry("count", "<count>"), Map.entry("cursor", EXACTLY + "<cursor>"), Map.entry("scan count", EXACTLY + "(100|1000)"), Map.entry("hscan count", EXACTLY + "(100|1000)"),
          Map.entry("sscan count", EXACTLY + "(100|1000)"), Map.entry("zscan count", EXACTLY + "(100|1000)"), Map.entry("db", "<db>"), Map.entry("destination-db", "<db>"),
          Map.entry("index1", "<db>"), Map.entry("index2", "<db>"), Map.entry("select index", "<db>"), Map.entry("decrement", "<int>"),
          Map.entry("increment", "<int>"), Map.entry("incrbyfloat increment", "<float>"), Map.entry("hincrbyfloat increment", "<float>"),
          Map.entry("zincrby increment", "<small>"), Map.entry("seconds", "<ttl>"), Map.entry("milliseconds", "<pttl>"), Map.entry("xread milliseconds", EXACTLY + "(0|50000|-1|x)"),
          Map.entry("xreadgroup milliseconds", EXACTLY + "(0|50000|-1|x)"), Map.entry("ttl", "(0|<pttl>)"),
          Map.entry("offset", "<offset>"), Map.entry("setrange offset", "<offset>"), Map.entry("bit", "(0|1|2)"), Map.entry("setbit value", "(0|1|2)"),
          Map.entry("start", "<small>"), Map.entry("end", "<small>"), Map.entry("stop", "<small>"), Map.entry("rank", "(1|-1|2|0|<small>)"),
          Map.entry("len", "<count>"), Map.entry("num-matches", "<count>"), Map.entry("limit", "<count>"), Map.entry("numkeys", "<count>"),
          Map.entry("offset_count offset", "<small>"), Map.entry("limit offset", "<small>"), Map.entry("entries_added", "(100|<keep>)"),
          Map.entry("entries_read", "<keep>"), Map.entry("xadd threshold", "<keep>"), Map.entry("threshold", "<keep>"), Map.entry("ms", "(0|<idle>)"),
          Map.entry("min-idle-time", "<minidle>"), Map.entry("xpending count", "(10|10|<count>)"), Map.entry("protover", "(2|3)"),
          Map.entry("weight", "<small>"), Map.entry("version", EXACTLY + "(1|7|x)"), Map.entry("numreplicas", EXACTLY + "0"), Map.entry("timeout", "0"),
          Map.entry("height", "<radius>"), Map.entry("width", "<radius>"), Map.entry("radius", "<radius>"), Map.entry("longitude", "<lon>"),
          Map.entry("latitude", "<lat>"), Map.entry("min", "<bound>"), Map.entry("max", "<bound>"), Map.entry("score", "(<small>|<small>|1.5)"),
          Map.entry("channel", "(c1|c2)"), Map.entry("shardchannel", "(c1|c2)"), Map.entry("connection-name", "(me|<value>)"),
          Map.entry("clientname", "me"), Map.entry("consumer", "<consumer>"), Map.entry("consumername", "(c1|c2|c9|<consumer>)"), Map.entry("group", "(g1|g1|g1|<group>)"),
          Map.entry("groupname", "(g1|g1|<group>)"), Map.entry("element", "<member>"), Map.entry("pivot", "<member>"), Map.entry("member", "<member>"),
          Map.entry("member1", "<member>"), Map.entry("member2", "<member>"), Map.entry("field", "<field>"), Map.entry("encoding", "(u8|i8|i16|u63|i64|u1|i5|u64)"),
          Map.entry("id", "<id>"), Map.entry("xrange start", "<edge>"), Map.entry("xrange end", "<edge>"), Map.entry("xrevrange start", "<edge>"),
          Map.entry("xrevrange end", "<edge>"), Map.entry("xpending start", "(-|-|<edge>)"), Map.entry("xpending end", "(+|+|<edge>)"),
          Map.entry("xautoclaim start", "(0|0|<entry>)"), Map.entry("xautoclaim count", "(10|<count>)"), Map.entry("xread streams id", "(<entry>|0|$)"), Map.entry("xreadgroup streams id", "(>|>|<entry>|0)"),
          Map.entry("xclaim id", "(1-1|1-1|<entry>)"), Map.entry("xdel id", "<entry>"), Map.entry("xack id", "<entry>"), Map.entry("last-id", "<id>"),
          Map.entry("xclaim lastid", "<entry>"), Map.entry("max_deleted_entry_id", "<entry>"), Map.entry("zrange start", "(<small>|<bound>|<lex>)"),
          Map.entry("zrange stop", "(<small>|<bound>|<lex>)"), Map.entry("zrangestore min", "(<small>|<bound>|<lex>)"),
          Map.entry("zrangestore max", "(<small>|<bound>|<lex>)"), Map.entry("zlexcount min", "<lex>"), Map.entry("zlexcount max", "<lex>"),
          Map.entry("zrangebylex min", "<lex>"), Map.entry("zrangebylex max", "<lex>"), Map.entry("zrevrangebylex min", "<lex>"),
          Map.entry("zrevrangebylex max", "<lex>"), Map.entry("zremrangebylex min", "<lex>"), Map.entry("zremrangebylex max", "<lex>"),
          Map.entry("operation", "(AND|OR|XOR|NOT)"), Map.entry("type", "(string|list|set|zset|hash|stream|nosuch)"),
          Map.entry("username", "(default|u1|u2|nosuch)"), Map.entry("password", "p"), Map.entry("sha1", "(e0e1f9fabfc9d4800c877a703b823ac0578ff8db|" + RanArguments.SHA + "|nosuch)"),
          Map.entry("script", "<script>"), Map.entry("serialized-value", "<payload>"), Map.entry("frequency", "(0|7|255)"), Map.entry("arg", "<value>"), Map.entry("categoryname", "(read|write|nosuch)"),
          Map.entry("client-id", "<client>"), Map.entry("ip:port", EXACTLY + "(127.0.0.1:1|x)"), Map.entry("yes/no", "(yes|no)"), Map.entry("prefix", "<prefix>"),
          Map.entry("message", "<value>"), Map.entry("section", "<section>"),
          Map.entry("command-name", EXACTLY + "(get|set|zadd|xadd|config|nosuch)"), Map.entry("latency|histogram command", EXACTLY + "(get|set|nosuch)"),
          Map.entry("command", "(get|set|mget|config)"), Map.entry("module-name", "nosuch"), Map.entry("category", "(read|nosuch)"), Map.entry("event", "(command|fork)"),
          Map.entry("rule", "<aclrule>"), Map.entry("acl|setuser username", EXACTLY + "(u1|u2)"), Map.entry("client|kill username", EXACTLY + "(u1|u2)"), Map.entry("acl|deluser username", EXACTLY + "(u1|u2|nosuch)"),
          Map.entry("parameter", "(hash-max-listpack-entries|maxmemory-policy|*max-listpack*|nosuch)"), Map.entry("function", EXACTLY + "(run|runro|nosuch)"),
          Map.entry("library-name", "(running|running|other|nosuch)"), Map.entry("library-name-pattern", "(run*|*|x)"), Map.entry("slot", "(0|1|x)"), Map.entry("host", EXACTLY + "127.0.0.1"),
          Map.entry("port", EXACTLY + "1"), Map.entry("migrate timeout", EXACTLY + "10"), Map.entry("function-code", "<library>"), Map.entry("function|restore serialized-value", "<functions>"),
          Map.entry("sort pattern", EXACTLY + "(k*|k*->f1)"), Map.entry("sort_ro pattern", EXACTLY + "(k*|k*->f1)"), Map.entry("bits", "5"));

  private static final List<String> SCRIPTS = List.of("return 1", "return redis.call('INCR', KEYS[1])", "return {KEYS, ARGV}", "return redis.pcall('GET', 'k1')");

  private static final List<String> LIBRARIES =
      List.of(RanArguments.LIBRARY, "#!lua name=other\nredis.register_function('other', function(keys, args) return keys end)", "#!lua name=x\nreturn (", "x");

  /** What FUNCTION DUMP answers of a small library. */
  private static final String FUNCTIONS = "f5405123216c7561206e616d653d64756d7065640a72656469732e72656769737465725f66756e6374696f6e282764272c2066756e6374696f6e286b6579732c2061726773292072657475726e203120656e64290a00fd44d62c9dc9a112";

  /** What DUMP answers of one value of each type, in hexadecimal digits. */
  private static final List<String> PAYLOADS =
      List.of(
          "0001760a009108ceb219388ace",
          "00c00c0a003c2af8515c04bcd5",
          "1201020c0c00000002008178020101ff0a001127d9d20dc4e15e",
          "100e0e000000020082663103817602ff0a0017bfdcee833fd401",
          "0b0c0200000002000000010002000a006f7938b134eb202e",
          "020101610a006296e97e44d21a6d",
          "1114140000000400816102010181620283322e3504ff0a00d44c6ea4f644d9d7");

  /** Commands whose arguments are not documented, depend on each other, or must leave the comparison alone: a pause of all would end it. */
  private static final Map<String, Template> WHOLE =
      Map.of(
          "debug", new Template("DEBUG (OBJECT <key>|DIGEST-VALUE nosuch|PROTOCOL (string|map|set|double|x)|ERROR x|NOSUCH)"),
          "command|getkeys", new Template("COMMAND GETKEYS (GET <key>|MSET <key> a <key> b|EVAL x 1 <key>|PING|<junk>)"),
          "command|getkeysandflags", new Template("COMMAND GETKEYSANDFLAGS (GET <key>|MSET <key> a <key> b|PING|<junk>)"),
          "config|set", new Template("CONFIG SET (hash-max-listpack-entries <count>|maxmemory-policy (noeviction|allkeys-lru)|zset-max-listpack-value <count>|<junk> <junk>)"),
          "client|pause", new Template("CLIENT PAUSE (0|50000|x) WRITE"),
          "pfdebug", new Template("PFDEBUG (GETREG|DECODE|ENCODING|TODENSE|SIMPLE|x) <key>"));

  private Arguments() {}

  static Optional<Template> whole(String command) {
    return Optional.ofNullable(WHOLE.get(command));
  }

  static String value(String command, String path, String type, Random random) {
    if (type.equals("key") && command.startsWith("x") && random.nextInt(3) > 0) {
      return "k4";
    }
    var last = path.substring(path.lastIndexOf(' ') + 1);
    for (var name : List.of(command + " " + path, command + " " + last, path, last, type)) {
      if (TEMPLATES.containsKey(name)) {
        return value(TEMPLATES.get(name), random);
      }
    }
    throw new IllegalStateException("nothing is known of an argument of type " + type);
  }

  private static String value(String template, Random random) {
    if (template.equals("<payload>")) {
      return Bytes.wrap(HexFormat.of().parseHex(Places.pick(PAYLOADS, random))).toLatin1();
    }
    if (template.equals("<script>")) {
      return Places.pick(SCRIPTS, random);
    }
    if (template.equals("<library>")) {
      return Places.pick(LIBRARIES, random);
    }
    if (template.equals("<functions>")) {
      return Bytes.wrap(HexFormat.of().parseHex(FUNCTIONS)).toLatin1();
    }
    var isExact = template.startsWith(EXACTLY);
    if (!isExact && random.nextInt(ONE_IN) == 0) {
      return Places.fill("junk", random);
    }
    return new Template(isExact ? template.substring(1) : template).draw(random).words().getFirst().toLatin1();
  }
}
