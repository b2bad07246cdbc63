package dev.interlace.properties.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Transactions with the commands of every family in them, and all that can end or spoil one. */
class TransactionConformanceTest {
  private static final List<String> TEMPLATES =
      List.of(
          "MULTI",
          "MULTI",
          "MULTI",
          "MULTI",
          "MULTI [x]",
          "EXEC",
          "EXEC",
          "EXEC",
          "EXEC [x]",
          "DISCARD",
          "DISCARD [x]",
          "WATCH <key>...",
          "WATCH (k1|k2)",
          "WATCH [<key>]",
          "UNWATCH [x]",
          "SELECT (0|1)",
          "SELECT (0|1|15|16|x|-1)",
          "SWAPDB (0 1|1 0|0 0|0 15|0 16|x 1)",
          "FLUSHALL [ASYNC|SYNC|x]",
          "FLUSHDB [ASYNC|SYNC|x]",
          "MOVE (k1|k2) (0|1)",
          "COPY (k1|k2) (k1|k2) [DB (0|1)] [REPLACE]",
          "RENAME (k1|k2) (k1|k2)",
          "RENAMENX (k1|k2) (k1|k2)",
          "SET (k1|k2) a PXAT 1",
          "DEL (k1|k2)",
          "EXPIRE (k1|k2) -1",
          "PERSIST (k1|k2)",
          "RESET",
          "QUIT [x]",
          "HELLO [2|3|4|x]",
          "EVAL (<junk>) 0",
          "PING [x] [y]",
          "DBSIZE",
          "NOSUCH x",
          "GET",
          "INCR (k1|k2)",
          "RANDOMKEY");

  private static final Source ENDS_AND_WATCHES = Source.templates(TEMPLATES);

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("transactions", Source.oneOf(List.of(ENDS_AND_WATCHES, ENDS_AND_WATCHES, Source.everyFamily())), 100).check();
  }
}
