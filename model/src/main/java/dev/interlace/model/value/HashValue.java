package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Keyed;
import dev.interlace.model.collection.HashTrie;
import dev.interlace.model.collection.Sequence;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A hash. Costs the logarithm of its size per field, but while it is a listpack its size; a copy is free.
 *
 * <p><b>Order:</b> fields of a listpack answer in the order of insertion; an update keeps a field's place. Otherwise they answer as
 * {@link HashTrie} has them.
 *
 * <p><b>Deviation:</b> past the listpack's limits Redis answers in the order of its hash table, which it does not promise and which
 * changes from start to start.
 */
public final class HashValue implements RedisValue {
  private boolean isListpack;
  /** The fields of a listpack. */
  private Sequence<Field> listpack;
  /** The fields of what is no listpack. */
  private HashTrie<Field> table;
  private @Nullable Object owner;
  private Thresholds thresholds;

  public HashValue() {
    this(Thresholds.DEFAULT);
  }

  public HashValue(Thresholds thresholds) {
    this(true, Sequence.empty(), HashTrie.empty(), thresholds);
  }

  private HashValue(boolean isListpack, Sequence<Field> listpack, HashTrie<Field> table, Thresholds thresholds) {
    this.isListpack = isListpack;
    this.listpack = listpack;
    this.table = table;
    this.thresholds = thresholds;
  }

  /** A listpack as it was stored, however long its texts. */
  public static HashValue listpack(List<Field> fields, Thresholds thresholds) {
    var hash = new HashValue(true, Sequence.of(fields), HashTrie.empty(), thresholds);
    hash.leaveListpackIfLarge();
    return hash;
  }

  /** An empty one that is no listpack. */
  public static HashValue table(Thresholds thresholds) {
    return new HashValue(false, Sequence.empty(), HashTrie.empty(), thresholds);
  }

  /** A field with its value. */
  public record Field(Bytes name, Bytes value) implements Keyed {
    @Override
    public Bytes key() {
      return name;
    }

    @Override
    public String toString() {
      return name + "=" + value;
    }
  }

  public int size() {
    return isListpack ? listpack.size() : table.size();
  }

  public Optional<Bytes> get(Bytes name) {
    if (!isListpack) {
      return Optional.ofNullable(table.find(name)).map(Field::value);
    }
    var place = place(name);
    return place < 0 ? Optional.empty() : Optional.of(listpack.get(place).value);
  }

  /** The field at a place in the order, from 0 (inclusive) to {@link #size} (exclusive). */
  public Field get(int index) {
    return isListpack ? listpack.get(index) : table.get(index);
  }

  public boolean has(Bytes name) {
    return isListpack ? place(name) >= 0 : table.has(name);
  }

  /** Sets the field and answers whether it is new. */
  public boolean put(Bytes name, Bytes value) {
    var field = new Field(name, value);
    if (isListpack && isShort(name) && isShort(value)) {
      var place = place(name);
      listpack = place < 0 ? listpack.inserted(size(), field) : listpack.with(place, field);
      leaveListpackIfLarge();
      return place < 0;
    }
    leaveListpack();
    var before = table.size();
    table = table.with(owner(), field);
    return table.size() > before;
  }

  /** Removes the field and answers whether it was there. */
  public boolean remove(Bytes name) {
    if (!has(name)) {
      return false;
    }
    if (isListpack) {
      listpack = listpack.removed(place(name));
    } else {
      table = table.without(owner(), name);
    }
    return true;
  }

  /** A copy of the fields in order. */
  public List<Field> all() {
    return isListpack ? listpack.toList() : table.toList();
  }

  /** The same by name. */
  public Map<Bytes, Bytes> fields() {
    var fields = new LinkedHashMap<Bytes, Bytes>();
    for (var field : isListpack ? listpack : table) {
      fields.put(field.name, field.value);
    }
    return fields;
  }

  /** A copy of the fields for people to read: a listpack by age, all else by name. */
  public List<Field> sorted() {
    return isListpack ? all() : table.toList().stream().sorted(Comparator.comparing(Field::name)).toList();
  }

  /** The fields of what is no listpack from a cursor on, see {@link HashTrie#from}. */
  public Iterator<Field> from(long cursor) {
    return table.from(cursor);
  }

  /**
   * Whether Redis keeps it in one small block, which it does not leave any more once a field or value was long, or the fields were
   * many.
   */
  public boolean isListpack() {
    return isListpack;
  }

  @Override
  public String encoding() {
    return isListpack ? "listpack" : "hashtable";
  }

  @Override
  public void use(Thresholds next) {
    thresholds = next;
  }

  private boolean isShort(Bytes text) {
    return text.length() <= thresholds.hashText();
  }

  private int place(Bytes name) {
    return listpack.indexOf(field -> field.name.equals(name));
  }

  private void leaveListpackIfLarge() {
    if (listpack.size() > thresholds.hashEntries()) {
      leaveListpack();
    }
  }

  private void leaveListpack() {
    if (isListpack) {
      isListpack = false;
      listpack.forEach(field -> table = table.with(owner(), field));
      listpack = Sequence.empty();
    }
  }

  private Object owner() {
    if (owner == null) {
      owner = new Object();
    }
    return owner;
  }

  @Override
  public String typeName() {
    return "hash";
  }

  @Override
  public HashValue copy() {
    owner = null;
    return new HashValue(isListpack, listpack, table, thresholds);
  }

  @Override
  public boolean isEmpty() {
    return size() == 0;
  }

  @Override
  public Object canonical() {
    return new TreeMap<>(fields());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashValue that && isListpack == that.isListpack && listpack.equals(that.listpack) && table.equals(that.table);
  }

  @Override
  public int hashCode() {
    return isListpack ? listpack.hashCode() : table.hashCode();
  }

  @Override
  public String toString() {
    return sorted().toString();
  }
}
