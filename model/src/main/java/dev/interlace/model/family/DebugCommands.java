package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandHelp;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.Host;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.rdb.ObjectText;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import dev.interlace.model.resp.Protocol;
import dev.interlace.model.settings.MemoryAmount;
import dev.interlace.model.value.StringValue;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The part of DEBUG that test suites use. The pipeline lets nobody at it unless {@code enable-debug-command} says so. <b>Source:</b>
 * {@code debug.c} of Redis 7.0.
 */
public final class DebugCommands {
  public static final List<CommandSpec> TABLE = List.of(connection("debug", DebugCommands::debug));

  private static final double MICROS_A_SECOND = 1e6;
  private static final Reply.Error NO_SUCH_TYPE =
      Errors.error("ERR Wrong protocol type name. Please use one of the following: "
          + "string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true|false");

  private static final long MOST_PACKED = 4L << 30;
  private static final Reply.Error NO_THRESHOLD =
      Errors.error("ERR argument must be a memory value bigger than 1 and smaller than 4gb");

  private static final List<String> MODELLED =
      List.of("help", "sleep", "error", "object", "set-active-expire", "log", "change-repl-id", "digest", "protocol", "populate", "sdslen", "listpack",
          "quicklist", "htstats", "htstats-key", "replybuffer", "quicklist-packed-threshold", "stringmatch-test", "aof-flush-sleep", "replicate",
          "leak", "drop-cluster-packet-filter", "client-eviction", "pause-cron", "structsize", "reload", "loadaof", "config-rewrite-force-all");

  private DebugCommands() {}

  private static Reply debug(Call call, Connection connection) {
    var name = call.word(1).toLowerCase();
    return switch (name + " " + (call.size() - 2)) {
      case "help 0" -> CommandHelp.of("debug");
      case "sleep 1" -> sleep(call, connection);
      case "error 1" -> new Reply.Error(Bytes.latin1(call.word(2).toLatin1().replace('\r', ' ').replace('\n', ' ')));
      case "set-active-expire 1" -> turn(call, connection, Host.Switch.LAZY_EXPIRY, call.word(2).equals(Bytes.of("0")));
      case "set-disable-deny-scripts 1" -> turn(call, connection, Host.Switch.FREE_SCRIPTS, !call.word(2).equals(Bytes.of("0")));
      case "log 1", "change-repl-id 0", "pause-cron 1", "aof-flush-sleep 1", "replicate 1",
          "leak 1" -> Reply.OK;
      case "sdslen 1" -> DebugStructures.texts(call);
      case "listpack 1", "quicklist 1", "quicklist 2" -> DebugStructures.printed(call, name);
      case "htstats 1" -> DebugStructures.ofDatabase(call);
      case "htstats-key 1" -> DebugStructures.ofKey(call);
      case "replybuffer 2" -> replyBuffer(call);
      case "quicklist-packed-threshold 1" -> packedThreshold(call);
      case "stringmatch-test 0" -> new Reply.Simple(Bytes.of("Apparently Redis did not crash: test passed"));
      case "object 1" -> object(call);
      case "loadaof 0" -> loadLog(connection);
      case "digest 0" -> new Reply.Simple(Bytes.of(Digest.of(call.database())));
      case "protocol 1" -> protocol(call, connection);
      case "populate 1", "populate 2", "populate 3" -> populate(call);
      case "structsize 0" ->
          new Reply.Bulk(Bytes.of("bits:64 robj:16 dictentry:24 sdshdr5:1 sdshdr8:3 sdshdr16:5 sdshdr32:9 sdshdr64:17 "));
      case "drop-cluster-packet-filter 1" -> dropPackets(call);
      case "client-eviction 0" -> clientEviction(call, connection);
      case "config-rewrite-force-all 0" -> rewrite(connection);
      default -> switch (name) {
        case "digest-value" -> digests(call);
        case "reload" -> reload(call, connection);
        default -> rest(call, name);
      };
    };
  }

