package dev.interlace.properties.serve;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Where in its replies a client reads of keyspace events that it causes, or that make the server answer it. Byte for byte what the real server sends. */
class OwnEventsTest {
  @Test
  void events_lie_inside_the_arrays_that_cause_them() throws IOException {
    Dialogue.compare("""
        a CONFIG SET notify-keyspace-events EAmn
        a CONFIG GET notify-keyspace-events
        a HELLO 3
        a PSUBSCRIBE *
        a SET y 1
        a MGET x y z
        a ZADD z 1 a 2 b 3 c 4 d 5 e
        a ZPOPMIN z
        a ZPOPMAX z 2
        a ZMPOP 2 nz z MIN
        a BZPOPMIN z 0
        a ZADD z 1 a 2 b 3 c
        a BZMPOP 0 1 z MAX COUNT 10
        a ZADD z 1 a 2 b
        a ZPOPMIN z 3
        a XADD s 1-1 f v / XADD s 2-1 f v / XGROUP CREATE s g 0 / XADD s2 1-1 f v / XGROUP CREATE s2 g 0
        a XREADGROUP GROUP g c COUNT 1 STREAMS s >
        a XREADGROUP GROUP g d STREAMS s s2 > >
        a XREADGROUP GROUP g e STREAMS s s2 0 >
        a XCLAIM s g n1 0 1-1 2-1
        a XCLAIM s g n2 0 1-1 2-1 JUSTID
        a XAUTOCLAIM s g n3 0 0
        a XAUTOCLAIM s g n4 0 0 COUNT 1 JUSTID
        a XAUTOCLAIM s g n4 0 0
        a MULTI / MGET x y / ZADD z 1 a / ZPOPMIN z / EXEC
        a EVAL "return redis.call('mget','x','y')" 0
        a EVAL "return redis.call('zadd','z',1,'a') + #redis.call('zpopmin','z')" 0
        a MGET x / MGET x
        c MULTI / PSUBSCRIBE *keyevent* / MGET q r / ZADD z 1 a 2 b / ZPOPMIN z / XREADGROUP GROUP g f STREAMS s 0 / PING / EXEC
        a CLIENT REPLY OFF / MGET x y / CLIENT REPLY ON
        """);
  }

  @Test
  void who_was_blocked_reads_them_inside_its_reply() throws IOException {
    Dialogue.compare("""
        a CONFIG SET notify-keyspace-events EAmn
        a HELLO 3
        b HELLO 3
        a PSUBSCRIBE *
        a BZPOPMIN z 0
        b ZADD z 1 a
        a BZPOPMAX z 0
        b ZADD z 1 a 2 b
        a BLPOP l 0
        b RPUSH l 1
        a BLMOVE l l2 LEFT RIGHT 0
        b RPUSH l 7
        a BZMPOP 0 2 nz z MAX COUNT 5
        a BZMPOP 0 2 nz z MAX COUNT 5
        b ZADD z 1 a 2 b
        a BLMPOP 0 2 nl l LEFT COUNT 5
        b RPUSH l 1 2
        b XGROUP CREATE s g $ MKSTREAM
        a XREADGROUP GROUP g c BLOCK 0 STREAMS s >
        b XADD s 1-1 f v
        a CLIENT REPLY OFF / BZPOPMIN z 0
        b ZADD z 1 a 2 b
        a CLIENT REPLY ON
        b CONFIG SET notify-keyspace-events KEAmn
        a BZPOPMIN z 0 / BZPOPMIN z 0
        b ZADD z 1 a
        """);
  }
}
