package dev.interlace.model.aof;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Effects.Effect;
import dev.interlace.model.resp.RespWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns what is to be repeated into what is appended: commands as clients send them, with {@code SELECT} where the database changes, {@code
 * MULTI} and {@code EXEC} around what belongs together, and, if asked for, the time in lines that are no commands.
 *
 * <p><b>Source:</b> {@code propagatePendingCommands}, {@code feedAppendOnlyFile}, {@code genAofTimestampAnnotationIfNeeded} of Redis 7.0.
 */
public final class AofText {
  private static final int NONE = -1;
  private static final List<Bytes> MULTI = List.of(Bytes.of("MULTI"));
  private static final List<Bytes> EXEC = List.of(Bytes.of("EXEC"));
  private static final Bytes SELECT = Bytes.of("SELECT");

  /** Of the last command, {@link #NONE} if the next one names its own in any case. */
  private int database = NONE;
  /** The last time that was written, since the epoch. */
  private long seconds;

  /** The next command names its database anew. */
  public void forgetDatabase() {
    database = NONE;
  }

  /**
   * What is appended for {@code effects}, in the pieces that mean something.
   *
   * @param hasTimes see {@code aof-timestamp-enabled}
   */
  public List<byte[]> of(List<Effect> effects, long nowSeconds, boolean hasTimes) {
    var pieces = new ArrayList<byte[]>();
    if (effects.size() > 1) {
      pieces.add(piece(effects.getFirst().database(), MULTI, nowSeconds, hasTimes));
    }
    for (var effect : effects) {
      pieces.add(piece(effect.database(), effect.words(), nowSeconds, hasTimes));
    }
    if (effects.size() > 1) {
      pieces.add(piece(NONE, EXEC, nowSeconds, hasTimes));
    }
    return pieces;
  }

  /** A line that tells the time. */
  public static byte[] time(long nowSeconds) {
    return Bytes.of(timeText(nowSeconds)).toByteArray();
  }

  private static String timeText(long nowSeconds) {
    return "#TS:" + nowSeconds + "\r\n";
  }

  private byte[] piece(int wanted, List<Bytes> words, long nowSeconds, boolean hasTimes) {
    var prefix = "";
    if (hasTimes && seconds < nowSeconds) {
      seconds = nowSeconds;
      prefix = timeText(nowSeconds);
    }
    var text = Bytes.of(prefix);
    if (wanted != NONE && wanted != database) {
      database = wanted;
      text = text.concat(RespWriter.command(List.of(SELECT, Bytes.of(wanted))));
    }
    return text.concat(RespWriter.command(words)).toByteArray();
  }
}
