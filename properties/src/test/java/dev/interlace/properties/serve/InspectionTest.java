package dev.interlace.properties.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server tells of its insides, beside what the real one does; numbers that belong to a machine are not compared. */
class InspectionTest {
  @Test
  void latency_is_drawn_and_diagnosed() throws IOException {
    Dialogue.compare("""
        a CONFIG SET latency-monitor-threshold 200
        a LATENCY DOCTOR
        a DEBUG SLEEP 0.3
        a LATENCY GRAPH command
        a LATENCY DOCTOR
        a CONFIG SET slowlog-log-slower-than -1
        a LATENCY DOCTOR
        a CONFIG SET slowlog-log-slower-than 1000000
        a LATENCY DOCTOR
        a LATENCY GRAPH fast-command
        a LATENCY HISTORY command
        a LATENCY LATEST
        a LATENCY RESET command nosuch
        a LATENCY LATEST
        a HELLO 3
        a DEBUG SLEEP 0.3
        a LATENCY GRAPH command
        """, List.of("enable-debug-command", "yes"), InspectionTest::withoutNumbers);
  }

  @Test
  void memory_is_accounted_for_under_the_same_heads() throws IOException {
    Dialogue.compare("""
        a MEMORY STATS
        a MSET a 1 b 2 c 3
        a SET d 4 EX 100
        a SELECT 3
        a SET e 5
        a MEMORY STATS
        a HELLO 3
        a MEMORY STATS
        a MEMORY DOCTOR
        a MEMORY PURGE
        """, List.of(), line -> line.replaceAll("(\\.(allocated|normal|slaves|total|bytes|resident|active|bytes-per-key|caches)⏎):-?\\d+", "$1:#")
            .replaceAll("(\\.(ratio|percentage)|fragmentation)⏎(\\$\\d+⏎|,)[0-9.e+-]+", "$1⏎#"));
  }

  /** What is drawn without chance is the same; of the rest the size. */
  @Test
  void pictures_are_drawn_in_the_same_way() throws IOException {
    Dialogue.compare("""
        a LOLWUT VERSION 5 66 8 2
        a LOLWUT VERSION 5 10 3 1
        a LOLWUT VERSION 5 1 1 1
        a LOLWUT VERSION 5 2 1 2
        a LOLWUT VERSION 5 37 5 2
        a LOLWUT VERSION 5 30 200 2
        a LOLWUT VERSION 5 -1 -1 -1
        a LOLWUT VERSION 5 x / LOLWUT VERSION 5 1 x / LOLWUT VERSION 5 1 1 x / LOLWUT VERSION 5 1 1 1 x
        a LOLWUT VERSION 6 x / LOLWUT VERSION 6 1 x / LOLWUT VERSION 6 1 1 x / LOLWUT VERSION 6 0 0
        a HELLO 3
        a LOLWUT VERSION 5 10 3 2
        """);
    Dialogue.compare("""
        a LOLWUT VERSION 5
        a LOLWUT VERSION 5 20 4 7
        a LOLWUT VERSION 6
        a LOLWUT VERSION 6 7 5
        """, List.of(), line -> line.replaceAll("\u00e2[\u00a0-\u00a3][\u0080-\u00bf]", "#")
        .replaceAll("\\[0;(30;40|90;100|37;47|97;107)m", "[#m").replaceAll("\\$\\d+⏎", "\\$"));
  }

