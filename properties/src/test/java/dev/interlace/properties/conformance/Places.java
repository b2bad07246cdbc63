package dev.interlace.properties.conformance;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What the open places of a {@link Template} may hold: few and colliding, with the limits and mistakes that Redis treats specially.
 * Texts are one byte a character.
 */
final class Places {
  /** Few, so that commands meet; k:n are what SORT's patterns lead to. */
  static final List<String> KEYS = List.of("k1", "k2", "k3", "k4");

  private static final Map<String, List<String>> CHOICES =
      Map.ofEntries(
          Map.entry("key", KEYS),
          // What no place expects.
          Map.entry(
              "junk",
              List.of(
                  "", "abc", "1x", " 1", "1 ", "+1", "-0", "01", "1.5", "nan", "inf", "0x10", "99999999999999999999", "NX", "EX", "GET",
                  "k1", "-", "\n", "3.0", "1e5", "--1")),
          Map.entry(
              "value",
              List.of(
                  "a", "b", "1", "2", "10", "hello", "", "3.5", "-7", "9223372036854775807", "x y", "\u0000\u00ff", "007", "1e2")),
          Map.entry(
              "int",
              List.of(
                  "0", "1", "2", "3", "-1", "-2", "5", "10", "100", "-100", "9223372036854775807", "-9223372036854775808",
                  "9223372036854775806")),
          Map.entry("offset", List.of("0", "1", "5", "7", "8", "9", "15", "16", "23", "24", "31", "63", "70")),
          Map.entry("lon", List.of("0", "-0", "13.361389", "15.087269", "15", "-122.42", "180", "-180", "179.999", "-179.999", "90", "-45")),
          Map.entry("lat", List.of("0", "38.115556", "37.502669", "37", "-33.9", "85.05112878", "-85.05112878", "85", "70", "-70", "-0.5")),
          Map.entry("radius", List.of("0", "1", "10", "100", "500", "1000", "3000", "10000", "20000", "50000", "1e9", "0.5")),
          Map.entry("small", List.of("0", "1", "2", "3", "4", "-1", "-2", "-3")),
          Map.entry("count", List.of("0", "1", "2", "3", "-1", "-2", "5")),
          Map.entry(
              "float",
              List.of(
                  "0", "1", "-1", "0.1", "0.5", "-2.25", "1e3", "3.0e-2", "1e5000", "inf", "-inf", "100", "0.3", "1e-20",
                  "123456789.987654321", "5e-324", "0x1.8p3", "18446744073709551617", ".5", "-1.e1", "2.000000000000000006", "Infinity",
                  "0.00000000000000001")),
          // Kept apart: a value of more than 64 bytes turns a hash into one without promised order.
          Map.entry("huge", List.of("1.7e308", "1e4931", "-1.2e4932", "3.6e-4951", "1e-4952", "-1.7e308", "4e-4951")),
          Map.entry("channel", List.of("news", "news", "nest", "a", "b", "")),
          Map.entry("chanpattern", List.of("*", "n*", "ne?s", "news", "[ab]", "b", "")),
          Map.entry(
              "publishing",
              List.of(
                  "return redis.call('publish', KEYS[1], ARGV[1])",
                  "return {redis.call('publish', KEYS[1], ARGV[1]), redis.pcall('spublish', KEYS[1], ARGV[1])}",
                  "return redis.pcall('subscribe', KEYS[1])",
                  "redis.call('publish', KEYS[1], 'x') redis.call('publish', KEYS[1], 'y') return redis.call('pubsub', 'numsub', KEYS[1])")),
          Map.entry(
              "section",
              List.of(
                  "server", "clients", "memory", "stats", "replication", "cpu", "modules", "commandstats", "errorstats", "latencystats", "cluster", "keyspace",
                  "all", "everything", "default", "nosuch")),
          Map.entry("prefix", List.of("k", "k1", "k2", "k", "x", "", "k12")),
          Map.entry("client", List.of("id:0", "id:1", "id:2", "id:3")),
          Map.entry(
              "running",
              List.of(
                  "return redis.call('get', KEYS[1])",
                  "return {redis.pcall('get', KEYS[1]), redis.pcall('set', KEYS[2], 'x')}",
                  "redis.pcall('set', KEYS[1], 'x') return redis.pcall('mget', KEYS[1], KEYS[2])",
                  "return redis.pcall('select', 1)",
                  "redis.pcall('select', 1) return redis.pcall('get', KEYS[1])",
                  "return 1")),
          Map.entry("field", List.of("f1", "f2", "f3", "1", "")),
          Map.entry("member", List.of("a", "b", "c", "1", "2", "3", "10", "")),
          Map.entry(
              "bound",
              List.of(
                  "0", "1", "-1", "(0", "(1", "(0.5", "0.1", "-inf", "+inf", "inf", "(inf", "(-inf", "1e3", "100", "(", "", " 1",
                  "1e400", "nan", "x")),
          Map.entry("lex", List.of("-", "+", "[a", "[b", "[c", "(a", "(b", "[1", "(3", "[10", "[", "(", "a", "", "-x")),
          // Dumps of the real server, then some that are whole and odd, or not whole.
          Map.entry(
              "payload",
              List.of(
                  "\000\005hello\012\000cr\337ve4 \012", "\000\30190\012\000\235\224\352'\223\374\010\271",
                  "\000\303\012<\002aba\340.\001\001ab\012\000\273\026\323\353\256o\305t",
                  "\022\001\002\017\017\000\000\000\003\000\201a\002\001\001\201b\002\377\012\000\220C\243L\353\216\033\034",
                  "\020\024\024\000\000\000\004\000\202f1\003\001\001\202f2\003\201b\002\377\012\000V\"\245\004\247~\242O",
                  "\013\014\002\000\000\000\002\000\000\000\001\000,\001\012\000)\010\257QAx\245\023",
                  "\002\001\001a\012\000b\226\351~D\322\032m",
                  "\021\024\024\000\000\000\004\000\201a\002\001\001\201b\002\2032.5\004\377\012\000\324Ln\244\366D\331\327",
                  "\023\001\020\000\000\000\000\000\000\000\001\000\000\000\000\000\000\000\001((\000\000\000\017\000\002\001\000\001\001\001\201f\002\000\001\002\001\000\001\000\001\201v\002\004\001\002\001\001\001\000\001\201w\002\004\001\377\002\002\001\001\001\000\000\002\000\012\000-\251\357\277\361\350y\222",
                  "\000\005hell\012\000e\004u\227r\252\365\225", "\002\002\001a\001a\012\000W\276v/\302\326R:",
                  "\007\001a\012\000\345\355\237Y=\216c?", "\004\000\012\000\2231\226\300'\222\225\277",
                  "\001\002\001a\001b\012\0002\250\220~\325\003\032E",
                  "\005\001\001a\000\000\000\000\000\000\370\177\012\000\360\371)\251\006TY'",
                  "\004\002\001a\001b\001a\001c\012\000\372\343\025\252'\026\242-", "c\000\012\000k\211v\274*\345$\230",
                  "\000\005hello\012\000cr\337ve4 x", "", "\022\001\005\000\012\000Al\012\3274\347\204Y")),
          Map.entry("db", List.of("0", "1", "1", "0", "15", "16", "-1", "x")),
          // The first lie in the past, the large ones in the future: there the server's clock makes no difference.
          Map.entry(
              "id",
              List.of(
                  "1-1", "1-2", "2-0", "2-1", "2-*", "3-1", "5", "5-5", "7-1", "0-0", "0-1", "0-*", "18446744073709551615-18446744073709551614",
                  "18446744073709551615-18446744073709551615", "18446744073709551615-*", "9000000000000-1", "9000000000000-*")),
          Map.entry("entry", List.of("1-1", "1-2", "2-0", "2-1", "3-1", "5-0", "5-5", "7-1", "0-1", "9000000000000-1", "0-0")),
          Map.entry(
              "edge",
              List.of(
                  "-", "+", "1-1", "1", "(1", "(1-1", "(1-2", "2", "(2", "2-1", "3-1", "5-5", "(5-5", "7-1", "0-0", "(0-0", "(0", "(-", "(+", "(",
                  "18446744073709551615", "(18446744073709551615-18446744073709551615", "18446744073709551616", "x", "")),
          Map.entry(
              "oddid",
              List.of(
                  "-", "+", "", " 1-1", "+1-1", "1-+1", "01-01", "1- 2", "1-", "-1", "1--1", "1--01", "*", "1-**", "*-1", "1-1-1", "1.5", "x", "0-",
                  "18446744073709551616-0", "1-18446744073709551616", "9223372036854775808-9223372036854775808", "5-0x1", "0-00", ">", "$", "1-1\u0000x")),
          Map.entry("group", List.of("g1", "g1", "g1", "g2", "g2", "")),
          Map.entry("consumer", List.of("c1", "c1", "c2", "c2", "c3", "")),
          Map.entry("keep", List.of("0", "1", "2", "3", "5", "100", "9223372036854775807", "-1")),
          // Either passed long ago or never: the server's time goes on.
          Map.entry("minidle", List.of("0", "0", "0", "-1", "50000", "9223372036854775807", "-9223372036854775808")),
          Map.entry("idle", List.of("0", "100000", "200000", "20000000000000", "1000000000000")),
          Map.entry("deliveredat", List.of("0", "1", "1000", "-1", "33000000000000")),
          Map.entry("reading", List.of("return redis.pcall('xRead', 'BLOCK', ARGV[1], 'STREAMS', KEYS[1], '0')")),
          Map.entry(
              "fill",
              List.of(
                  "for i = 1, math.min(ARGV[1], 350) do redis.pcall('XADD', KEYS[1], i .. '-1', 'f', i) end",
                  "for i = 1, math.min(ARGV[1], 350) do redis.pcall('XADD', KEYS[1], i .. '-1', 'f', i, 'g', string.rep('v', i % 70)) end",
                  "for i = 1, math.min(ARGV[1], 350) do redis.pcall('XADD', KEYS[1], i * 1000 .. '-' .. i, i % 3, i * 77777) end",
                  "for i = 1, math.min(ARGV[1], 350) do redis.pcall('XADD', KEYS[1], i * 70000 .. '-1', 'field' .. i % 7, string.rep('v', i * 7 % 150)) end",
                  "for i = 1, math.min(ARGV[1], 350) do redis.pcall('XADD', KEYS[1], i * 70000 .. '-1', 'x', -i, 'y', -i * 1000000007) end")),
          Map.entry("timeout", List.of("0", "5000", "-1", "x", "", "1e400", "inf", "-inf", "nan", "-0.0001", "9223372036854775.807", "1e19", "0x10000", " 1", "1e-5000")),
          Map.entry(
              "pushes",
              List.of(
                  "redis.call('rpush', KEYS[1], 'x', 'y') return redis.pcall('rpush', KEYS[2], 'z')",
                  "redis.pcall('rpush', KEYS[1], 'x') redis.pcall('del', KEYS[1]) return redis.pcall('zadd', KEYS[2], 1, 'x')",
                  "redis.pcall('zadd', KEYS[1], 1, 'x', 2, 'y') return redis.pcall('xadd', KEYS[2], '9000000000000-*', 'f', 'v')",
                  "redis.pcall('rename', KEYS[1], KEYS[2]) return redis.pcall('lpush', KEYS[1], 'w')")),
          Map.entry(
              "waits",
              List.of(
                  "return redis.pcall('blmpop', '0', 1, KEYS[1], 'LEFT')",
                  "return redis.pcall('bzmpop', '0', 2, KEYS[1], KEYS[2], 'MIN')",
                  "return redis.pcall('blpop', KEYS[1], 0)")),
          // Some hundred commands stand in COMMAND LIST; these are those that something depends on.
          Map.entry(
              "aclrule",
              List.of(
                  "+get", "+set", "-set", "+mget", "+del", "-del", "+@read", "+@write", "-@write", "+@all", "-@all", "+@string", "+@hash", "+@slow",
                  "-@fast", "+@dangerous", "-@dangerous", "+@keyspace", "-@keyspace", "+config|get", "-config|get", "+config", "-config", "+select|0", "+get|k1",
                  "+GET|K2", "-client", "+client|getname", "-client|setname", "+acl|whoami", "-@connection", "+@transaction", "-@transaction", "-exec",
                  "+@scripting", "-@scripting", "allcommands", "nocommands", "+object|encoding", "+memory", "+nosuch", "-@nosuch", "+config|nosuch", "+config|",
                  "+config|get|x", "+@", "+", "~k1", "~k*", "~*", "%R~k1", "%W~k2", "%RW~k3", "%r~k?", "%~k1", "%X~k1", "~", "allkeys", "resetkeys",
                  "&c1", "&c*", "&*", "allchannels", "resetchannels", "on", "on", "off", "nopass", "nopass", "resetpass", ">p", ">p", "<p", "<q",
                  "#148de9c5a7a44d19e56cd9ae1a554bf67847afb0c58f6e12fa29ac7ddfca9940",
                  "!148de9c5a7a44d19e56cd9ae1a554bf67847afb0c58f6e12fa29ac7ddfca9940", "#abc", "!x", "sanitize-payload", "skip-sanitize-payload", "reset",
                  "clearselectors", "(+get ~k1)", "(+set ~k2 &c1)", "(%R~k1 +@all)", "(+get", "~k2)", "()", "(on)", "x", "", "~a b", "(~* ~a)", "ON")),
          Map.entry(
              "acl",
              List.of(
                  "return redis.call('GET', ARGV[1])", "return redis.pcall('SET', ARGV[1], 'x')", "return {redis.acl_check_cmd('set', ARGV[1], 'x')}",
                  "return {redis.acl_check_cmd('get', ARGV[1]), redis.acl_check_cmd('publish', 'c1', 'x')}", "return redis.acl_check_cmd('nosuch')",
                  "return redis.acl_check_cmd()", "return redis.acl_check_cmd('config', 'get', 'x')", "return redis.pcall('MGET', KEYS[1], ARGV[1])")),
          Map.entry("cursor", List.of("0", "0", "0", "0", "-0", "", "+0", "x", "0x", " 0", "1.0", "99999999999999999999")),
          Map.entry("scanned", List.of("10", "100", "0", "-1", "x", "9223372036854775807", "9223372036854775808")),
          // What fill adds is far enough that nothing expires while a sequence is played.
          Map.entry("ttl", List.of("0", "-1", "9223372036854775807", "9223372036854775", "-9223372036854775808")),
          Map.entry("pttl", List.of("0", "-1", "9223372036854775807", "-9223372036854775808")),
          Map.entry("soon", List.of("60")),
          Map.entry("at", List.of("33000000000", "34000000000", "1", "1000000", "0", "-1", "9223372036854775807", "9223372036854775")),
          Map.entry("pat", List.of("33000000000000", "34000000000000", "1", "1000000", "0", "-1", "9223372036854775807")),
          Map.entry(
              "namepattern",
              List.of("x*", "X[A-D]*", "x[^a-d]*", "[X-z]add", "[z-X]add", "z?????", "GET", "nosuch", "*", "*|H*", "s[\\E]t", "s\\Et", "?et", "")),
          Map.entry("pattern", List.of("*", "k*", "?1", "k[12]", "k[^1]", "f?", "[a-c]", "\\*", "k1", "*1*", "h?llo", "[", "k[2-", "")));

