package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The commands about the server itself. Each block is played from its start on a fresh pair of servers; a line is a client and a command. What
 * belongs to a machine is compared by its form: see {@link #form}.
 */
class ServerConformanceTest {
  private static final int CLIENTS = 3;

  private static final List<String> BLOCKS = List.of(
      """
      0 ROLE
      0 WAIT x 1
      0 WAIT 0 x
      0 WAIT 0 -1
      0 WAIT 0 0
      0 REPLICAOF NO ONE
      0 SLAVEOF no one
      0 REPLICAOF x y
      0 FAILOVER
      0 FAILOVER ABORT
      0 FAILOVER x
      0 FAILOVER TIMEOUT x
      0 FAILOVER TIMEOUT 0
      0 FAILOVER TO 1 2 FORCE TIMEOUT 5
      0 REPLCONF
      0 REPLCONF x
      0 REPLCONF foo bar
      0 REPLCONF listening-port x
      0 REPLCONF listening-port 1
      0 REPLCONF capa eof capa psync2
      0 REPLCONF rdb-only x
      0 REPLCONF rdb-filter-only functions
      0 REPLCONF rdb-filter-only foo
      0 CLUSTER
      0 CLUSTER HELP
      0 CLUSTER INFO
      0 CLUSTER KEYSLOT
      0 CLUSTER KEYSLOT x
      0 CLUSTER NOSUCH
      0 READONLY
      0 READWRITE
      0 ASKING
      0 MODULE LIST
      0 MODULE LOAD x
      0 MODULE UNLOAD x
      0 MODULE NOSUCH
      0 DEBUG OBJECT x
      0 LASTSAVE x
      0 SHUTDOWN x
      0 SHUTDOWN SAVE NOSAVE
      0 SHUTDOWN ABORT NOW
      0 SHUTDOWN ABORT
      0 SHUTDOWN ABORT ABORT
      0 SAVE
      0 SAVE x
      0 BGSAVE x
      0 BGSAVE SCHEDULE x
      0 MULTI
      0 SAVE
      0 SHUTDOWN
      0 EXEC
      0 PFSELFTEST
      0 LOLWUT
      0 LOLWUT VERSION 4
      0 LOLWUT x
      0 LOLWUT VERSION x
      """,
      """
      0 CLIENT INFO
      0 CLIENT LIST
      1 HELLO 3 SETNAME bob
      1 SELECT 3
      1 SUBSCRIBE a b
      2 MULTI
      2 SET k v
      2 GET k
      0 CLIENT NO-EVICT ON
      0 WATCH k
      0 CLIENT LIST
      2 EXEC
      0 CLIENT LIST
      0 CLIENT LIST TYPE normal
      0 CLIENT LIST TYPE PubSub
      0 CLIENT LIST TYPE replica
      0 CLIENT LIST TYPE master
      0 CLIENT LIST TYPE x
      0 CLIENT LIST TYPE
      0 CLIENT LIST ID x
      0 CLIENT LIST ID 0 -1 999
      0 CLIENT LIST ID
      0 CLIENT LIST x
      0 NOSUCH
      2 NOSUCH
      0 CLIENT LIST
      0 CLIENT NO-EVICT OFF
      0 CLIENT NO-EVICT x
      0 CLIENT NO-EVICT
      0 CLIENT REPLY x
      0 CLIENT REPLY ON
      0 CLIENT KILL
      0 CLIENT KILL x
      0 CLIENT KILL ID x
      0 CLIENT KILL ID 0
      0 CLIENT KILL ID 9999
      0 CLIENT KILL TYPE x
      0 CLIENT KILL USER nosuch
      0 CLIENT KILL USER default ID 9999
      0 CLIENT KILL ADDR x LADDR y
      0 CLIENT KILL SKIPME x
      0 CLIENT KILL ID 9999 SKIPME
      0 CLIENT KILL FOO 1
      0 CLIENT KILL ID 1 FOO 2
      0 CLIENT KILL TYPE replica
      0 CLIENT KILL TYPE pubsub
      0 CLIENT LIST
      0 CLIENT KILL TYPE normal
      0 CLIENT LIST
      0 MULTI
      0 CLIENT INFO
      0 EXEC
      0 HELLO 3
      0 CLIENT INFO
      0 RESET
      0 CLIENT INFO
      """,
      """
      0 SLOWLOG GET
      0 SLOWLOG LEN
      0 SLOWLOG GET x
      0 SLOWLOG GET -2
      0 SLOWLOG GET 1 2
      0 SLOWLOG NOSUCH
      0 SLOWLOG RESET
      0 CONFIG SET slowlog-log-slower-than 0
      0 CLIENT SETNAME me
      0 SET k v
      0 SLOWLOG GET 1
      0 RPUSH l 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33
      0 SLOWLOG GET 1
      0 RPUSH l 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30
      0 SLOWLOG GET 1
      0 SET k aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      0 SLOWLOG GET 1
      0 SET k aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      0 SLOWLOG GET 1
      0 GET nosuch
      0 INCR l
      0 EVAL "return redis.call('get', 'k')" 0
      0 MULTI
      0 PING
      0 EXEC
      0 NOSUCH
      0 GET
      0 SLOWLOG LEN
      0 SLOWLOG GET -1
      0 SLOWLOG GET 3
      0 CONFIG SET slowlog-max-len 2
      0 PING
      0 SLOWLOG LEN
      0 CONFIG SET slowlog-max-len 0
      0 SLOWLOG LEN
      0 SLOWLOG GET
      0 CONFIG SET slowlog-max-len 128 slowlog-log-slower-than -1
      0 PING
      0 SLOWLOG LEN
      """,
      """
      0 LATENCY LATEST
      0 LATENCY DOCTOR
      0 LATENCY GRAPH x
      0 LATENCY HISTORY x
      0 LATENCY RESET
      0 LATENCY RESET x y
      0 LATENCY NOSUCH
      0 CONFIG SET latency-monitor-threshold 100
      0 LATENCY DOCTOR
      0 LATENCY HISTOGRAM get nosuch
      0 MEMORY DOCTOR
      0 MEMORY PURGE
      0 MEMORY NOSUCH
      0 MEMORY USAGE x
      0 SET x 1
      0 MEMORY USAGE x SAMPLES
      0 MEMORY USAGE x SAMPLES -1
      0 MEMORY USAGE x SAMPLES x
      0 MEMORY USAGE x SAMPLE 1
      0 SET x abc
      0 MEMORY USAGE x SAMPLES 1 SAMPLES 0
      0 DEL x
      0 RPUSH x 1 2 3
      0 MEMORY USAGE x
      0 DEL x
      0 HSET x a b
      0 MEMORY USAGE x
      0 DEL x
      0 ZADD x 1 a
      0 MEMORY USAGE x
      0 DEL x
      0 SADD x 1 2
      0 MEMORY USAGE x
      0 DEL x
      0 XADD x 1-1 f v
      0 MEMORY USAGE x
      0 DEL x
      0 CONFIG RESETSTAT
      0 CONFIG REWRITE
      0 CONFIG GET maxmemory MAXMEMORY max*samples maxmemory
      0 CONFIG GET nosuch
      0 CONFIG SET maxmemory 1 nosuch 2
      0 CONFIG SET maxmemory 1mb maxmemory 2
      0 CONFIG SET MaxMemory 1mb
      0 CONFIG GET maxmemory
      0 CONFIG SET maxmemory x nosuch 1
      0 CONFIG SET slowlog-max-len 1 dir 2
      0 CONFIG SET slowlog-max-len 1 hz x
      0 CONFIG SET hz x slowlog-max-len x
      0 CONFIG SET slowlog-max-len 1 x
      0 CONFIG GET slowlog-max-len
      0 CONFIG SET maxmemory 0
      """,
      """
      0 INFO nosuch
      0 INFO server
      0 INFO clients
      0 INFO MEMORY
      0 INFO persistence stats
      0 INFO replication
      0 INFO cpu
      0 INFO modules
      0 INFO cluster keyspace
      0 SET k v
      0 SET e v EX 100
      0 SELECT 3
      0 RPUSH l a
      0 INFO keyspace
      0 INFO
      0 INFO default
      0 INFO all
      0 INFO everything
      0 GET nosuch
      0 GET k
      0 LRANGE l 0 -1
      0 EXISTS nosuch
      0 INCR l
      0 INCR
      0 NOSUCH
      0 EVAL "return redis.call('incr', 'l')" 0
      0 EVAL "return redis.pcall('incr', 'l').err" 0
      0 EVAL "return {err='MY own'}" 0
      0 MULTI
      0 INCR l
      0 GET
      0 EXEC
      0 MULTI
      0 INCR l
      0 GET l
      0 EXEC
      0 AUTH x
      0 EVALSHA x 0
      0 CLIENT NOSUCH
      0 CONFIG GET hz
      0 INFO commandstats
      0 INFO errorstats
      0 INFO stats
      0 INFO latencystats
      0 LATENCY HISTOGRAM get nosuch config
      0 CONFIG RESETSTAT
      0 INFO commandstats errorstats stats
      1 HELLO 3
      1 INFO keyspace
      1 SUBSCRIBE a b
      1 PSUBSCRIBE a*
      2 CLIENT TRACKING ON
      0 INFO clients
      0 INFO stats
      """,
      """
      0 CONFIG SET maxmemory 1
      0 SET k v
      0 GET k
      0 DEL k
      0 EXPIRE k 1
      0 MULTI
      0 GET k
      0 EXEC
      0 MULTI
      0 DISCARD
      0 PING
      0 EVAL "#!lua\\nreturn 1" 0
      0 EVAL "#!lua flags=no-writes\\nreturn 1" 0
      0 EVAL "#!lua flags=allow-oom\\nreturn redis.call('set','a',1)" 0
      0 EVAL "return redis.call('set','a',1)" 0
      0 EVAL "redis.call('del','a') return redis.call('set','a',1)" 0
      0 EVAL "return redis.pcall('set','a',1).err" 0
      0 CONFIG SET maxmemory 0
      0 MULTI
      0 SET k v
      1 CONFIG SET maxmemory 1
      0 EXEC
      1 CONFIG SET maxmemory 0
      0 CONFIG SET min-replicas-to-write 1
      0 SET k v
      0 GET k
      0 DEL k
      0 PUBLISH a b
      0 CONFIG SET min-replicas-max-lag 0
      0 SET k v
      0 CONFIG SET min-replicas-max-lag 10
      0 MULTI
      0 SET k w
      0 GET k
      0 EXEC
      0 CONFIG SET min-replicas-to-write 0
      """,
      """
      0 LPUSH l 2 1
      0 MSET v1 1 v2 2
      0 ACL SETUSER ann on nopass +sort +sort_ro +auth +eval ~l
      1 AUTH ann x
      1 SORT l BY v*
      1 SORT l BY v
      1 SORT l GET v*
      1 SORT l GET #
      1 SORT l NONSENSE BY v*
      1 SORT l BY v* NONSENSE
      1 SORT_RO l BY v*
      1 EVAL "return redis.pcall('SORT', 'l', 'BY', 'v*')" 0
      0 ACL SETUSER ann resetkeys ~l ~v*
      1 SORT l BY v* GET v*
      0 ACL SETUSER ann resetkeys ~l %W~*
      1 SORT l BY v* GET v*
      0 ACL SETUSER ann resetkeys ~l %R~*
      1 SORT l BY v* GET v*
      1 SORT l BY v* STORE l
      0 ACL SETUSER ann resetkeys (~l +sort) (%R~* +get)
      1 SORT l BY v*
      0 ACL SETUSER ann (~l %R~* +sort)
      1 SORT l BY v* GET v*
      """,
      """
      0 FUNCTION LOAD "#!lua name=l\\nlocal lib = redis\\nlib.register_function('f', function() lib.register_function('g', function() end) end)"
      0 FCALL f 0
      0 FUNCTION LOAD "#!lua name=m\\nlocal lib = redis\\nlib.register_function('h', function() return pcall(lib.register_function) end)"
      0 FCALL f 0
      0 FCALL h 0
      0 FCALL g 0
      0 EVAL "local t={} for k in pairs(_G) do t[#t+1]=k end return t" 0
      0 EVAL "local t={} for _,l in ipairs({redis,string,table,math,cjson,cmsgpack,struct,bit,coroutine}) do for k in pairs(l) do t[#t+1]=k end end return t" 0
      0 FUNCTION LOAD REPLACE "#!lua name=m\\nredis.register_function('h', function() local t={} for k in pairs(_G) do t[#t+1]=k end return t end)"
      0 FCALL h 0
      """,
      """
      0 CONFIG SET notify-keyspace-events KEA
      1 CLIENT REPLY OFF
      1 PSUBSCRIBE * a*
      1 SUBSCRIBE c
      1 PUNSUBSCRIBE nobody a*
      """);

  private static final List<String> DEBUG_BLOCKS = List.of(
      """
      0 DEBUG
      0 DEBUG NOSUCH
      0 DEBUG HELP
      0 DEBUG HELP x
      0 DEBUG OBJECT
      0 DEBUG OBJECT nosuch
      0 DEBUG SLEEP 0
      0 DEBUG SLEEP x
      0 DEBUG SLEEP
      0 DEBUG ERROR "FOO bar"
      0 DEBUG ERROR
      0 DEBUG LOG hello
      0 DEBUG CHANGE-REPL-ID
      0 DEBUG SET-ACTIVE-EXPIRE 0
      0 DEBUG SET-ACTIVE-EXPIRE
      0 DEBUG STRINGMATCH-LEN 10 a
      0 DEBUG JMAP
      0 DEBUG STRUCTSIZE
      0 DEBUG DIGEST
      0 SET k v
      0 DEBUG DIGEST
      0 RPUSH l a b c
      0 SADD s a b c 1 2
      0 HSET h a 1 b 2
      0 ZADD z 1 a 2.5 b inf c
      0 XADD x 1-1 a 1 b 2
      0 SET e v EX 1000
      0 SELECT 5
      0 SET k v
      0 SADD i 1 2 3
      0 DEBUG DIGEST
      0 DEBUG DIGEST-VALUE k nosuch
      0 SELECT 0
      0 DEBUG DIGEST-VALUE k l s h z x e
      0 DEBUG DIGEST-VALUE
      0 DEBUG POPULATE 3
      0 DEBUG POPULATE 2 p 5
      0 DEBUG POPULATE 2 q 50
      0 DEBUG POPULATE x
      0 DEBUG POPULATE
      0 MGET p:0 p:1 q:0 key:0 key:2
      0 DEBUG DIGEST
      0 DEBUG PROTOCOL string
      0 DEBUG PROTOCOL integer
      0 DEBUG PROTOCOL double
      0 DEBUG PROTOCOL null
      0 DEBUG PROTOCOL array
      0 DEBUG PROTOCOL set
      0 DEBUG PROTOCOL map
      0 DEBUG PROTOCOL attrib
      0 DEBUG PROTOCOL push
      0 DEBUG PROTOCOL verbatim
      0 DEBUG PROTOCOL true
      0 DEBUG PROTOCOL false
      0 DEBUG PROTOCOL bignum
      0 DEBUG PROTOCOL foo
      0 DEBUG PROTOCOL
      0 HELLO 3
      0 DEBUG PROTOCOL double
      0 DEBUG PROTOCOL null
      0 DEBUG PROTOCOL set
      0 DEBUG PROTOCOL map
      0 DEBUG PROTOCOL push
      0 DEBUG PROTOCOL verbatim
      0 DEBUG PROTOCOL true
      0 DEBUG PROTOCOL false
      0 DEBUG PROTOCOL bignum
      """);

  @Test
  void the_model_answers_about_the_server_as_the_real_one_does() {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("server commands: not compared; " + OracleServer.ABSENT);
      return;
    }
    var differences = new ArrayList<String>();
    BLOCKS.forEach(block -> play(block, binary.get(), List.of(), ServerState.EMPTY, differences));
    var debug = ServerState.EMPTY.settings().with("enable-debug-command", "yes");
    DEBUG_BLOCKS.forEach(
        block -> play(block, binary.get(), List.of("--enable-debug-command", "yes"), ServerState.EMPTY.with(debug), differences));
    assertThat(differences).isEmpty();
  }

  private static void play(String block, java.nio.file.Path binary, List<String> settings, ServerState start, List<String> differences) {
    var model = new dev.interlace.model.server.LiveServer(start);
    try (var server = OracleServer.start(binary, settings)) {
      var ids = new ArrayList<Long>();
      var connections = new ArrayList<OracleConnection>();
      for (var i = 0; i < CLIENTS; i++) {
        ids.add(model.open("127.0.0.1:" + (1000 + i), Outlet.NOBODY));
        connections.add(server.connect());
        connections.getLast().call("ECHO", "here");
        model.execute(ids.getLast(), Command.of("ECHO", "here"));
      }
      for (var line : block.lines().toList()) {
        var client = line.charAt(0) - '0';
        var command = new Command(CommandLine.parse(Bytes.latin1(line.substring(2))).orElseThrow());
        var actual = model.execute(ids.get(client), command);
        connections.get(client).send(command.words());
        var expected = new ArrayList<Reply>();
        var count = actual instanceof Reply.Several(var several) ? several.size() : 1;
        for (var i = 0; i < count; i++) {
          expected.add(connections.get(client).receive());
        }
        var one = expected.size() == 1 ? expected.getFirst() : new Reply.Several(expected);
        if (!form(command, actual).equals(form(command, one))) {
          differences.add(difference(line, form(command, one), form(command, actual)));
        }
      }
      connections.forEach(OracleConnection::close);
    }
  }

  /** Of answers of many lines only those that differ. */
  private static String difference(String line, String real, String model) {
    var onlyReal = new ArrayList<>(real.lines().toList());
    var onlyModel = new ArrayList<>(model.lines().toList());
    onlyReal.removeAll(model.lines().toList());
    onlyModel.removeAll(real.lines().toList());
    return line + "\n  real  " + String.join("\n        ", onlyReal) + "\n  model " + String.join("\n        ", onlyModel);
  }

  /** The reply as text, without what no two servers have in common. */
  private static String form(Command command, Reply reply) {
    var text = reply instanceof Reply.Several(var items) ? items.stream().map(ReplyText::oneLine).toList().toString() : ReplyText.oneLine(reply);
    return switch (command.name().toLowerCase()) {
      case "client" -> text.replaceAll("(id|addr|laddr|fd|age|idle|qbuf|qbuf-free|argv-mem|multi-mem|rbs|rbp|obl|oll|omem|tot-mem)=[^ ]*", "$1=#");
      case "slowlog" -> reply instanceof Reply.Array(var entries) ? entries.stream().map(ServerConformanceTest::entry).collect(Collectors.joining("\n")) : text;
      case "info" -> info(reply);
      case "config" -> reply instanceof Reply.Array(var items) ? items.stream().map(ReplyText::oneLine).sorted().toList().toString() : text;
      case "exec" -> text.replaceAll("(id|addr|laddr|fd|age|idle|qbuf|qbuf-free|argv-mem|multi-mem|rbs|rbp|obl|oll|omem|tot-mem)=[^ ]*", "$1=#");
      case "hello" -> text.replaceAll("\"id\": [0-9]+", "#");
      case "latency" -> text.replaceAll("\"histogram_usec\", \\[[0-9, ]*\\]", "#");
      default -> text;
    };
  }

  /** Without number, time, duration and address. */
  private static String entry(Reply entry) {
    return entry instanceof Reply.Array(var parts) ? ReplyText.oneLine(parts.get(3)) + ReplyText.oneLine(parts.get(5)) : entry.toString();
  }

  private static final Pattern EXACT =
      Pattern.compile("(redis_mode|arch_bits|hz|configured_hz|config_file|maxclients|connected_clients|blocked_clients|tracking_clients|maxmemory.*|"
          + "number_of_.*|loading|rdb_changes_since_last_save|rdb_bgsave_in_progress|rdb_saves|aof_enabled|total_connections_received|"
          + "total_commands_processed|expired_keys|keyspace_.*|pubsub.*|total_error_replies|role|connected_slaves|repl_backlog_size|cluster_enabled|"
          + "errorstat_.*|redis_version):.*");

  private static String info(Reply reply) {
    var text = reply instanceof Reply.Bulk(Bytes bytes) ? bytes.toLatin1() : reply instanceof Reply.Verbatim(var format, Bytes bytes) ? bytes.toLatin1() : "";
    var lines = new ArrayList<>(text.lines().map(ServerConformanceTest::field).toList());
    for (var i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("# ") && lines.get(i).endsWith("stats") && !lines.get(i).equals("# Stats")) {
        var end = lines.subList(i, lines.size()).indexOf("");
        lines.subList(i + 1, end < 0 ? lines.size() : i + end).sort(null); // what Redis keeps in hash tables
      }
    }
    return String.join("\n", lines);
  }

  private static String field(String line) {
    if (EXACT.matcher(line).matches() || line.startsWith("#") || line.isEmpty()) {
      return line;
    }
    if (line.startsWith("cmdstat_")) {
      return line.replaceAll("usec=[0-9]*,usec_per_call=[0-9.]*", "#");
    }
    return line.replaceAll("(avg_ttl=|p[0-9.]+=)[0-9.]+", "$1#").replaceAll("^([a-z0-9_]+):.*", "$1").replaceAll("^(db[0-9]+)$", "$1");
  }
}
