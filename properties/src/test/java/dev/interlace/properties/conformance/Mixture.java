package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;
import dev.interlace.traces.oracle.RanArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Commands on data, and among them, differently in each sequence, what the clients of a real server do besides: they wait, listen, track, watch
 * over each other, change settings and users, run scripts.
 */
final class Mixture implements Source {
  private static final int COMMANDS_IN_A_SCRIPT = 3;

  /** Templates of what COMMAND DOCS tells nothing of, or too little to meet. */
  private static final List<String> SURROUNDINGS =
      List.of("MULTI", "MULTI", "EXEC", "EXEC", "EXEC", "DISCARD", "WATCH <key>", "SELECT (0|1)", "SELECT 0", "HELLO (2|3)", "RESET", "HANGUP");

  private static final List<String> WAITING =
      List.of(
          "(BLPOP|BRPOP|BZPOPMIN|BZPOPMAX) (k1|k2|k3) 0", "BLMPOP 0 2 k1 k2 LEFT", "BZMPOP 0 2 k2 k3 MIN", "BLMOVE k1 k2 LEFT RIGHT 0",
          "XREAD BLOCK 0 STREAMS k4 $", "XREADGROUP GROUP g1 c1 BLOCK 0 STREAMS k4 >", "CLIENT UNBLOCK <client> [TIMEOUT|ERROR]", "DEL <key>...",
          "RPUSH (k1|k2) <member>...", "ZADD (k2|k3) <small> <member>", "XADD k4 9000000000000-* f v", "CLIENT LIST", "INFO clients");

  private static final List<String> LISTENING =
      List.of(
          "SUBSCRIBE (c1|c2)...", "PSUBSCRIBE (c*|c1|__key*)...", "SSUBSCRIBE (c1|c2)", "UNSUBSCRIBE [c1]", "PUNSUBSCRIBE", "SUNSUBSCRIBE",
          "SUBSCRIBE (__keyevent@0__:del|__keyspace@0__:k1|__keyevent@0__:expired)", "CONFIG SET notify-keyspace-events (KEg$lshxd|KEA|\"\"|Eg$x|Kl)",
          "PUBLISH (c1|c2) <value>", "SPUBLISH c1 <value>", "PSUBSCRIBE __key*");

  private static final List<String> TRACKING =
      List.of(
          "CLIENT TRACKING ON", "CLIENT TRACKING ON NOLOOP", "CLIENT TRACKING ON BCAST [PREFIX <prefix>]", "CLIENT TRACKING ON OPTIN", "CLIENT TRACKING ON OPTOUT",
          "CLIENT TRACKING ON REDIRECT <client>", "CLIENT CACHING (YES|NO)", "CLIENT TRACKING OFF", "GET <key>", "MGET <key> <key>", "HELLO 3",
          "CLIENT TRACKINGINFO", "SUBSCRIBE __redis__:invalidate");

  private static final List<String> WATCHING_OTHERS = List.of("MONITOR", "RESET", "CLIENT LIST", "CLIENT KILL ID <client>", "CLIENT KILL ID <client> SKIPME no");

  private static final List<String> RIGHTS =
      List.of(
          "ACL SETUSER (u1|u2) on nopass ~* &* +@all <aclrule>", "ACL SETUSER (u1|u2) on nopass ~k1 ~k2 &c1 +@all <aclrule>",
          "ACL SETUSER (u1|u2) reset on >p ~k* +@all (-@write|-@dangerous|-@blocking|-@scripting|-@pubsub|-get|-eval)", "AUTH (u1|u2) p",
          "AUTH (u1|u2) p", "AUTH default p", "ACL WHOAMI", "ACL DELUSER u2", "CLIENT KILL USER (u1|u2)", "ACL LOG [1]", "ACL DRYRUN u1 SET <key> v");

  private static final List<String> SETTINGS =
      List.of(
          "CONFIG SET hash-max-listpack-entries (0|1|2|512)", "CONFIG SET hash-max-listpack-value (0|1|5|64)", "CONFIG SET set-max-intset-entries (0|2|512)",
          "CONFIG SET zset-max-listpack-entries (0|2|128)", "CONFIG SET zset-max-listpack-value (0|1|64)", "CONFIG SET list-max-listpack-size (-2|-1|1|3)",
          "CONFIG SET stream-node-max-entries (0|1|100)", "CONFIG SET stream-node-max-bytes (0|50|4096)", "CONFIG SET hll-sparse-max-bytes (0|100|3000)",
          "CONFIG SET maxmemory-policy (noeviction|volatile-lru|allkeys-lfu|volatile-ttl)", "CONFIG SET (lua-time-limit|busy-reply-threshold) (0|100|5000)",
          "CONFIG SET lazyfree-lazy-user-del (yes|no) lazyfree-lazy-user-flush (yes|no)", "CONFIG SET acl-pubsub-default (allchannels|resetchannels)",
          "CONFIG SET proto-max-bulk-len (1mb|512mb)", "CONFIG SET slowlog-log-slower-than (0|10000|-1) slowlog-max-len (0|10)",
          "CONFIG GET (hash*|*max*|notify*|maxmemory-policy|nosuch) [zset*]", "CONFIG SET (nosuch 1|hash-max-listpack-entries x|maxmemory-policy x)",
          "CONFIG (RESETSTAT|REWRITE)", "DEBUG OBJECT <key>", "MEMORY USAGE <key> [SAMPLES 5]", "OBJECT (ENCODING|REFCOUNT|FREQ|IDLETIME) <key>",
          "DEBUG DIGEST-VALUE nosuch");

