package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A hash. <b>Order:</b> fields answer in the order of insertion, as a listpack does; an update keeps a field's place.
 *
 * <p><b>Deviation:</b> past the listpack's limits Redis answers in the order of its hash table, which it does not promise and which
 * changes from start to start.
 */
public final class HashValue implements RedisValue {
  private final LinkedHashMap<Bytes, Bytes> fields;

  public HashValue() {
    this(new LinkedHashMap<>());
  }

  private HashValue(LinkedHashMap<Bytes, Bytes> fields) {
    this.fields = fields;
  }

  public int size() {
    return fields.size();
  }

  public Optional<Bytes> get(Bytes field) {
    return Optional.ofNullable(fields.get(field));
  }

  public boolean has(Bytes field) {
    return fields.containsKey(field);
  }

  /** Sets the field and answers whether it is new. */
  public boolean put(Bytes field, Bytes value) {
    return fields.put(field, value) == null;
  }

  /** Removes the field and answers whether it was there. */
  public boolean remove(Bytes field) {
    return fields.remove(field) != null;
  }

  /** A view of the fields in order; valid until the next write. */
  public Map<Bytes, Bytes> fields() {
    return Collections.unmodifiableMap(fields);
  }

  @Override
  public String typeName() {
    return "hash";
  }

  @Override
  public HashValue copy() {
    return new HashValue(new LinkedHashMap<>(fields));
  }

  @Override
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  @Override
  public Object canonical() {
    return new TreeMap<>(fields);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashValue that
        && fields.equals(that.fields)
        && new ArrayList<>(fields.keySet()).equals(new ArrayList<>(that.fields.keySet()));
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
