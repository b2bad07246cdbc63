package dev.interlace.properties.conformance;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The stream commands. XREAD with BLOCK would wait, so only its mistakes are tried. */
class StreamConformanceTest {
  static final List<String> ENTRIES =
      List.of(
          "SET <key> a PXAT 1",
          "XADD <key> <entry> <field> <value>",
          "XADD <key> <entry> <field> <value>",
          "XADD <key> <id> (<field> <value>)...",
          "XADD <key> * <field> <value>",
          "XADD <key> [NOMKSTREAM] [(MAXLEN|MINID) [=|~] <keep>] (<id>|*) <field> <value>",
          "XADD <key> [MAXLEN (=|~) <keep>] [LIMIT <keep>] [NOMKSTREAM] <id> <field> <value>",
          "XADD <key> [NOMKSTREAM|MAXLEN <int>|MINID <id>|LIMIT <keep>|<junk>]... (<id>|<oddid>|*) (<field> <value>|<field>)...",
          "XADD <key> <oddid> <field> <value>",
          "XLEN <key>",
          "XRANGE <key> - + [COUNT <count>]",
          "XREVRANGE <key> + - [COUNT <count>]",
          "(XRANGE|XREVRANGE) <key> <edge> <edge> [COUNT <count>]",
          "(XRANGE|XREVRANGE) <key> (<edge>|<oddid>) (<edge>|<oddid>) [COUNT <int>|<junk>]...",
          "XDEL <key> <entry>",
          "XDEL <key> <entry>...",
          "XDEL <key> (<id>|<oddid>)...",
          "XTRIM <key> MAXLEN [=|~] <keep>",
          "XTRIM <key> MINID [=|~] <entry>",
          "XTRIM <key> MINID [=|~] (<id>|<oddid>) [LIMIT <keep>]",
          "XTRIM <key> (MAXLEN|MINID|LIMIT|=|~|<int>|<junk>|<entry>)... (MAXLEN|MINID|LIMIT|=|~|<int>|<junk>)...",
          "XSETID <key> <entry> [ENTRIESADDED <keep>] [MAXDELETEDID <entry>]",
          "XSETID <key> (<id>|<oddid>) [ENTRIESADDED <int>|MAXDELETEDID (<id>|<oddid>)|<junk>]...",
          "XREAD [COUNT <count>] STREAMS <key> (<entry>|$|0)",
          "XREAD [COUNT <count>] STREAMS <key> <key> (<entry>|0) (<entry>|0|$)",
          "XREAD [COUNT <int>|BLOCK (x|-1)|NOACK|GROUP g c|<junk>]... STREAMS <key>... (<id>|<oddid>|$|>)...",
          "EVAL <reading> 1 <key> (x|0)",
          "XINFO STREAM <key>",
          "XINFO STREAM <key> [FULL|<junk>] [COUNT <count>|COUNT|<junk>]",
          "COPY <key> <key> [REPLACE]",
          "RENAME <key> <key>",
          "TYPE <key>",
          "DEL <key>");

  static final List<String> GROUPS =
      List.of(
          "XADD (k1|k2) * <field> <value>",
          "XADD (k1|k2) <entry> <field> <value>",
          "XADD (k1|k2) <entry> <field> <value>",
          "XADD (k1|k2) 9000000000000-* <field> <value>",
          "XADD (k1|k2) 9000000000000-* <field> <value>",
          "XDEL (k1|k2) <entry>...",
          "XTRIM (k1|k2) (MAXLEN <keep>|MINID <entry>)",
          "XSETID (k1|k2) <entry> [ENTRIESADDED <keep>] [MAXDELETEDID <entry>]",
          "XGROUP CREATE (k1|k2) <group> (0|$|<entry>) MKSTREAM",
          "XGROUP CREATE (k1|k2) <group> (0|$) MKSTREAM [ENTRIESREAD <keep>]",
          "XGROUP CREATE (k1|k2) g1 0 MKSTREAM",
          "XGROUP SETID (k1|k2) <group> (0|$|<entry>) [ENTRIESREAD <keep>]",
          "XREADGROUP GROUP <group> <consumer> [COUNT <count>] [NOACK] STREAMS (k1|k2) >",
          "XREADGROUP GROUP <group> <consumer> [COUNT <count>] STREAMS (k1|k2) >",
          "XREADGROUP GROUP g1 <consumer> STREAMS (k1|k2) >",
          "XREADGROUP GROUP <group> <consumer> [COUNT <count>] [NOACK] STREAMS (k1|k2) (0|<entry>)",
          "XREADGROUP GROUP g1 <consumer> STREAMS k1 k2 (0|>|<entry>) (>|<entry>)",
          "XACK (k1|k2) <group> <entry>...",
          "XPENDING (k1|k2) <group>",
          "XPENDING (k1|k2) <group> [IDLE <minidle>] (-|<edge>) (+|<edge>) (<count>|10) [<consumer>]",
          "XINFO GROUPS (k1|k2)",
          "XINFO CONSUMERS (k1|k2) <group>",
          "XINFO STREAM (k1|k2) FULL [COUNT <count>]");

