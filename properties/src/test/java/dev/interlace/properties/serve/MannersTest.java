package dev.interlace.properties.serve;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the server treats connections: whom it keeps silent to, holds up and throws out. Byte for byte what the real one does. */
class MannersTest {
  @Test
  void a_client_that_wants_no_replies_gets_none() throws IOException {
    Dialogue.compare("""
        a CLIENT REPLY OFF
        a PING
        a NOSUCH
        a SET k v / GET k
        a CLIENT REPLY ON
        a PING / CLIENT REPLY OFF / PING / CLIENT REPLY ON / PING
        a CLIENT REPLY SKIP
        a PING
        a PING
        a CLIENT REPLY SKIP / PING / PING
        a CLIENT REPLY SKIP / CLIENT REPLY SKIP / PING / PING
        a CLIENT REPLY SKIP / CLIENT REPLY ON / PING
        a CLIENT REPLY SKIP / CLIENT REPLY OFF / PING
        a CLIENT REPLY SKIP / PING
        a CLIENT REPLY ON
        a CLIENT REPLY OFF / MULTI / PING / EXEC / CLIENT REPLY ON / PING
        a CLIENT REPLY SKIP / MULTI / PING / EXEC
        a CLIENT REPLY OFF / EVAL "return redis.call('set', 'k', 'w')" 0 / EVAL "return redis.call('client', 'reply', 'on')" 0
        a CLIENT REPLY ON
        a GET k
        a CLIENT REPLY
        a CLIENT REPLY x
        a CLIENT REPLY ON ON
        a CLIENT REPLY SKIP / NOSUCH / PING
        a CLIENT REPLY OFF / RESET / PING
        """);
  }

  @Test
  void who_wants_no_replies_may_still_be_told_things() throws IOException {
    Dialogue.compare("""
        a HELLO 3
        a SUBSCRIBE c
        a CLIENT REPLY OFF
        b PUBLISH c hello
        a CLIENT REPLY ON
        a CLIENT REPLY SKIP
        b PUBLISH c hello
        a PING
        b PUBLISH c hello
        a CLIENT REPLY OFF / SUBSCRIBE d / UNSUBSCRIBE c / PUBLISH d own
        a CLIENT REPLY ON
        a CLIENT REPLY SKIP / PUBLISH d own / PUBLISH d own2
        c HELLO 3
        c CLIENT TRACKING ON
        c GET k
        c CLIENT REPLY OFF
        b SET k v
        c GET k / SET k w
        c CLIENT REPLY ON
        b SET k v
        d CLIENT REPLY OFF / SUBSCRIBE c
        b PUBLISH c hello
        d UNSUBSCRIBE
        d CLIENT REPLY ON
        e CLIENT REPLY OFF / BLPOP l 0
        b RPUSH l 1 2
        e CLIENT REPLY ON
        e LLEN l
        e CLIENT REPLY SKIP / BLPOP m 0
        b RPUSH m 1
        e PING
        f MONITOR
        f CLIENT REPLY OFF
        b GET k
        f CLIENT REPLY ON
        """, List.of(), line -> withoutMonitorsOfWitness(line).replaceAll("\n   f < $", ""));
  }

  @Test
  void what_a_client_is_sent_in_the_breath_in_which_it_is_thrown_out_is_lost() throws IOException {
    Dialogue.compare("""
        a SUBSCRIBE ch
        b PUBLISH ch 1 / CLIENT KILL TYPE pubsub / PUBLISH ch 2
        a SUBSCRIBE ch
        b MULTI / PUBLISH ch 1 / CLIENT KILL TYPE pubsub / EXEC
        b ACL SETUSER bob on nopass +@all ~* &*
        c AUTH bob x / MONITOR
        b MULTI / SET k v / CLIENT KILL USER bob / EXEC
        d AUTH bob x / BLPOP l 0
        b RPUSH l 1 / CLIENT KILL USER bob
        b LLEN l
        a AUTH bob x / HELLO 3
        a CLIENT TRACKING ON BCAST
        b SET k v / ACL DELUSER bob
        """, List.of(), line -> withoutMonitorsOfWitness(line).replaceAll("id⏎:[0-9]+", "id"));
  }

