package dev.interlace.properties.serve;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes when memory is short, and who hears of it. Where any key may go, only one can. */
class EvictionTest {
  private static final String PRELUDE = """
      a CONFIG SET notify-keyspace-events KEA
      b HELLO 3
      b PSUBSCRIBE __key*
      """;

  @Test
  void what_expires_soonest_goes_first_and_what_does_not_expire_stays() throws IOException {
    Dialogue.compare(PRELUDE + """
        a CONFIG SET maxmemory-policy volatile-ttl
        a MSET stays 1 stays2 2
        a SET k300 v EX 300
        a SET k100 v EX 100
        a SET k200 v EX 200
        c CLIENT TRACKING ON
        c GET k100
        c WATCH k200
        c MULTI
        c PING
        a CONFIG SET maxmemory 1
        a DBSIZE
        c EXEC
        a SET k v
        a GET stays
        a DEL stays2
        a LPUSH l 1 2 3
        a MULTI / GET stays / EXEC
        a EVAL "return redis.call('set', 'k', 'v')" 0
        a EVAL "return redis.call('get', 'stays')" 0
        a EVAL "#!lua flags=allow-oom\\nreturn redis.call('set', 'k', 'v')" 0
        a EVAL "#!lua\\nreturn 1" 0
        a EXPIRE stays 10
        a DBSIZE
        """);
  }

  @Test
  void without_a_policy_nothing_goes() throws IOException {
    Dialogue.compare(PRELUDE + """
        a SET k v EX 100
        a CONFIG SET maxmemory 1
        a SET l v
        a GET k
        a CONFIG SET maxmemory 0
        a SET l v
        """);
  }

  @Test
  void all_keys_go_if_any_may() throws IOException {
    for (var policy : List.of("allkeys-lru", "allkeys-lfu", "allkeys-random", "volatile-lru", "volatile-lfu", "volatile-random", "volatile-ttl")) {
      Dialogue.compare("""
          a CONFIG SET maxmemory-policy %s
          a SET k v EX 100
          a SELECT 3
          a SET k v EX 100
          a SET l v EX 100
          a CONFIG SET maxmemory 1
          a DBSIZE
          a SELECT 0
          a DBSIZE
          a SET k v
          a GET k
          a CONFIG SET maxmemory 0
          a SET k v
          a SELECT 3
          a XADD s 1-1 f v
          a EXPIRE s 100
          a XGROUP CREATE s g $
          b SELECT 3
          b XREADGROUP GROUP g c BLOCK 0 STREAMS s >
          a CONFIG SET maxmemory 1
          a DBSIZE
          """.formatted(policy));
    }
  }

  @Test
  void what_is_used_least_goes_first() throws IOException {
    Dialogue.compare(PRELUDE + """
        a CONFIG SET maxmemory-policy allkeys-lfu lfu-log-factor 0
        a MSET often v seldom v never v
        a GET often / GET often / GET often / GET seldom / EXISTS never / TYPE never / TTL never
        a OBJECT FREQ often / OBJECT FREQ seldom / OBJECT FREQ never
        a HSET h a 1 / HGET h a / HGETALL h / OBJECT FREQ h
        a RPUSH l 1 / LRANGE l 0 1 / LLEN l / LINDEX l 0 / OBJECT FREQ l
        a RESTORE r 0 "\\x00\\xc0\\x01\\n\\x00\\xb2\\x7f\\xf7\\x86\\xe4\\xf7\\x9b\\xb3" FREQ 100
        a TOUCH often seldom / OBJECT FREQ often
        a OBJECT IDLETIME often
        a DEL h l r
        a CONFIG SET maxmemory 1
        a DBSIZE
        """);
  }

  /** Which key is forgotten, only the server knows. */
  @Test
  void who_tracks_too_many_keys_is_told_that_some_are_stale() throws IOException {
    Dialogue.compare("""
        b MSET k1 v k2 v k3 v k4 v k5 v
        b CONFIG SET tracking-table-max-keys 2
        a HELLO 3
        a CLIENT TRACKING ON
        a GET k1 / GET k2
        a GET k3
        a MGET k4 k5
        b INFO stats
        b CONFIG SET tracking-table-max-keys 1
        b INFO stats
        b CONFIG SET tracking-table-max-keys 0
        a MGET k1 k2 k3 k4 k5
        b INFO stats
        c HELLO 3
        c CLIENT TRACKING ON BCAST PREFIX k
        b CONFIG SET tracking-table-max-keys 1
        b CONFIG GET tracking-table-max-keys
        """, List.of(), line -> line.replaceAll("⏎id⏎:[0-9]+⏎", "⏎id⏎").replaceAll("invalidate⏎\\*1⏎\\$2⏎k[1-5]⏎", "invalidate⏎")
            .replaceAll("(?s)(b INFO stats).*(tracking_total_keys:[0-9]+).*?(\n.*)?$", "$1 $2$3"));
  }
}
