package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.StringValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What DEBUG OBJECT answers. <b>Deviation:</b> every value is at the same address. */
public final class ObjectText {
  private static final int CLOCK_BITS = 24;
  private static final int MILLIS = 1000;

  private ObjectText() {}

  /** @param idleSeconds for how long nobody has used the key */
  public static Bytes of(RedisValue value, long nowMillis, long idleSeconds) {
    var references = value instanceof StringValue string && string.isShared() ? Integer.MAX_VALUE : 1;
    var out = new RdbOutput(true);
    ValueWriter.write(out, value);
    var usedAt = nowMillis / MILLIS - idleSeconds & (1 << CLOCK_BITS) - 1;
    var text = "Value at:0x7f0000000000 refcount:" + references + " encoding:" + value.encoding()
        + " serializedlength:" + (out.toByteArray().length - 1) + " lru:" + usedAt + " lru_seconds_idle:" + idleSeconds;
    return Bytes.latin1(value instanceof ListValue list ? text + ofNodes(list) : text);
  }

  private static String ofNodes(ListValue list) {
    var sizes = list.nodeSizes();
    var average = new BigDecimal(list.size()).divide(new BigDecimal(sizes.size()), 2, RoundingMode.HALF_EVEN);
    return " ql_nodes:" + sizes.size() + " ql_avg_node:" + average.toPlainString() + " ql_listpack_max:" + list.fill()
        + " ql_compressed:0 ql_uncompressed_size:" + sizes.stream().mapToLong(Long::longValue).sum();
  }
}
