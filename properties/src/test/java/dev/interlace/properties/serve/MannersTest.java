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
        a SLOWLOG LEN
        a MULTI / LPUSH l v / SLOWLOG RESET / EXEC
        a SLOWLOG GET 2
        b BLPOP l 0.01
        c BLPOP l2 0
        a SET l2 x
        a CLIENT UNBLOCK 6 ERROR
        a INFO commandstats
        """, List.of(), line -> line.replaceAll(":[0-9]{10}⏎:[0-9]+⏎", "#").replaceAll("127.0.0.1:[0-9]+", "#").replaceAll("(usec|usec_per_call)=[0-9.]+", "#")
            .replaceAll("(?s)INFO.*cmdstat_blpop:([^⏎]*)⏎.*", "$1"));
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
