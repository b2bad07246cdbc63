package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.SimulatedDisk;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.telemetry.ProcessFacts;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SAVE and what belongs to it, on a disk that works and on one that does not: the replies of both servers, and the files they leave. */
class PersistenceConformanceTest {
  private static final List<String> OPTIONS = List.of("--enable-debug-command", "yes");
  private static final int PAUSES = 500;

  /** The model and the real server, which are asked the same. */
  private static final class Both implements AutoCloseable {
    final SimulatedDisk disk = new SimulatedDisk(DiskState.EMPTY);
    final OracleServer server;
    final OracleConnection real;
    final LiveServer model;
    final long client;

    Both(Path binary, List<String> options) {
      var all = new ArrayList<>(OPTIONS);
      all.addAll(options);
      server = OracleServer.start(binary, all);
      real = server.connect();
      var settings = Settings.DEFAULT.with("save", "");
      for (var i = 0; i < all.size(); i += 2) {
        settings = settings.with(all.get(i).substring(2), all.get(i + 1));
      }
      model = LiveServer.on(disk, ServerState.EMPTY.at(System.currentTimeMillis()).with(settings), Chooser.FIRST, ProcessFacts.UNKNOWN);
      client = model.open("127.0.0.1:1", Outlet.NOBODY);
    }

    void ask(String... lines) {
      for (var line : lines) {
        var words = CommandLine.parse(Bytes.of(line)).orElseThrow();
        model.advanceTo(Math.max(model.nowMillis(), System.currentTimeMillis()));
        var expected = ReplyText.oneLine(real.call(words));
        assertThat(ReplyText.oneLine(model.execute(client, new dev.interlace.model.request.Command(words)))).as(line).isEqualTo(expected);
        model.flush();
      }
    }

    /** Until neither has anything left to do in the background. */
    void rest() {
      model.look();
      model.look();
      for (var i = 0; i < PAUSES && isBusy(); i++) {
        real.receive(Duration.ofMillis(10));
      }
    }

    private boolean isBusy() {
      var info = real.call("INFO", "persistence").toString();
      return Stream.of("rdb_bgsave_in_progress", "aof_rewrite_in_progress", "aof_rewrite_scheduled").anyMatch(field -> info.contains(field + ":1"));
    }

    /** Compares fields of INFO. */
    void tell(String... fields) {
      var ours = ((Reply.Bulk) model.execute(client, dev.interlace.model.request.Command.of("INFO", "persistence"))).value().toLatin1().lines().toList();
      var theirs = ((Reply.Bulk) real.call("INFO", "persistence")).value().toLatin1().lines().toList();
      for (var field : fields) {
        assertThat(ours.stream().filter(line -> line.startsWith(field + ":")).toList()).as(field)
            .isNotEmpty().isEqualTo(theirs.stream().filter(line -> line.startsWith(field + ":")).toList());
      }
    }

    void sameFiles() throws IOException {
      Set<String> theirs = new TreeSet<>();
      try (var all = Files.walk(server.folder())) {
        all.map(path -> server.folder().relativize(path).toString()).filter(name -> !name.matches("|log|temp-\\d+\\.rdb|temp-rewriteaof-bg-\\d+\\.aof")).forEach(theirs::add);
      }
      Set<String> ours = new TreeSet<>();
      for (var name : disk.list("")) {
        ours.add(name);
        if (disk.isDirectory(name)) {
          disk.list(name).forEach(each -> ours.add(name + "/" + each));
        }
      }
      assertThat(ours).isEqualTo(theirs);
    }

    @Override
    public void close() {
      real.close();
      server.close();
    }
  }

  private static boolean isAbsent() {
    if (OracleServer.find().isEmpty()) {
      System.out.println("persistence: not compared with the real server; " + OracleServer.ABSENT);
      return true;
    }
    return false;
  }