  @Test
  void time_stands_still_while_a_script_or_a_transaction_runs_however_long_it_sleeps() throws IOException {
    Dialogue.compare("""
        a DEBUG SET-DISABLE-DENY-SCRIPTS 1
        a EVAL "redis.call('SET', 'k', 'v', 'PX', '1') redis.call('DEBUG', 'SLEEP', '0.01') return redis.call('EXISTS', 'k')" 0
        a EXISTS k
        a MULTI / SET k v PX 1 / DEBUG SLEEP 0.01 / EXISTS k / EXEC
        a EXISTS k
        """, "enable-debug-command", "yes");
  }

  @Test
  void a_command_that_waits_is_logged_as_slow_when_it_is_answered() throws IOException {
    Dialogue.compare("""
        a CONFIG SET slowlog-log-slower-than 0
        b BLPOP l 0
        a SLOWLOG GET 20
        a MULTI / LPUSH l v / SLOWLOG RESET / EXEC
        a SLOWLOG GET 20
        c BLPOP l2 0
        a SET l2 x
        a CLIENT UNBLOCK 6 ERROR
        a INFO commandstats
        """, List.of(), line -> withoutPingsOfWitness(line.replaceAll(":[0-9]{10}⏎:[0-9]+⏎", "#"))
            .replaceAll("127.0.0.1:[0-9]+", "#")
            .replaceAll("(usec|usec_per_call)=[0-9.]+", "#")
            .replaceAll("(?s)INFO.*cmdstat_blpop:([^⏎]*)⏎.*", "$1"));
  }

  /** How many of them have come when a command is answered is nobody's choice. */
  private static String withoutPingsOfWitness(String line) {
    return line.replaceAll("\\*6⏎:[0-9]+⏎#\\*1⏎\\$4⏎PING⏎\\$[0-9]+⏎[0-9.:]+⏎\\$0⏎⏎", "")
        .replaceAll("(SLOWLOG GET 20\n   a < )\\*[0-9]+", "$1*n").replaceAll("\\*6⏎:[0-9]+⏎#", "*6⏎:n⏎#");
  }

  @Test
  void who_is_served_hears_of_its_own_changes_behind_the_reply() throws IOException {
    Dialogue.compare("""
        a HELLO 3
        a CLIENT TRACKING ON
        b RPUSH list2 v
        a LRANGE list2 0 -1
        a BLMOVE list1 list2 LEFT LEFT 0
        b RPUSH list1 v
        """, List.of(), line -> line.replaceAll("id⏎:[0-9]+", "id"));
  }

  @Test
  void info_counts_what_is_tracked() throws IOException {
    Dialogue.compare("""
        a HELLO 3
        a CLIENT TRACKING ON
        b HELLO 3
        b CLIENT TRACKING ON
        a MGET k1 k2
        b GET k1
        c INFO stats
        d HELLO 3
        d CLIENT TRACKING ON BCAST PREFIX p PREFIX q
        c SET k1 v
        c INFO stats
        """, List.of(), line -> line.replaceAll("⏎:[0-9]+⏎", "⏎#⏎").replaceAll("(?s)(c INFO stats).*(tracking_total_keys.*tracking_total_prefixes:[0-9]+).*", "$1 $2"));
  }