  private static final List<String> CONNECTIONS =
      List.of(
          "CLIENT REPLY (ON|OFF|SKIP)", "CLIENT PAUSE 50000 WRITE", "CLIENT UNPAUSE", "CLIENT UNPAUSE", "CLIENT NO-EVICT (ON|OFF)", "CLIENT SETNAME (me|you)",
          "CLIENT INFO", "HELLO [(2|3) [AUTH default p] [SETNAME me]]", "QUIT", "SWAPDB 0 1", "FLUSHALL [ASYNC|SYNC]", "SELECT (0|1)", "RESET");

  /** To unblock a client whose command a pause holds back crashes the real server, and to look for a key where all have expired hangs it. */
  private static final List<String> NOT_WITH_PAUSES = List.of("unblock", "randomkey");

  private final Source data;
  private final List<Source> others;
  private final Source surroundings = Source.templates(SURROUNDINGS);

  /** @param documented commands as their documentation has them */
  Mixture(Source data, List<Source> documented) {
    this.data = data;
    this.others = Stream.concat(documented.stream(), Stream.of(
        Source.templates(WAITING), Source.templates(LISTENING), Source.templates(TRACKING), Source.templates(WATCHING_OTHERS),
        Source.templates(RIGHTS), Source.templates(SETTINGS), Source.templates(CONNECTIONS), (Source) this::script)).toList();
  }

  /** Commands on data, on a server whose settings change under them while somebody listens. */
  static Source withSettings(Source data) {
    return Source.oneOf(List.of(data, data, data, data, Source.templates(SETTINGS), Source.templates(LISTENING)));
  }

  /** Part of what is besides, so that sequences differ in what meets. */
  @Override
  public Source theme(Random random) {
    var chosen = others.stream().filter(each -> random.nextInt(3) == 0).toList();
    var rest = chosen.isEmpty() ? List.of(data) : chosen;
    var left = random.nextBoolean() ? List.of("pause") : NOT_WITH_PAUSES;
    return each -> {
      var command = drawn(rest, each);
      while (mentions(command, left)) {
        command = drawn(rest, each);
      }
      return command;
    };
  }

  private static boolean mentions(Command command, List<String> words) {
    return command.words().stream().anyMatch(each -> words.contains(each.toLowerCase()));
  }

  private Command drawn(List<Source> rest, Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> surroundings.draw(random);
      case 1, 2, 3, 4 -> Places.pick(rest, random).draw(random);
      default -> data.draw(random);
    };
  }

  @Override
  public Command draw(Random random) {
    return theme(random).draw(random);
  }

  /** Commands that are run by a script or a function. */
  private Command script(Random random) {
    var words = new ArrayList<Bytes>();
    switch (random.nextInt(8)) {
      case 0 -> {
        return Command.of("FUNCTION", "LOAD", "REPLACE", RanArguments.LIBRARY);
      }
      case 1 -> {
        return Command.of("SCRIPT", "LOAD", RanArguments.SCRIPT);
      }
      case 2, 3 -> words.addAll(Command.of(random.nextInt(3) == 0 ? "EVALSHA_RO" : "EVALSHA", RanArguments.SHA, "0").words());
      case 4, 5 -> words.addAll(Command.of("FCALL", random.nextInt(3) == 0 ? "runro" : "run", "0").words());
      default -> words.addAll(Command.of(random.nextInt(3) == 0 ? "EVAL_RO" : "EVAL", RanArguments.SCRIPT, "0").words());
    }
    for (var count = 1 + random.nextInt(COMMANDS_IN_A_SCRIPT); count > 0; count--) {
      var inner = (random.nextInt(4) == 0 ? Places.pick(others.subList(0, others.size() - 1), random) : data).draw(random);
      words.add(Bytes.of(inner.words().size()));
      words.addAll(inner.words());
    }
    return new Command(words);
  }
}