  @Test
  void saves_are_told_and_leave_files_as_on_the_real_server() throws IOException {
    if (isAbsent()) {
      return;
    }
    try (var both = new Both(OracleServer.find().orElseThrow(), List.of())) {
      both.ask("SET a 1", "RPUSH l 1");
      both.tell("rdb_changes_since_last_save", "rdb_bgsave_in_progress", "rdb_last_bgsave_status", "aof_enabled");
      both.ask("SAVE", "SAVE x", "BGSAVE x", "BGSAVE schedule x");
      both.tell("rdb_changes_since_last_save");
      both.sameFiles();
      both.ask("SET b 2", "BGSAVE");
      both.rest();
      both.tell("rdb_changes_since_last_save", "rdb_last_bgsave_status");
      both.ask("SET b 3", "DEBUG RELOAD NOSAVE", "GET b", "SET b 4", "DEBUG RELOAD", "GET b", "DEBUG RELOAD x", "DEBUG DIGEST");
      both.ask("MULTI", "SAVE", "EXEC", "MULTI", "BGSAVE", "EXEC", "MULTI", "BGREWRITEAOF", "EXEC");
      both.rest();
      both.rest();
      both.ask("EVAL \"return redis.call('SAVE')\" 0", "EVAL \"return redis.pcall('BGSAVE')\" 0");
      both.ask("FUNCTION LOAD \"#!lua \\x00name=l\\nredis.register_function('f', function() end)\"",
          "FUNCTION LOAD \"#!lua name=l\\x00 other\\nredis.register_function('f', function() end)\"", "FUNCTION LIST", "FUNCTION FLUSH");
      both.ask("DEBUG RELOAD NOSAVE", "GET b", "DBSIZE");
      both.sameFiles();
    }
  }

  @Test
  void flushing_everything_empties_the_file_where_there_are_save_points() throws IOException {
    if (isAbsent()) {
      return;
    }
    for (var points : List.of("", "3600 100")) {
      try (var both = new Both(OracleServer.find().orElseThrow(), List.of("--save", points))) {
        both.ask("SET a 1", "SET b 2", "SAVE", "SET c 3", "FLUSHALL");
        both.tell("rdb_changes_since_last_save");
        both.ask("SET a 1", "MULTI", "SET c 1", "FLUSHALL", "SET d 1", "EXEC", "FLUSHDB", "SET e 1");
        both.ask("DEBUG RELOAD NOSAVE", "DBSIZE", "DEBUG DIGEST");
        both.sameFiles();
      }
    }
  }

  @Test
  void a_log_is_rewritten_switched_off_and_on_as_on_the_real_server() throws IOException {
    if (isAbsent()) {
      return;
    }
    try (var both = new Both(OracleServer.find().orElseThrow(), List.of("--appendonly", "yes", "--appendfsync", "always"))) {
      both.sameFiles();
      both.ask("SET a 1", "BGREWRITEAOF");
      both.rest();
      both.sameFiles();
      both.tell("aof_enabled", "aof_rewrite_in_progress", "aof_last_bgrewrite_status", "aof_last_write_status");
      both.ask("INCR a", "CONFIG SET appendonly no", "INCR a", "CONFIG SET appendonly yes");
      both.rest();
      both.ask("INCR a", "CONFIG GET appendonly");
      both.sameFiles();
      both.ask("MULTI", "BGREWRITEAOF", "INCR a", "EXEC");
      both.rest();
      both.rest();
      both.sameFiles();
      both.tell("rdb_changes_since_last_save");
      both.ask("GET a", "DEBUG LOADAOF", "GET a");
      both.tell("rdb_changes_since_last_save");
    }
  }

  @Test
  void files_of_no_use_stay_as_long_as_they_are_told_to() throws IOException {
    if (isAbsent()) {
      return;
    }
    try (var both = new Both(OracleServer.find().orElseThrow(), List.of("--appendonly", "yes", "--appendfsync", "always"))) {
      both.ask("SET a 1", "CONFIG SET aof-disable-auto-gc yes", "BGREWRITEAOF");
      both.rest();
      both.ask("SET a 2", "BGREWRITEAOF");
      both.rest();
      both.sameFiles();
      both.ask("CONFIG SET aof-disable-auto-gc no");
      both.sameFiles();
    }
  }

  /** On the real server something in the background lasts: it waits so many microseconds after each key. */
  private static final String SLOWLY = "CONFIG SET rdb-key-save-delay 100000000";
  private static final String QUICKLY = "CONFIG SET rdb-key-save-delay 0";

  /** What a kill brings about, the real server notices a moment later. */
  private static void restReally(Both both) {
    for (var i = 0; i < PAUSES && both.isBusy(); i++) {
      both.real.receive(Duration.ofMillis(10));
    }
  }

