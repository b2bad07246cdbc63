package dev.interlace.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.SimulatedDisk;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.rdb.LoadFault;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.telemetry.ProcessFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurabilityTest {
  private static final String LOG = "appendonlydir/appendonly.aof.1.incr.aof";

  private final SimulatedDisk disk = new SimulatedDisk(DiskState.EMPTY);
  private LiveServer server;
  private long client;

  private void start(String... settings) {
    var all = Settings.DEFAULT.with("save", "");
    for (var i = 0; i < settings.length; i += 2) {
      all = all.with(settings[i], settings[i + 1]);
    }
    server = LiveServer.on(disk, ServerState.EMPTY.with(all), Chooser.FIRST, ProcessFacts.UNKNOWN);
    client = server.open("127.0.0.1:1", Outlet.NOBODY);
  }

  private String run(String line) {
    return ReplyText.oneLine(server.execute(client, new Command(CommandLine.parse(Bytes.of(line)).orElseThrow())));
  }

  private void pass(long millis) {
    server.advanceTo(server.nowMillis() + millis);
    server.look();
  }

  private boolean isSynced() {
    return disk.state().isSynced();
  }

  @Test
  void always_syncs_before_anybody_is_answered_and_ends_the_server_if_it_cannot() {
    start("appendonly", "yes", "appendfsync", "always");
    run("INCR a");
    assertThat(disk.size(LOG)).isZero();
    assertThat(server.flush()).isTrue();
    assertThat(disk.size(LOG)).isPositive();
    assertThat(isSynced()).isTrue();
    disk.become(disk.state().withFailing(List.of(Disk.Operation.SYNC)));
    run("INCR a");
    assertThat(server.flush()).isFalse();
    assertThat(server.isShutDown()).isTrue();
  }

  @Test
  void every_second_syncs_when_the_second_has_changed_and_never_leaves_it_to_the_kernel() {
    start("appendonly", "yes", "appendfsync", "everysec");
    run("INCR a");
    server.flush();
    assertThat(isSynced()).isFalse();
    pass(999);
    server.flush();
    assertThat(isSynced()).isFalse();
    pass(1);
    server.flush();
    assertThat(isSynced()).isTrue();

    run("CONFIG SET appendfsync no");
    run("INCR a");
    pass(60_000);
    server.flush();
    assertThat(isSynced()).isFalse();
  }

  @Test
  void while_a_sync_goes_on_writing_waits_for_it_but_not_for_more_than_two_seconds() {
    disk.become(disk.state().withSyncMillis(5_000));
    start("appendonly", "yes", "appendfsync", "everysec");
    run("INCR a");
    server.flush();
    pass(1_000);
    server.flush(); // a sync begins
    var synced = disk.size(LOG);
    run("INCR a");
    server.flush();
    pass(1_900);
    server.flush();
    assertThat(disk.size(LOG)).isEqualTo(synced);
    assertThat(run("INFO persistence")).contains("aof_delayed_fsync:0", "aof_pending_bio_fsync:1", "aof_buffer_length:21");
    pass(100);
    server.flush();
    assertThat(disk.size(LOG)).isGreaterThan(synced);
    assertThat(run("INFO persistence")).contains("aof_delayed_fsync:1", "aof_pending_bio_fsync:1", "aof_buffer_length:0");
    pass(2_999);
    server.flush();
    assertThat(run("INFO persistence")).contains("aof_pending_bio_fsync:1");
    pass(1);
    server.flush(); // it ends, and the next begins
    assertThat(isSynced()).isFalse();
    pass(5_000);
    server.flush();
    assertThat(isSynced()).isTrue();
    assertThat(run("INFO persistence")).contains("aof_pending_bio_fsync:0");
  }

  @Test
  void while_something_is_saved_nothing_is_synced_if_so_configured() {
    start("appendonly", "yes", "appendfsync", "everysec", "no-appendfsync-on-rewrite", "yes");
    run("INCR a");
    run("BGSAVE");
    server.flush();
    server.advanceTo(server.nowMillis() + 2_000);
    server.flush();
    assertThat(isSynced()).isFalse();
    server.look();
    server.flush();
    assertThat(isSynced()).isTrue();
  }

  @Test
  void a_sync_in_the_background_that_fails_refuses_writes_until_one_succeeds() {
    start("appendonly", "yes", "appendfsync", "everysec");
    run("INCR a");
    server.flush();
    disk.become(disk.state().withFailing(List.of(Disk.Operation.SYNC)));
    pass(1_000);
    assertThat(server.flush()).isTrue();
    assertThat(run("INCR a")).contains("MISCONF Errors writing to the AOF file: Input/output error");
    assertThat(run("INFO persistence")).contains("aof_last_write_status:err");
    disk.become(disk.state().withFailing(List.of()));
    pass(5_000);
    server.flush(); // what was not written again is not synced again
    assertThat(run("INCR a")).contains("MISCONF");
  }

  @Test
  void a_full_disk_refuses_writes_until_there_is_room_and_leaves_no_torn_command() {
    start("appendonly", "yes");
    run("SET a 1");
    server.flush();
    var whole = disk.read(LOG);
    var used = disk.size(LOG) + disk.size("appendonlydir/appendonly.aof.1.base.rdb") + disk.size("appendonlydir/appendonly.aof.manifest");
    disk.become(disk.state().withCapacity(used + 5));
    run("SET a 2");
    assertThat(server.flush()).isTrue();
    assertThat(disk.read(LOG)).isEqualTo(whole);
    assertThat(run("SET a 3")).contains("MISCONF Errors writing to the AOF file: No space left on device");
    assertThat(run("GET a")).contains("2");
    disk.become(disk.state().withCapacity(Long.MAX_VALUE));
    server.flush();
    assertThat(run("SET a 4")).isEqualTo("OK");
    server.flush();
    start("appendonly", "yes");
    assertThat(run("GET a")).contains("4");
  }

  @Test
  void a_log_that_has_grown_enough_is_rewritten() {
    start("appendonly", "yes", "auto-aof-rewrite-min-size", "1000", "auto-aof-rewrite-percentage", "100");
    for (var i = 0; i < 60; i++) {
      run("SET key 0123456789");
      server.flush();
    }
    pass(100);
    pass(100);
    assertThat(disk.list("appendonlydir")).containsExactly("appendonly.aof.2.base.rdb", "appendonly.aof.2.incr.aof", "appendonly.aof.manifest");
    pass(100);
    pass(100);
    assertThat(disk.list("appendonlydir")).contains("appendonly.aof.2.base.rdb");
  }

  @Test
  void each_rewrite_that_fails_leaves_one_more_file_and_the_next_that_does_not_takes_them_away() {
    start("appendonly", "yes");
    for (var i = 2; i < 4; i++) {
      run("INCR a");
      server.flush();
      run("BGREWRITEAOF");
      disk.become(disk.state().withFailing(List.of(Disk.Operation.RENAME)));
      server.look();
      disk.become(disk.state().withFailing(List.of()));
      assertThat(disk.list("appendonlydir")).contains("appendonly.aof.1.base.rdb", "appendonly.aof.1.incr.aof", "appendonly.aof." + i + ".incr.aof");
      assertThat(run("INFO persistence")).contains("aof_last_bgrewrite_status:err", "aof_rewrites_consecutive_failures:" + (i - 1));
    }
    run("BGREWRITEAOF");
    run("INCR a");
    server.look();
    server.flush();
    assertThat(disk.list("appendonlydir")).containsExactly("appendonly.aof.2.base.rdb", "appendonly.aof.4.incr.aof", "appendonly.aof.manifest");
    assertThat(run("INFO persistence")).contains("aof_last_bgrewrite_status:ok", "aof_rewrites_consecutive_failures:0");
    start("appendonly", "yes");
    assertThat(run("GET a")).contains("3");
  }

  @Test
  void the_rule_for_saving_wants_more_than_so_many_seconds_and_retries_after_a_failure() {
    start("save", "10 2");
    run("SET a 1");
    run("SET a 2");
    pass(10_999);
    pass(0);
    assertThat(disk.exists("dump.rdb")).isFalse();
    pass(1);
    pass(0);
    assertThat(disk.exists("dump.rdb")).isTrue();

    disk.become(disk.state().withFailing(List.of(Disk.Operation.RENAME)));
    run("SET a 3");
    run("SET a 4");
    pass(11_000);
    pass(0);
    assertThat(run("SET a 5")).contains("MISCONF");
    disk.become(disk.state().withFailing(List.of()));
    pass(5_999);
    pass(0);
    assertThat(run("SET a 5")).contains("MISCONF");
    pass(1_000);
    pass(0);
    assertThat(run("SET a 5")).isEqualTo("OK");
    assertThat(disk.list("")).containsExactly("dump.rdb");
  }

  @Test
  void a_background_save_shows_what_there_was_when_it_began() {
    start();
    run("SET a 1");
    run("BGSAVE");
    run("SET a 2");
    server.look();
    assertThat(run("DEBUG RELOAD NOSAVE")).contains("not allowed");
    start("enable-debug-command", "yes");
    assertThat(run("GET a")).contains("1");
  }

  @Test
  void a_file_of_the_time_before_there_were_manifests_is_taken_over() {
    disk.create("appendonly.aof");
    disk.append("appendonly.aof", List.of(Bytes.of("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n7\r\n").toByteArray()));
    start("appendonly", "yes");
    assertThat(run("GET a")).contains("7");
    assertThat(disk.list("")).containsExactly("appendonlydir");
    assertThat(disk.list("appendonlydir")).containsExactly("appendonly.aof", "appendonly.aof.1.incr.aof", "appendonly.aof.manifest");
  }

  @Test
  void a_transaction_that_is_cut_off_is_taken_back_or_keeps_the_server_from_starting() {
    start("appendonly", "yes");
    run("SET a 1");
    server.flush();
    var before = disk.size(LOG);
    run("MULTI");
    run("INCR a");
    run("INCR b");
    run("EXEC");
    server.flush();
    disk.truncate(LOG, disk.size(LOG) - "*1\r\n$4\r\nEXEC\r\n".length());
    var damaged = disk.state();
    assertThatThrownBy(() -> start("appendonly", "yes", "aof-load-truncated", "no")).isInstanceOf(LoadFault.class);
    disk.become(damaged);
    start("appendonly", "yes");
    assertThat(run("GET a")).contains("1");
    assertThat(disk.size(LOG)).isEqualTo(before);
  }
}
