package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandDocs;
import dev.interlace.model.command.CommandInfo;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.Commands;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * All commands on few keys, over up to four connections, in and out of transactions: each drawn from its own documentation, so that none is
 * forgotten and no option of any.
 */
class EverythingConformanceTest {
  /** More than 200,000 commands. */
  private static final int FRESH = 20_000;

  private static final List<String> GROUPS =
      List.of("string", "bitmap", "hash", "list", "set", "sorted-set", "stream", "hyperloglog", "geo", "generic", "transactions", "scripting", "pubsub", "connection");

  /** Their answers are compared by tests of their own, each named after its subject. */
  private static final Set<String> ELSEWHERE =
      new TreeSet<>(List.of(
          "eval", "eval_ro", "evalsha", "evalsha_ro", // ScriptConformanceTest
          "scan", "keys", "wait", "migrate", "pfdebug", "pfselftest", "script|debug", "script|kill", "quit",
          "blmove", "blmpop", "blpop", "brpop", "brpoplpush", "bzmpop", "bzpopmax", "bzpopmin", "fcall", "fcall_ro", "function|delete", "function|flush",
          "function|kill", "function|list", "function|load", "function|stats", "function|dump", "function|restore", "object|freq", "object|idletime",
          "restore-asking", "object|encoding", "object|refcount", // EncodingConformanceTest, without what ObjectCommands and SORT do otherwise
          "subscribe", "psubscribe", "ssubscribe", "unsubscribe", "punsubscribe", "sunsubscribe",
          "client|tracking", "client|caching", "client|getredir", "client|trackinginfo", "client|id", "client|list", "client|info", "client|kill",
          "client|pause", "client|unpause", "client|reply", "client|unblock",
          "pubsub|channels", "pubsub|numpat", "pubsub|numsub", "pubsub|shardchannels", "pubsub|shardnumsub", "publish", "spublish"));

  /** Options that may leave a client waiting: compared by tests of what clients hear. */
  private static final Set<String> BLOCKING = new TreeSet<>(List.of("xread: milliseconds", "xreadgroup: milliseconds"));

  private static final Coverage COVERAGE = new Coverage();
  private static final List<Documented> COMMANDS = commands();

  private static List<Documented> commands() {
    var all = CommandCatalog.all().stream()
        .map(CommandInfo::name)
        .filter(name -> !CommandCatalog.isContainer(name) && GROUPS.contains(group(name)) && !ELSEWHERE.contains(name) && !name.endsWith("|help"))
        .filter(name -> Commands.TABLE.row(name).isPresent())
        .map(Documented::new)
        .toList();
    all.forEach(COVERAGE::expect);
    return all;
  }

  private static String group(String name) {
    return ((Reply.MapReply) CommandDocs.of(name)).pairs().stream()
        .filter(pair -> pair.key().equals(Reply.bulk("group")))
        .map(pair -> ((Reply.Bulk) pair.value()).value().toLatin1())
        .findFirst().orElseThrow();
  }

  /**
   * SORT by number fails if an earlier command met one that overflows (see {@code SortCommands}), and what BY finds equal comes in the order
   * of a hash table. SortConformanceTest knows when neither matters.
   */
  private static boolean isUnpromised(Command command) {
    var words = command.words().stream().map(Bytes::toLatin1).toList();
    return words.getFirst().startsWith("sort") && (!words.contains("ALPHA") || words.contains("BY"));
  }

  private static final Source DOCUMENTED = random -> {
    var documented = Places.pick(COMMANDS, random);
    var drawn = documented.draw(random);
    while (isUnpromised(drawn.command())) {
      drawn = documented.draw(random);
    }
    COVERAGE.drawn(documented, drawn);
    return drawn.command();
  };

  /** Without a stream that a group reads, most of what streams can do is an error. */
  private static final String STREAM = """
      redis.call('DEL', KEYS[1])
      for i = 1, 4 do redis.call('XADD', KEYS[1], i .. '-1', 'f', i) end
      redis.call('XGROUP', 'CREATE', KEYS[1], 'g1', '0')
      redis.call('XREADGROUP', 'GROUP', 'g1', 'c1', 'COUNT', '2', 'STREAMS', KEYS[1], '>')
      return 'OK'
      """;

  private static final Source STREAMS = random -> Command.of("EVAL", STREAM, "1", random.nextInt(4) > 0 ? "k4" : Places.pick(Places.KEYS, random));

  @Test
  void every_command_is_drawn_or_compared_elsewhere() {
    var unmodelled = CommandCatalog.all().stream()
        .map(CommandInfo::name)
        .filter(name -> !CommandCatalog.isContainer(name) && GROUPS.contains(group(name)) && Commands.TABLE.row(name).isEmpty())
        .toList();
    assertThat(unmodelled).isEmpty();
  }

  @Test
  void the_model_answers_as_the_real_server_does() {
    var tables = Source.oneOf(List.of(DOCUMENTED, DOCUMENTED, DOCUMENTED, DOCUMENTED, STREAMS, Source.everyFamily()));
    new Conformance("everything", tables, 200).playing(FRESH).covering(COVERAGE).check();
    System.out.println(COVERAGE);
    assertThat(COVERAGE.missing()).isSubsetOf(BLOCKING);
  }
}
