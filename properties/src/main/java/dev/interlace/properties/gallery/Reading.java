package dev.interlace.properties.gallery;

import dev.interlace.engine.property.Results;
import dev.interlace.model.server.DatabaseView;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;

/** What the properties of the gallery read. Total: whatever a key holds, there is an answer. */
final class Reading {
  private static final String INTEGER = "-?[0-9]{1,19}";

  private Reading() {}

  /** What a key counts, beyond 64 bits if need be; 0 if it is missing or holds something else than a number. */
  static BigInteger number(DatabaseView db, String key) {
    var isString = db.type(key).equals("string");
    return isString ? db.string(key).filter(text -> text.matches(INTEGER)).map(BigInteger::new).orElse(BigInteger.ZERO) : BigInteger.ZERO;
  }

  /** The sum of what the keys count. */
  static BigInteger sum(DatabaseView db, String... keys) {
    var sum = BigInteger.ZERO;
    for (var key : keys) {
      sum = sum.add(number(db, key));
    }
    return sum;
  }

  static boolean isSum(DatabaseView db, long total, String... keys) {
    return sum(db, keys).equals(BigInteger.valueOf(total));
  }

  static boolean noneNegative(DatabaseView db, String... keys) {
    for (var key : keys) {
      if (number(db, key).signum() < 0) {
        return false;
      }
    }
    return true;
  }

  /** The results of every operation of every client, in the scenario's order; those that threw have none. */
  static List<Object> values(Results results) {
    return results.all().stream().flatMap(client -> client.values().stream()).filter(Objects::nonNull).toList();
  }

  /** How many operations returned {@code value}. */
  static long count(Results results, Object value) {
    return values(results).stream().filter(value::equals).count();
  }
}
