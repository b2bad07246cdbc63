package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandDocs;
import dev.interlace.model.command.CommandInfo;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * All commands on few keys, over up to four connections, in and out of transactions: each drawn from its own documentation, so that none is
 * forgotten and no option of any.
 */
class EverythingConformanceTest {
  /** More than 200,000 commands. */
  private static final int FRESH = 7_300;

  /** What cannot be mixed with the rest, and why; a name, or a name and an option. */
  private static final SortedMap<String, String> ELSEWHERE = new TreeMap<>(Map.ofEntries(
      Map.entry("shutdown", "ends the real server; WaitingClientsTest"),
      Map.entry("psync", "replication is no part of the model"),
      Map.entry("sync", "replication is no part of the model"),
      Map.entry("replicaof", "with a master there is no verdict; ServerConformanceTest"),
      Map.entry("slaveof", "with a master there is no verdict; ServerConformanceTest"),
      Map.entry("replconf", "makes the real server take a client for a replica; ServerConformanceTest"),
      Map.entry("failover", "waits for replicas that are not there; ServerConformanceTest"),
      Map.entry("module|load", "modules are no part of the model"),
      Map.entry("module|loadex", "modules are no part of the model"),
      Map.entry("module|unload", "modules are no part of the model"),
      Map.entry("save", "writes to a disk; ServerConformanceTest"),
      Map.entry("bgsave", "goes on behind the sequence; ServerConformanceTest"),
      Map.entry("bgrewriteaof", "goes on behind the sequence; ServerConformanceTest"),
      Map.entry("memory|malloc-stats", "tells of an allocator, and we have none"),
      Map.entry("memory|stats", "tells of an allocator; InspectionTest"),
      Map.entry("memory|purge", "tells of an allocator; ServerConformanceTest"),
      Map.entry("pfselftest", "takes a second of the real server; ServerConformanceTest"),
      Map.entry("script|debug", "turns a connection into a debugger: no verdict"),
      Map.entry("client|kill: filter new-format normal_master_slave_pubsub normal", "would end our own connection; ServerConformanceTest")));

  private static final Coverage COVERAGE = new Coverage();
  private static final List<Documented> COMMANDS = commands();
  private static final List<String> GROUPS_OF_DATA =
      List.of("string", "bitmap", "hash", "list", "set", "sorted-set", "stream", "hyperloglog", "geo", "generic");
  private static final List<Documented> ON_DATA = COMMANDS.stream()
      .filter(each -> GROUPS_OF_DATA.contains(group(each.name())) && !each.name().matches("b(l|rp|z).*|migrate|wait"))
      .toList();

  /** What succeeds seldom: it needs a script, a user or a listener that is there already. */
  private static final List<Documented> SELDOM = COMMANDS.stream()
      .filter(each -> each.name().matches("auth|hello|client\\|(caching|kill|list)|function\\|(delete|load)|zrange|(evalsha|fcall)(_ro)?|migrate|bitpos|discard|client\\|tracking|acl\\|dryrun|b(l|rp|z).*"))
      .toList();

  /** Drawn with the rest, and always refused by a lone server without files that is not busy; so are all commands of clusters. */
  private static final List<String> REFUSED =
      List.of("acl|save", "acl|load", "config|rewrite", "function|kill", "script|kill", "latency|graph", "asking", "readonly", "readwrite");

  /**
   * Who waits first is answered by a later step, which is not counted here: BlockingConformanceTest. Whoever is killed by name, and what a client
   * that tracks by choice says of its next command, is so by templates of {@link Mixture}: what is drawn seldom finds that user, or that choice, there.
   */
  private static final String COUNTED_ELSEWHERE = "b(l|rp|z).*|client\\|kill: filter new-format username|client\\|caching: mode (yes|no)";

  private static boolean isRefused(String missing) {
    return REFUSED.contains(missing) || missing.startsWith("cluster|") || missing.matches(COUNTED_ELSEWHERE) || ELSEWHERE.containsKey(missing);
  }

  private static List<Documented> commands() {
    var all = CommandCatalog.all().stream()
        .map(CommandInfo::name)
        .filter(name -> !CommandCatalog.isContainer(name) && !ELSEWHERE.containsKey(name))
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

  /** Our own connection is of the usual kind and user. */
  private static boolean killsWitness(Command command) {
    var words = command.words().stream().map(Bytes::toLowerCase).toList();
    var isKill = words.size() > 1 && words.get(0).equals("client") && words.get(1).equals("kill");
    return isKill && (words.contains("normal") || words.contains("default") || words.indexOf("skipme") == 2);
  }

  private static final Source DOCUMENTED = random -> drawnFrom(COMMANDS, random);
  private static final Source DATA = random -> drawnFrom(ON_DATA, random);

  private static Command drawnFrom(List<Documented> commands, Random random) {
    var documented = Places.pick(commands, random);
    var drawn = documented.draw(random);
    while (isUnpromised(drawn.command()) || killsWitness(drawn.command())) {
      drawn = documented.draw(random);
    }
    COVERAGE.drawn(documented, drawn);
    return drawn.command();
  }

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
  void settings_have_their_effect_as_on_the_real_server() {
    Conformance.attentive("settings", Mixture.withSettings(Source.everyFamily()), 80).lively().check();
  }

  @Test
  void what_campaigns_found_stays_repaired() {
    Conformance.attentive(Campaign.FOUND, mixture(), 0).lively().replay();
  }

  private static Source mixture() {
    return new Mixture(Source.oneOf(List.of(DATA, DATA, STREAMS, Source.everyFamily())), List.of(DOCUMENTED, DOCUMENTED, random -> drawnFrom(SELDOM, random)));
  }

  @Test
  void the_model_answers_as_the_real_server_does() {
    Conformance.attentive("everything", mixture(), 100).playing(FRESH).covering(COVERAGE).lively().check();
    System.out.println(COVERAGE);
    assertThat(COVERAGE.missing()).allMatch(EverythingConformanceTest::isRefused);
  }
}