  private Places() {}

  static String fill(String place, Random random) {
    return switch (random.nextInt(3) == 0 ? "" : place) {
      // Hardly ever the same twice: the server's time goes on, so of two equal ones the second is later there and not here.
      case "soon" -> Integer.toString(40 + random.nextInt(60));
      case "ttl" -> Integer.toString(1_000 + random.nextInt(100_000_000));
      case "pttl" -> Integer.toString(1_000_000 + random.nextInt(1_000_000_000));
      case "float" -> random.nextBoolean() ? decimal(random) : listed(place, random);
      case "lon" -> Double.toString(random.nextInt(360_000_000) / 1e6 - 180);
      case "lat" -> Double.toString(random.nextInt(170_000_000) / 1e6 - 85);
      case "radius" -> Double.toString(Math.pow(10, random.nextInt(8)) * random.nextDouble());
      default -> listed(place, random);
    };
  }

  private static String listed(String place, Random random) {
    var choices = CHOICES.get(place);
    if (choices == null) {
      throw new IllegalArgumentException("no place is called " + place);
    }
    return pick(choices, random);
  }

  /** Up to 25 digits with a point somewhere, perhaps an exponent. */
  private static String decimal(Random random) {
    var digits = new StringBuilder();
    for (var length = 1 + random.nextInt(25); length > 0; length--) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    digits.insert(random.nextInt(digits.length()), '.');
    return (random.nextBoolean() ? "-" : "") + digits + (random.nextInt(4) == 0 ? "e" + (random.nextInt(60) - 30) : "");
  }

  static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