  @Test
  void while_something_is_saved_all_else_waits_or_is_refused_as_on_the_real_server() throws IOException {
    if (isAbsent()) {
      return;
    }
    var scheduled = new String[] {"rdb_bgsave_in_progress", "aof_rewrite_in_progress", "aof_rewrite_scheduled", "aof_rewrites", "rdb_saves"};
    try (var both = new Both(OracleServer.find().orElseThrow(), List.of())) {
      both.ask("SET a 1", SLOWLY, "BGSAVE", "BGSAVE", "BGSAVE SCHEDULE", "SAVE", "BGREWRITEAOF", "BGREWRITEAOF");
      both.tell(scheduled);
      both.ask("MULTI", "BGSAVE", "SAVE", "BGREWRITEAOF", "EXEC", "SET a 2", QUICKLY, "FLUSHALL");
      both.rest();
      both.tell("rdb_last_bgsave_status", "rdb_changes_since_last_save", "rdb_saves", "aof_rewrites");
      both.sameFiles();
      both.ask("SET a 1", SLOWLY, "BGREWRITEAOF", "BGREWRITEAOF", "BGSAVE", "BGSAVE SCHEDULE", QUICKLY, "SAVE");
      both.tell(scheduled);
      both.ask("SHUTDOWN x", "SHUTDOWN SAVE NOSAVE", "SHUTDOWN ABORT");
    }
  }

  @Test
  void a_log_that_is_switched_off_and_on_amid_other_work_is_kept_as_by_the_real_server() throws IOException {
    if (isAbsent()) {
      return;
    }
    var state = new String[] {"aof_enabled", "aof_rewrite_in_progress", "aof_rewrite_scheduled", "rdb_bgsave_in_progress", "aof_last_bgrewrite_status"};
    try (var both = new Both(OracleServer.find().orElseThrow(), List.of("--appendonly", "yes", "--appendfsync", "always"))) {
      both.ask("SET a 1", SLOWLY, "BGREWRITEAOF", "SET a 2", "CONFIG SET appendonly no");
      restReally(both);
      both.tell(state);
      both.sameFiles();
      both.ask("SET a 3", "BGREWRITEAOF", "CONFIG SET appendonly yes");
      both.tell(state);
      both.ask("SET a 4", "SHUTDOWN", "SHUTDOWN SAVE", QUICKLY, "CONFIG SET appendonly no");
      restReally(both);
      both.sameFiles();
      both.ask(SLOWLY, "BGSAVE", "CONFIG SET appendonly yes", "SET a 5");
      both.tell(state);
      both.sameFiles();
      both.ask(QUICKLY, "FLUSHALL", "SET a 6");
      both.rest();
      both.rest();
      both.tell(state);
      both.ask("SET a 7", "GET a", "DEBUG LOADAOF", "GET a");
      both.sameFiles();
      both.ask("MULTI", "CONFIG SET appendonly no", "CONFIG SET appendonly yes", "SET a 8", "EXEC");
      both.tell("aof_enabled");
      both.rest();
      both.rest();
      both.ask("SET b 1", "DEBUG LOADAOF", "MGET a b");
      both.sameFiles();
    }
  }

  /** A directory stands where the file should go. */
  @Test
  void a_server_that_cannot_save_takes_no_writes() throws IOException {
    if (isAbsent()) {
      return;
    }
    try (var both = new Both(OracleServer.find().orElseThrow(), List.of("--save", "3600 1"))) {
      Files.createDirectory(both.server.folder().resolve("dump.rdb"));
      both.disk.makeDirectory("dump.rdb");
      both.ask("SET a 1", "SAVE", "SET a 2", "BGSAVE");
      both.rest();
      both.tell("rdb_last_bgsave_status");
      both.ask("SET a 3", "PING", "GET a", "MULTI", "SET a 4", "GET a", "EXEC", "EVAL \"return redis.pcall('SET', 'a', 'x')\" 0",
          "EVAL \"return redis.call('GET', 'a')\" 0", "DEL a", "PUBLISH c m", "PFCOUNT a", "FUNCTION FLUSH", "FLUSHALL", "EVAL_RO \"return 1\" 0",
          "MULTI", "GET a", "EXEC", "CONFIG SET stop-writes-on-bgsave-error no", "SET a 5", "CONFIG SET stop-writes-on-bgsave-error yes",
          "SET a 6", "CONFIG SET save ''", "SET a 7", "CONFIG SET save '3600 1'", "SET a 8", "SHUTDOWN");
      Files.delete(both.server.folder().resolve("dump.rdb"));
      both.disk.become(DiskState.EMPTY);
      both.ask("BGSAVE");
      both.rest();
      both.ask("SET a 9");
      both.sameFiles();
    }
  }
}