  @Test
  void a_pause_of_writes_lets_pass_what_cannot_write() throws IOException {
    Dialogue.compare("""
        a FUNCTION LOAD "#!lua name=lib\\nredis.register_function{function_name='reads', callback=function(k) return redis.call('get', k[1]) end, flags={'no-writes'}} redis.register_function('writes', function(k) return redis.call('set', k[1], 'f') end)"
        a SET k v
        a EVAL "#!lua flags=no-writes\\nreturn redis.call('get', 'k')" 0
        a EVAL "#!lua\\nreturn redis.call('get', 'k')" 0
        a SCRIPT LOAD "#!lua flags=no-writes\\nreturn 7"
        a CLIENT PAUSE 100000 WRITE
        a GET k
        b EVAL "#!lua flags=no-writes\\nreturn redis.call('get', 'k')" 0
        b EVAL_RO "return redis.call('get', 'k')" 0
        b EVALSHA_RO f0c0cb1a1d1ca0c1d1ca0c1d1ca0c1d1ca0c1d1c 0
        b FCALL reads 1 k
        b FCALL_RO reads 1 k
        b FCALL_RO writes 1 k
        c EVAL "return redis.call('get', 'k')" 0
        d EVAL "#!lua\\nreturn redis.call('get', 'k')" 0
        e EVAL "#!lua flags=no-writes\\nreturn redis.call('get', 'k') .. 'new'" 0
        f FCALL writes 1 k
        g FCALL nosuch 1 k
        h EVALSHA 0000000000000000000000000000000000000000 0
        i EVALSHA x 0
        j EVAL_RO "#!lua\\nreturn redis.call('get', 'k')" 0
        k MULTI / EVAL "#!lua flags=no-writes\\nreturn redis.call('get', 'k')" 0 / FCALL reads 1 k / EXEC
        l MULTI / EVAL "#!lua\\nreturn redis.call('get', 'k')" 0
        m PUBLISH c x
        n PFCOUNT p
        o SET k w
        a CLIENT UNPAUSE
        l EXEC
        a GET k
        """);
  }

  @Test
  void scripts_that_tell_what_they_do_are_refused_before_they_run() throws IOException {
    Dialogue.compare("""
        a EVAL "#!lua\\nreturn 1" 0
        a EVAL "#!lua flags=no-writes\\nreturn 2" 0
        a EVAL "#!lua flags=allow-oom\\nreturn 3" 0
        a EVAL "#!lua flags=allow-oom,no-writes\\nreturn 4" 0
        a CONFIG SET maxmemory 1
        a EVAL "#!lua\\nreturn 1" 0
        a EVAL "#!lua flags=no-writes\\nreturn 2" 0
        a EVAL "#!lua flags=allow-oom\\nreturn 3" 0
        a EVAL "#!lua flags=allow-oom,no-writes\\nreturn 4" 0
        a EVAL "#!lua\\nreturn 5" 0
        a EVAL_RO "#!lua\\nreturn 1" 0
        a MULTI / EVAL "#!lua flags=allow-oom\\nreturn 3" 0 / EXEC
        a CONFIG SET maxmemory 0 min-replicas-to-write 1
        a EVAL "#!lua\\nreturn 1" 0
        a EVAL "#!lua flags=no-writes\\nreturn 2" 0
        a EVAL "#!lua\\nreturn 6" 0
        a EVAL "return 6" 0
        a EVAL_RO "#!lua\\nreturn 1" 0
        a MULTI / EVAL "#!lua\\nreturn 1" 0 / EXEC
        a MULTI / EVAL "#!lua flags=no-writes\\nreturn 2" 0 / EXEC
        """);
  }

  @Test
  void who_loses_the_right_to_be_there_is_thrown_out() throws IOException {
    Dialogue.compare("""
        a ACL SETUSER bob on nopass +@all ~* &*
        b AUTH bob x
        c AUTH bob x
        c SUBSCRIBE ch
        d AUTH bob x
        d MULTI / PING
        e AUTH bob x
        e BLPOP l 0
        a ACL DELUSER bob
        b PING
        a CLIENT LIST USER bob
        a ACL SETUSER bob on nopass +@all ~* &*
        b AUTH bob x / ACL DELUSER bob / PING
        a ACL SETUSER bob on nopass +@all ~* &*
        b AUTH bob x / PING
        b AUTH bob x
        a ACL SETUSER bob off
        b PING
        b GET k
        f AUTH bob x
        a ACL SETUSER bob on reset
        b PING
        a ACL SETUSER bob on nopass +@all ~* &c*
        c AUTH bob x / SUBSCRIBE ch
        d AUTH bob x / PSUBSCRIBE ch*
        g AUTH bob x / SSUBSCRIBE ch
        a ACL SETUSER bob resetchannels &ch
        a PUBLISH ch 1
        a ACL SETUSER bob resetchannels
        a PUBLISH ch 2
        a ACL SETUSER bob -@all
        g PING
        a ACL DELUSER bob default nosuch
        h AUTH default x
        a ACL SETUSER default off
        i PING
        a PING
        a ACL SETUSER default on
        """);
  }

