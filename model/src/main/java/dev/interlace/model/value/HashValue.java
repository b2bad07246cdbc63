package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A hash. Costs the logarithm of its size per field; a copy is free.
 *
 * <p><b>Order:</b> fields answer in the order of insertion, as a listpack does; an update keeps a field's place.
 *
 * <p><b>Deviation:</b> past the listpack's limits Redis answers in the order of its hash table, which it does not promise and which
 * changes from start to start.
 */
public final class HashValue implements RedisValue {
  /** <b>Source:</b> defaults of {@code hash-max-listpack-entries} and {@code hash-max-listpack-value}. */
  private static final int LISTPACK_ENTRIES = 512;

  private static final int LISTPACK_LENGTH = 64;

  private Sequence<Field> byAge;
  private Sequence<Field> byName;
  private boolean isListpack;

  public HashValue() {
    this(Sequence.empty(), Sequence.empty(), true);
  }

  private HashValue(Sequence<Field> byAge, Sequence<Field> byName, boolean isListpack) {
    this.byAge = byAge;
    this.byName = byName;
    this.isListpack = isListpack;
  }

  /**
   * A field with its value.
   *
   * @param age grows from field to field in the order of insertion; two hashes that differ in it alone are equal
   */
  public record Field(Bytes name, Bytes value, long age) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Field that && name.equals(that.name) && value.equals(that.value);
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, value);
    }

    @Override
    public String toString() {
      return name + "=" + value;
    }
  }

  public int size() {
    return byAge.size();
  }

  public Optional<Bytes> get(Bytes name) {
    var position = position(name);
    return isAt(position, name) ? Optional.of(byName.get(position).value) : Optional.empty();
  }

  /** The field at {@code index} in the order of insertion, from 0 (inclusive) to {@link #size} (exclusive). */
  public Field get(int index) {
    return byAge.get(index);
  }

  public boolean has(Bytes name) {
    return isAt(position(name), name);
  }

  /** Sets the field and answers whether it is new. */
  public boolean put(Bytes name, Bytes value) {
    var position = position(name);
    var isNew = !isAt(position, name);
    isListpack &= isShort(name) && isShort(value) && (!isNew || size() < LISTPACK_ENTRIES);
    if (isNew) {
      var field = new Field(name, value, byAge.isEmpty() ? 0 : byAge.get(size() - 1).age + 1);
      byName = byName.inserted(position, field);
      byAge = byAge.inserted(size(), field);
    } else {
      var field = new Field(name, value, byName.get(position).age);
      byName = byName.with(position, field);
      byAge = byAge.with(place(field), field);
    }
    return isNew;
  }

  /** Removes the field and answers whether it was there. */
  public boolean remove(Bytes name) {
    var position = position(name);
    if (!isAt(position, name)) {
      return false;
    }
    byAge = byAge.removed(place(byName.get(position)));
    byName = byName.removed(position);
    return true;
  }

  /** A copy of the fields in order. */
  public Map<Bytes, Bytes> fields() {
    var fields = new LinkedHashMap<Bytes, Bytes>();
    byAge.forEach(field -> fields.put(field.name, field.value));
    return fields;
  }

  /**
   * Whether Redis keeps it in one small block, which it does not leave any more once a field or value was long, or the fields were
   * many.
   */
  public boolean isListpack() {
    return isListpack;
  }

  private static boolean isShort(Bytes text) {
    return text.length() <= LISTPACK_LENGTH;
  }

  private int position(Bytes name) {
    return byName.countWhile(field -> field.name.compareTo(name) < 0);
  }

  private boolean isAt(int position, Bytes name) {
    return position < size() && byName.get(position).name.equals(name);
  }

  private int place(Field field) {
    return byAge.countWhile(each -> each.age < field.age);
  }

  @Override
  public String typeName() {
    return "hash";
  }

  @Override
  public HashValue copy() {
    return new HashValue(byAge, byName, isListpack);
  }

  @Override
  public boolean isEmpty() {
    return byAge.isEmpty();
  }

  @Override
  public Object canonical() {
    return new TreeMap<>(fields());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashValue that && isListpack == that.isListpack && byAge.equals(that.byAge);
  }

  @Override
  public int hashCode() {
    return byAge.hashCode();
  }

  @Override
  public String toString() {
    return byAge.toString();
  }
}
