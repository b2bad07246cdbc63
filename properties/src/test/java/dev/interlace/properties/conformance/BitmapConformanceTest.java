package dev.interlace.properties.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The bitmap commands. */
class BitmapConformanceTest {
  private static final String TYPE = "(u1|i1|u2|u7|u8|i8|i5|i16|u16|u31|i32|i63|u63|i64)";
  private static final String OFFSET = "(0|1|3|5|7|8|12|17|#0|#1|#2|#3|64)";
  private static final String VALUE = "(0|1|-1|2|100|127|128|-128|-129|255|256|<int>)";
  private static final String OVERFLOW = "OVERFLOW (WRAP|SAT|FAIL)";
  private static final String WRITE = "(SET|INCRBY) " + TYPE + " " + OFFSET + " " + VALUE;

  static final List<String> TEMPLATES =
      List.of(
          "SET <key> (\u00ff|\u00ff\u00ff\u00ff|\u0000|\u0000\u0000\u0000|\u0000\u0010\u0000|\u00ff\u00f7\u00ff|\u00f0\u000f|)",
          "SET <key> (\u00ff\u00ff\u00ff|\u0012\u0034\u0056\u0078\u009a\u00bc\u00de\u00f0) EX 5000",
          "SETBIT <key> <offset> (0|1)",
          "SETBIT <key> <offset> (0|1)",
          "SETBIT (k1|k2) (0|7) (0|1)",
          "SETBIT <key> (<junk>|<int>|4294967296|34359738368|#1) (0|1|2|-1|<junk>)",
          "SETBIT <key> <small> (0|1|2|-1|<junk>)",
          "GETBIT <key> <offset>",
          "GETBIT <key> (<int>|<junk>|4294967295|4294967296)",
          "BITCOUNT <key>",
          "BITCOUNT <key> <small> <small>",
          "BITCOUNT <key> (<small>|<offset>|-9|-17|-25) (<small>|<offset>|-9|-17|-25) (BIT|BYTE|bit|byte)",
          "BITCOUNT <key> (<int>|<junk>) (<int>|<junk>) [BIT|BYTE|<junk>]",
          "BITCOUNT <key> <small> [<small> BIT <junk>]",
          "BITPOS <key> (0|1)",
          "BITPOS <key> (0|1) <small>",
          "BITPOS <key> (0|1) <small> <small>",
          "BITPOS <key> (0|1) (<small>|<offset>|-9|-17|-25) (<small>|<offset>|-9|-17|-25) (BIT|BYTE|bit|byte)",
          "BITPOS <key> (0|1|<junk>|<int>|4294967296) [(<int>|<junk>) [(<int>|<junk>) [BIT|BYTE|<junk>]]]",
          "BITPOS <key> (0|1) 0 -1 BIT <junk>",
          "BITOP (AND|OR|XOR|and|Or) <key> <key>...",
          "BITOP (AND|OR|XOR) <key> <key> <key>",
          "BITOP (NOT|not) <key> <key>",
          "BITOP (NOT|<junk>) <key> <key> [<key>]",
          "BITFIELD <key> " + WRITE,
          "BITFIELD <key> GET " + TYPE + " " + OFFSET + " " + OVERFLOW + " " + WRITE + " GET " + TYPE + " " + OFFSET,
          "BITFIELD <key> (" + OVERFLOW + "|" + WRITE + ")...",
          "BITFIELD <key> (" + OVERFLOW + "|" + WRITE + ")... (" + OVERFLOW + "|" + WRITE + ")...",
          "BITFIELD (k1|k2) OVERFLOW FAIL (SET|INCRBY) (u1|u2|i2) (0|3|9) (1|2|5|-5)",
          "BITFIELD (k1|k2) OVERFLOW SAT SET (i1|i8|i63|i64|u1|u63) 0 <int>",
          "BITFIELD (k1|k2) (OVERFLOW (SAT|FAIL)|) INCRBY (i1|i8|i63|i64|u1|u63) 0 <int>",
          "BITFIELD (k1|k2) OVERFLOW FAIL SET u8 0 256",
          "BITFIELD <key> [GET " + TYPE + " " + OFFSET + "]...",
          "BITFIELD <key> (SET|GET|INCRBY|OVERFLOW|<junk>)...",
          "BITFIELD <key> GET (u64|i65|u0|i0|u|i|x8|U8|<junk>) " + OFFSET,
          "BITFIELD <key> SET (u63|i64|u8|i3) (<junk>|<int>|#-1|#|#x|#576460752303423487|#144115188075855872|-1|4294967296) (<int>|<junk>)",
          "BITFIELD <key> OVERFLOW (<junk>|WRAP|sat|Fail) [" + WRITE + "]",
          "BITFIELD_RO <key> [GET " + TYPE + " " + OFFSET + "]...",
          "BITFIELD_RO <key> GET " + TYPE + " " + OFFSET + " [" + WRITE + "]");

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("bitmaps", Source.templates(TEMPLATES), 80).check();
  }
}