  @Test
  void denials_are_kept_with_who_was_denied() throws IOException {
    Dialogue.compare("""
        a ACL SETUSER bob on nopass +@all -set ~k* &c*
        b AUTH bob x / CLIENT SETNAME me
        b SET k v
        b GET other
        b MULTI / SET k v / EXEC
        b PUBLISH x y
        b EVAL "return redis.call('set', 'k', 'v')" 0
        b HELLO 3 AUTH bob x
        b SELECT 2 / GET other
        c AUTH nosuch x
        c AUTH bob
        a ACL LOG
        a ACL LOG 1
        b MULTI / DEL k / GET k
        a CLIENT LIST USER bob
        a CLIENT LIST ID 5
        a ACL LOG RESET
        a ACL LOG
        """, List.of(), MannersTest::withoutNumbers);
  }

  /** Bob watches what is not there, a swap puts an expired key in its place, and the write that Carol should hear of ends at Bob. */
  @Test
  void a_watch_that_a_swap_made_stale_stands_before_later_ones() throws IOException {
    Dialogue.compare("""
        a DEBUG SET-ACTIVE-EXPIRE 0
        a SELECT 1 / SET k old PXAT 1 / SELECT 0
        b WATCH k
        a SWAPDB 0 1
        a RESTORE k 0 "\\x00\\x01v\\n\\x00\\x91\\x08\\xce\\xb2\\x198\\x8a\\xce" REPLACE
        c WATCH k
        a SET k changed
        c MULTI / PING / EXEC
        b MULTI / PING / EXEC
        d SELECT 1 / SET k old PXAT 1 / SELECT 0 / DEL k / WATCH k / SWAPDB 1 0
        a RESTORE k 0 "\\x00\\x01v\\n\\x00\\x91\\x08\\xce\\xb2\\x198\\x8a\\xce" REPLACE
        c WATCH k
        a SET k changed
        c MULTI / PING / EXEC
        d UNWATCH
        c WATCH k
        a SET k changed
        c MULTI / PING / EXEC
        """, "enable-debug-command", "yes");
  }

  @Test
  void a_pause_holds_back_a_transaction_for_what_was_kept_of_it_even_if_it_cannot_succeed() throws IOException {
    Dialogue.compare("""
        a MULTI / SET x 1 / NOSUCH / GET x
        b CLIENT PAUSE 100000 WRITE / CLIENT LIST
        a EXEC
        b CLIENT UNPAUSE
        a MULTI / NOSUCH / SET x 1
        b CLIENT PAUSE 100000 WRITE
        a EXEC
        b CLIENT UNPAUSE
        a MULTI / PFCOUNT x / GET
        b CLIENT PAUSE 100000 WRITE
        a EXEC
        b CLIENT UNPAUSE
        a MULTI / EVAL "#!lua flags=no-writes\\nreturn 1" 0 / GET
        b CLIENT PAUSE 100000 WRITE
        a EXEC
        b CLIENT UNPAUSE
        a WATCH k / MULTI / SET x 1
        b SET k 1
        a GET x
        b CLIENT PAUSE 100000 WRITE / CLIENT LIST
        a EXEC
        b CLIENT UNPAUSE
        a WATCH k
        b SET k 2
        a MULTI / SET x 1
        b CLIENT PAUSE 100000 WRITE / CLIENT LIST
        a EXEC
        b CLIENT UNPAUSE
        """, List.of(), MannersTest::withoutNumbers);
  }