  private static Reply turn(Call call, Connection connection, Host.Switch which, boolean on) {
    connection.host().turn(which, on);
    return Reply.OK;
  }

  /** It does nothing to buffers that nobody sees. */
  private static Reply replyBuffer(Call call) {
    if (call.isOption(2, "peak-reset-time")) {
      if (!call.isOption(3, "never") && !call.isOption(3, "reset")) {
        call.integer(3);
      }
      return Reply.OK;
    }
    return call.isOption(2, "resizing") ? Reply.OK : Errors.subcommandSyntax(call.word(0), call.word(1));
  }

  private static Reply packedThreshold(Call call) {
    var size = MemoryAmount.parse(call.word(2).toLatin1());
    return size.isPresent() && Long.compareUnsigned(size.getAsLong(), MOST_PACKED) < 0 ? Reply.OK : NO_THRESHOLD;
  }

  private static Reply dropPackets(Call call) {
    call.integer(2);
    return Reply.OK;
  }

  private static Reply clientEviction(Call call, Connection connection) {
    if (!connection.settings().text("maxmemory-clients").equals("0")) {
      throw new UnmodelledCommand("debug|client-eviction", " under maxmemory-clients");
    }
    return Errors.error("ERR maxmemory-clients is disabled.");
  }

  private static Reply object(Call call) {
    var entry = call.database().storedEntry(call.word(2)).orElseThrow(() -> new CommandFault(Errors.NO_SUCH_KEY));
    return new Reply.Simple(ObjectText.of(entry.value(), call.nowMillis(), call.database().idleSeconds(entry)));
  }

  private static Reply loadLog(Connection connection) {
    connection.host().loadLog();
    return Reply.OK;
  }

  private static Reply rewrite(Connection connection) {
    var file = connection.host().surroundings().configurationFile();
    if (file.isEmpty()) {
      return Errors.error("ERR CONFIG-REWRITE-FORCE-ALL failed: Bad address");
    }
    try {
      file.get().rewrite(connection.settings(), true);
      return Reply.OK;
    } catch (IOException e) {
      return Errors.error("ERR CONFIG-REWRITE-FORCE-ALL failed: " + e.getMessage());
    }
  }

  /** Without a disk it gives no verdict. */
  private static Reply reload(Call call, Connection connection) {
    var options = call.words().subList(2, call.size()).stream().map(Bytes::toLowerCase).toList();
    if (!List.of("nosave", "noflush", "merge").containsAll(options)) {
      throw Call.fail(Errors.error("ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options."));
    }
    var kept = connection.host().durability().orElseThrow(() -> new UnmodelledCommand("debug|reload", " without a disk"));
    if (!options.contains("nosave") && !kept.save()) {
      return Errors.error("ERR");
    }
    return kept.saved(call.thresholds()).<Reply>map(content -> {
      if (options.contains("noflush")) {
        if (!options.contains("merge") && holdsAny(call.database(), content.keyspace())) {
          throw new UnmodelledCommand("debug|reload", " of keys that are there, without MERGE, which ends the real server,");
        }
        connection.host().add(content);
      } else {
        connection.host().replace(content);
      }
      return Reply.OK;
    }).orElse(Errors.error("ERR Error trying to load the RDB dump, check server logs."));
  }

  private static boolean holdsAny(Database database, Keyspace keyspace) {
    return IntStream.range(0, Keyspace.DATABASES)
        .anyMatch(i -> keyspace.entries(i).keySet().stream().anyMatch(key -> database.at(i).storedEntry(key).isPresent()));
  }

  private static Reply digests(Call call) {
    var keys = call.words().subList(2, call.size());
    return new Reply.Array(keys.stream().<Reply>map(key -> new Reply.Simple(Bytes.of(Digest.of(call.database(), key)))).toList());
  }