  @Test
  void structures_are_described_in_the_same_words() throws IOException {
    Dialogue.compare("""
        a MSET k v i 12 long xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx abcdefghijabcdefghijabcdefghijabcdefghij v
        a RPUSH l a b / HSET h a 1 / SADD s a / SADD n 1 2 / ZADD z 1 a
        a DEBUG SDSLEN k / DEBUG SDSLEN i / DEBUG SDSLEN abcdefghijabcdefghijabcdefghijabcdefghij / DEBUG SDSLEN l / DEBUG SDSLEN nosuch
        a DEBUG LISTPACK h / DEBUG LISTPACK l / DEBUG LISTPACK nosuch / DEBUG LISTPACK
        a DEBUG QUICKLIST l / DEBUG QUICKLIST l 1 / DEBUG QUICKLIST h / DEBUG QUICKLIST nosuch
        a DEBUG HTSTATS 1 / DEBUG HTSTATS x / DEBUG HTSTATS 16 / DEBUG HTSTATS -1
        a SELECT 2 / SET k v EX 100 / DEBUG HTSTATS 2 / SELECT 0
        a DEBUG HTSTATS-KEY s / DEBUG HTSTATS-KEY n / DEBUG HTSTATS-KEY h / DEBUG HTSTATS-KEY z / DEBUG HTSTATS-KEY l / DEBUG HTSTATS-KEY nosuch
        a DEBUG QUICKLIST-PACKED-THRESHOLD 100b / DEBUG QUICKLIST-PACKED-THRESHOLD x / DEBUG QUICKLIST-PACKED-THRESHOLD 4gb
        a DEBUG QUICKLIST-PACKED-THRESHOLD -1 / DEBUG QUICKLIST-PACKED-THRESHOLD 0
        a DEBUG AOF-FLUSH-SLEEP 0 / DEBUG REPLICATE x / DEBUG REPLICATE / DEBUG LEAK x / DEBUG PAUSE-CRON 0
        a DEBUG REPLYBUFFER PEAK-RESET-TIME NEVER / DEBUG REPLYBUFFER PEAK-RESET-TIME RESET / DEBUG REPLYBUFFER PEAK-RESET-TIME 100
        a DEBUG REPLYBUFFER PEAK-RESET-TIME x / DEBUG REPLYBUFFER RESIZING 0 / DEBUG REPLYBUFFER RESIZING 1 / DEBUG REPLYBUFFER FOO 1
        a DEBUG DROP-CLUSTER-PACKET-FILTER -1 / DEBUG DROP-CLUSTER-PACKET-FILTER x / DEBUG CLIENT-EVICTION / DEBUG STRUCTSIZE
        a HELLO 3
        a DEBUG HTSTATS 1
        """, "enable-debug-command", "yes");
  }

  @Test
  void buffers_hold_as_much() throws IOException {
    Dialogue.compare("""
        a CLIENT INFO
        a PING / CLIENT INFO / PING / PING
        b WATCH k1 k2 k3
        a CLIENT LIST ID 6
        b SUBSCRIBE a b / PSUBSCRIBE a* b* / SSUBSCRIBE c
        a CLIENT LIST ID 6
        d BLPOP x y z 0
        a CLIENT LIST ID 7
        e MULTI / SET k v / GET k
        a CLIENT LIST ID 8
        f GET k / DEL
        a CLIENT LIST ID 9
        """, List.of(), InspectionTest::withoutReplyBuffer);
  }

  /** How it shrinks is a matter of when the real server looks. */
  private static String withoutReplyBuffer(String line) {
    var matcher = Pattern.compile("(?s)(.*)[$]\\d+⏎.* (multi=.*) rbs=(\\d+) rbp=\\d+ (.*) tot-mem=(\\d+)(.*)").matcher(line);
    return matcher.matches()
        ? matcher.group(1) + matcher.group(2) + matcher.group(4) + (Long.parseLong(matcher.group(5)) - Long.parseLong(matcher.group(3))) + matcher.group(6)
        : line;
  }

  @TempDir private Path folder;

  @Test
  void what_was_saved_is_loaded_in_place_of_everything_or_beside_it() throws IOException {
    Dialogue.compare("""
        a FLUSHALL / SET k v / SET e v PX 100000 / HSET h a 1
        a DEBUG RELOAD / DEBUG RELOAD NOSAVE
        a SET k w / SET new x / DEL h
        a DEBUG RELOAD NOSAVE NOFLUSH MERGE / MGET k new / HGETALL h / DBSIZE
        a SET k w / SET new x / DEL h
        a DEBUG RELOAD NOSAVE / MGET k new / HGETALL h / DBSIZE
        a SET k w / SET new y / DEL h
        a DEBUG RELOAD NOFLUSH MERGE / MGET k new / HGETALL h / DBSIZE
        a FLUSHALL / DEBUG RELOAD NOSAVE NOFLUSH / MGET k new / HGETALL h / DBSIZE
        a DEBUG RELOAD NOSAVE MERGE / DEBUG RELOAD NOFLUSH NOSAVE MERGE MERGE / DEBUG RELOAD x
        a DEBUG CONFIG-REWRITE-FORCE-ALL
        """, "enable-debug-command", "yes", "dir", folder.toString(), "save", "");
  }

  @Test
  void attributes_come_before_what_they_are_of() throws IOException {
    Dialogue.compare("""
        a DEBUG PROTOCOL ATTRIB
        a HELLO 3
        a DEBUG PROTOCOL ATTRIB
        a MULTI / DEBUG PROTOCOL ATTRIB / PING / EXEC
        """, "enable-debug-command", "yes");
  }

  private static String withoutNumbers(String line) {
    return line.replaceAll("[0-9]+", "#");
  }
}