  @Test
  void a_transaction_that_cannot_succeed_is_refused_for_what_was_kept_of_it() throws IOException {
    Dialogue.compare("""
        a MULTI / SET x 1 / NOSUCH
        b CONFIG SET maxmemory 1
        a EXEC
        a MULTI / MULTI / WATCH k / UNWATCH / PING / EXEC
        a MULTI / DISCARD
        a MULTI / RESET
        a MULTI / EXEC
        a MULTI / QUIT
        c WATCH k / UNWATCH
        b CONFIG SET maxmemory 0
        c WATCH k
        b SET k 3
        c MULTI / SET x 1
        b CONFIG SET maxmemory 1
        c EXEC
        b CONFIG SET maxmemory 0
        c MULTI / SET x 1 / NOSUCH
        b CONFIG SET min-replicas-to-write 1
        c EXEC
        """);
  }

  @Test
  void a_transaction_may_leave_half_an_array() throws IOException {
    Dialogue.compare("""
        a MULTI / PING / CLIENT REPLY OFF / PING / EXEC
        a PING / CLIENT REPLY ON / PING
        a MULTI / PING / CLIENT REPLY SKIP / PING / GET k / EXEC / PING / PING
        a MULTI / CLIENT REPLY OFF / PING / CLIENT REPLY ON / PING / EXEC / PING
        a MULTI / CLIENT REPLY SKIP / EXEC / PING / PING
        a CLIENT REPLY OFF / MULTI / PING / CLIENT REPLY ON / PING / EXEC / PING
        a CLIENT REPLY SKIP / MULTI / PING / CLIENT REPLY SKIP / PING / EXEC
        a CLIENT REPLY OFF / MULTI / PING / CLIENT REPLY SKIP / PING / EXEC / PING / CLIENT REPLY ON / PING
        a MULTI / EVAL "redis.call('set','k','v') return 1" 0 / CLIENT REPLY OFF / EVAL "return 2" 0 / EXEC
        a CLIENT REPLY ON
        a HELLO 3
        a SUBSCRIBE ch
        a MULTI / PUBLISH ch 1 / CLIENT REPLY OFF / PUBLISH ch 2 / EXEC
        a PUBLISH ch 3
        a CLIENT REPLY ON
        a CLIENT REPLY OFF / MULTI / PUBLISH ch 4 / PUBLISH ch 5 / EXEC / CLIENT REPLY ON
        b MULTI / PING / CLIENT KILL ID 6 SKIPME no / PING / SET kk v / EXEC / PING
        a GET kk
        c MULTI / SET ll 1 / CLIENT KILL ID 7 / SET ll 2 / EXEC / PING
        d MULTI / PING / QUIT / PING / EXEC
        e ACL SETUSER u on nopass +@all ~* &*
        e AUTH u x
        e MULTI / PING / ACL DELUSER u / PING / EXEC / PING
        """);
  }

  /** Lines of MONITOR without what is each server's own, nor those about who listens for the comparison. */
  private static String withoutMonitorsOfWitness(String line) {
    return line.replaceAll("[0-9.]+ \\[0 [0-9.:]+]", "#").replace("+# \"PING\"⏎", "");
  }

  private static String withoutNumbers(String line) {
    return line.replaceAll("[$=]\\d+⏎(txt:)?id=", "id=").replaceAll("addr=[0-9.:]+", "addr=#")
        .replaceAll("(fd|age|idle|argv-mem|tot-mem|qbuf|qbuf-free|rbs|rbp|obl)=\\d+", "$1=#")
        .replaceAll("age-seconds⏎\\$\\d+⏎[0-9.e-]+", "age-seconds").replaceAll("age-seconds⏎,[0-9.e-]+", "age-seconds");
  }
}