  /** What is really there but not here gives no verdict. */
  private static Reply rest(Call call, String name) {
    var lines = ((Reply.Array) CommandHelp.of("debug")).items();
    var isKnown = lines.stream().anyMatch(line -> (((Reply.Simple) line).text().toLowerCase() + " ").startsWith(name + " "));
    if (isKnown && !MODELLED.contains(name)) {
      throw new UnmodelledCommand("debug|" + name, "");
    }
    return Errors.subcommandSyntax(call.word(0), call.word(1));
  }

  /** What is no number is zero. */
  private static Reply sleep(Call call, Connection connection) {
    connection.host().sleep((long) (Numbers.parseDouble(call.word(2)).orElse(0) * MICROS_A_SECOND));
    return Reply.OK;
  }

  private static Reply populate(Call call) {
    var count = call.integer(2, 0, Long.MAX_VALUE, Errors.MUST_BE_POSITIVE);
    var prefix = call.size() > 3 ? call.word(3).toLatin1() : "key";
    var size = call.size() > 4 ? call.integer(4, 0, Integer.MAX_VALUE, Errors.MUST_BE_POSITIVE) : 0;
    for (var i = 0L; i < count; i++) {
      var key = Bytes.latin1(prefix + ":" + i);
      if (!call.database().has(key)) {
        call.database().set(key, new StringValue(content(i, (int) size)));
      }
    }
    call.counts(0);
    return Reply.OK;
  }

  private static Bytes content(long number, int size) {
    var text = "value:" + number;
    if (size == 0) {
      return Bytes.latin1(text);
    }
    var padded = new byte[size];
    var bytes = Bytes.latin1(text).toByteArray();
    System.arraycopy(bytes, 0, padded, 0, Math.min(size, bytes.length));
    return Bytes.wrap(padded);
  }

  private static Reply protocol(Call call, Connection connection) {
    var numbers = List.<Reply>of(Reply.ZERO, Reply.ONE, Reply.of(2));
    return switch (call.word(2).toLowerCase()) {
      case "string" -> Reply.bulk("Hello World");
      case "integer" -> Reply.of(12345);
      case "double" -> new Reply.Dbl(Bytes.of("3.141"));
      case "bignum" -> new Reply.BigNumber(Bytes.of("1234567999999999999999999999999999999"));
      case "null" -> Reply.NIL;
      case "array" -> new Reply.Array(numbers);
      case "set" -> new Reply.SetReply(numbers);
      case "map" ->
          new Reply.MapReply(
              List.of(new Pair(Reply.ZERO, Reply.FALSE), new Pair(Reply.ONE, Reply.TRUE), new Pair(Reply.of(2), Reply.FALSE)));
      case "verbatim" -> new Reply.Verbatim("txt", Bytes.of("This is a verbatim\nstring"));
      case "true" -> Reply.TRUE;
      case "false" -> Reply.FALSE;
      case "push" -> push(connection);
      case "attrib" -> attributed(connection);
      default -> throw Call.fail(NO_SUCH_TYPE);
    };
  }

  private static Reply push(Connection connection) {
    if (connection.session().protocol() == Protocol.RESP2) {
      throw Call.fail(Errors.error("ERR RESP2 is not supported by this command"));
    }
    return new Reply.Several(
        List.of(new Reply.Push(List.of(Reply.bulk("server-cpu-usage"), Reply.of(42))), Reply.bulk("Some real reply following the push reply")));
  }

  private static Reply attributed(Connection connection) {
    var reply = Reply.bulk("Some real reply following the attribute");
    if (connection.session().protocol() == Protocol.RESP2) {
      return reply;
    }
    if (!connection.host().sendsBytes()) {
      throw new UnmodelledCommand("debug|protocol attrib", " in RESP3");
    }
    return new Reply.Several(
        List.of(new Reply.Head('|', 1), Reply.bulk("key-popularity"), new Reply.Array(List.of(Reply.bulk("key:123"), Reply.of(90))), reply));
  }
}