  static final List<String> CLAIMS =
      Stream.concat(
              GROUPS.stream(),
              Stream.of(
                  "XCLAIM (k1|k2) <group> <consumer> <minidle> <entry>...",
                  "XCLAIM (k1|k2) g1 <consumer> 0 <entry>... [IDLE <idle>|TIME <deliveredat>] [RETRYCOUNT <keep>] [FORCE] [JUSTID] [LASTID <entry>]",
                  "XCLAIM (k1|k2) g1 <consumer> <minidle> <entry>... FORCE [JUSTID] [IDLE <idle>]",
                  "XCLAIM (k1|k2) <group> <consumer> <minidle> <entry> [IDLE <idle>|TIME <deliveredat>|RETRYCOUNT <int>|FORCE|JUSTID|LASTID <entry>]...",
                  "XAUTOCLAIM (k1|k2) <group> <consumer> <minidle> (0|-|<edge>) [COUNT (1|2|3)] [JUSTID]",
                  "XAUTOCLAIM (k1|k2) g1 <consumer> 0 0 [COUNT (1|2|3)] [JUSTID]"))
          .toList();

  private static final List<String> MISTAKES =
      List.of(
          "XADD <key> <entry> <field> <value>",
          "XGROUP CREATE <key> <group> (0|$|<entry>) MKSTREAM",
          "XGROUP CREATE <key> <group> (<id>|<oddid>) [MKSTREAM|ENTRIESREAD <int>|<junk>]...",
          "XGROUP SETID <key> <group> (<id>|<oddid>) [MKSTREAM|ENTRIESREAD <int>|<junk>]...",
          "XGROUP DESTROY <key> <group>",
          "XGROUP CREATECONSUMER <key> <group> <consumer>",
          "XGROUP DELCONSUMER <key> <group> <consumer>",
          "XGROUP (NOSUCH|<junk>) <key> <group> <consumer>",
          "XREADGROUP GROUP <group> <consumer> [COUNT <int>|NOACK|BLOCK (x|-1)|GROUP <group> <consumer>|<junk>]... STREAMS <key>... (<id>|<oddid>|>|$)...",
          "XREADGROUP [COUNT 1] [NOACK] [COUNT <count>] [GROUP <group>] STREAMS <key> <key> > > >",
          "XREADGROUP GROUP <group> <consumer> STREAMS <key> >",
          "XACK <key> <group> (<id>|<oddid>)...",
          "XPENDING <key> <group>",
          "XPENDING <key> <group> [IDLE (<minidle>|<junk>)] (<edge>|<oddid>) (<edge>|<oddid>) (<int>|<junk>) [<consumer>] [<junk>]",
          "XPENDING <key> <group> (IDLE|<edge>) <minidle> [-] [+]",
          "XCLAIM <key> <group> <consumer> (<minidle>|<junk>) (<entry>|<oddid>)... [IDLE (<idle>|x)|TIME x|RETRYCOUNT x|LASTID <oddid>|FORCE|<junk>]...",
          "XCLAIM <key> <group> <consumer> 0 <entry> [IDLE|TIME|LASTID|RETRYCOUNT]",
          "XAUTOCLAIM <key> <group> <consumer> (<minidle>|x|1.5) (<edge>|<oddid>) [COUNT (0|-1|x|1|9223372036854775807)|JUSTID|COUNT|<junk>]...",
          "XINFO (GROUPS|STREAM) <key> [<junk>]",
          "XINFO CONSUMERS <key> <group>",
          "XINFO NOSUCH <key>");

  private static final List<String> BLOCKS =
      List.of(
          "EVAL <fill> 1 (k1|k2) (20|101|130|250|320)",
          "EVAL <fill> 1 (k1|k2) (20|101|130|250|320)",
          "XADD (k1|k2) [(MAXLEN|MINID) ~ (0|1|50|100|150|250|70000|7000000)] [LIMIT (0|1|50|100|150|200)] 9000000000000-* <field> <value>",
          "XADD (k1|k2) [MAXLEN ~ (0|1|50|100|150)] 9000000000000-* <field> <value>",
          "XTRIM (k1|k2) MAXLEN (=|~) (0|1|5|20|50|99|100|101|120|150|200|250)",
          "XTRIM (k1|k2) MAXLEN ~ (0|1|5|20|50|99|100|101|120|150|200|250) LIMIT (0|1|37|50|99|100|101|150|200)",
          "XTRIM (k1|k2) MINID (=|~) (2-1|50-1|101-1|101-2|150|7000000|7070001|10000000)",
          "XDEL (k1|k2) (1-1|2-1|50-1|100-1|101-1|102-1|70000-1|7000000-1|7070000-1|1000-1|37000-37) (99-1|100-1|1000-1|101-1|70000-1)",
          "XSETID (k1|k2) 8000000000000-0 MAXDELETEDID <entry>",
          "XINFO STREAM (k1|k2)");

  @Test
  void the_model_answers_as_the_real_server_does_for_entries() {
    new Conformance("streams", Source.templates(ENTRIES), 60).check();
  }

  @Test
  void the_model_answers_as_the_real_server_does_for_groups() {
    new Conformance("stream-groups", Source.templates(GROUPS), 48).check();
  }

  @Test
  void the_model_answers_as_the_real_server_does_for_claims() {
    new Conformance("stream-claims", Source.templates(CLAIMS), 40).check();
  }

  @Test
  void the_model_answers_as_the_real_server_does_for_mistakes() {
    new Conformance("stream-mistakes", Source.templates(MISTAKES), 40).check();
  }

  /** Approximate trimming and XINFO let clients see how Redis cuts a stream into blocks. */
  @Test
  void the_model_answers_as_the_real_server_does_for_streams_of_several_blocks() {
    new Conformance("stream-blocks", Source.templates(BLOCKS), 1).check();
  }
}
