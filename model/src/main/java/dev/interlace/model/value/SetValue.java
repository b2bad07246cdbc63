package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.collection.HashTrie;
import dev.interlace.model.collection.Sequence;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A set. Costs the logarithm of its size per member; a copy is free.
 *
 * <p><b>Order:</b> while it has only ever held integers, and not too many, members answer by number, as an intset does; otherwise as
 * {@link HashTrie} has them.
 *
 * <p><b>Deviation:</b> past the intset Redis answers in the order of its hash table, which it does not promise and which changes from
 * start to start.
 */
public final class SetValue implements RedisValue {
  private boolean isIntset;
  /** The members of an intset, ascending. */
  private Sequence<Long> numbers;
  /** In bytes, that of the largest number an intset ever held: 2, 4 or 8. DUMP tells. */
  private int numberLength;
  /** The members of what is no intset. */
  private HashTrie<Bytes> table;
  private @Nullable Object owner;
  private Thresholds thresholds;

  public SetValue() {
    this(Thresholds.DEFAULT);
  }

  public SetValue(Thresholds thresholds) {
    this(true, Sequence.empty(), Short.BYTES, HashTrie.empty(), thresholds);
  }

  private SetValue(boolean isIntset, Sequence<Long> numbers, int numberLength, HashTrie<Bytes> table, Thresholds thresholds) {
    this.isIntset = isIntset;
    this.numbers = numbers;
    this.numberLength = numberLength;
    this.table = table;
    this.thresholds = thresholds;
  }

  /** An intset as it was stored. @param numbers ascending */
  public static SetValue intset(List<Long> numbers, int numberLength, Thresholds thresholds) {
    var set = new SetValue(true, Sequence.of(numbers), numberLength, HashTrie.empty(), thresholds);
    set.leaveIntsetIfLarge();
    return set;
  }

  /** An empty one that is no intset. */
  public static SetValue table(Thresholds thresholds) {
    return new SetValue(false, Sequence.empty(), Short.BYTES, HashTrie.empty(), thresholds);
  }

  public int size() {
    return isIntset ? numbers.size() : table.size();
  }

  public boolean has(Bytes member) {
    if (!isIntset) {
      return table.has(member);
    }
    var number = Numbers.parseLong(member);
    return number.isPresent() && isAt(place(number.getAsLong()), number.getAsLong());
  }

  /** Adds the member and answers whether it is new. */
  public boolean add(Bytes member) {
    var number = isIntset ? Numbers.parseLong(member) : OptionalLong.empty();
    if (isIntset && number.isPresent()) {
      return add(number.getAsLong());
    }
    leaveIntset();
    var before = table.size();
    table = table.has(member) ? table : table.with(owner(), member);
    return table.size() > before;
  }

  private boolean add(long number) {
    var place = place(number);
    if (isAt(place, number)) {
      return false;
    }
    numbers = numbers.inserted(place, number);
    numberLength = Math.max(numberLength, number == (short) number ? Short.BYTES : number == (int) number ? Integer.BYTES : Long.BYTES);
    leaveIntsetIfLarge();
    return true;
  }

  private void leaveIntsetIfLarge() {
    if (numbers.size() > thresholds.intset()) {
      leaveIntset();
    }
  }

  /** Removes the member and answers whether it was there. */
  public boolean remove(Bytes member) {
    if (!has(member)) {
      return false;
    }
    if (isIntset) {
      numbers = numbers.removed(place(Numbers.parseLong(member).orElseThrow()));
    } else {
      table = table.without(owner(), member);
    }
    return true;
  }

  /** Becomes what adding its members to an empty set comes to. */
  public void renew() {
    var all = members();
    isIntset = true;
    numbers = Sequence.empty();
    numberLength = Short.BYTES;
    table = HashTrie.empty();
    all.forEach(this::add);
  }

  /** The member at a place in the order, from 0 (inclusive) to {@link #size} (exclusive). */
  public Bytes get(int index) {
    return isIntset ? Bytes.of(numbers.get(index)) : table.get(index);
  }

  /** A copy of the members, in order. */
  public List<Bytes> members() {
    return isIntset ? numbers.toList().stream().map(Bytes::of).toList() : table.toList();
  }

  /** A copy of the members for people to read: an intset by number, all else by bytes. */
  public List<Bytes> sorted() {
    return isIntset ? members() : table.toList().stream().sorted().toList();
  }

  /** The members of what is no intset from a cursor on, see {@link HashTrie#from}. */
  public Iterator<Bytes> from(long cursor) {
    return table.from(cursor);
  }

  public boolean isIntset() {
    return isIntset;
  }

  /** The members of an intset, ascending. */
  public List<Long> numbers() {
    return numbers.toList();
  }

  /** What a member of an intset takes, in bytes: 2, 4 or 8. It grows, and never shrinks. */
  public int numberLength() {
    return numberLength;
  }

  @Override
  public String encoding() {
    return isIntset ? "intset" : "hashtable";
  }

  @Override
  public void use(Thresholds next) {
    thresholds = next;
  }

  private int place(long number) {
    return numbers.countWhile(each -> each < number);
  }

  private boolean isAt(int place, long number) {
    return place < numbers.size() && numbers.get(place) == number;
  }

  private void leaveIntset() {
    if (isIntset) {
      isIntset = false;
      numberLength = Short.BYTES;
      numbers.forEach(each -> table = table.with(owner(), Bytes.of(each)));
      numbers = Sequence.empty();
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
    return "set";
  }

  @Override
  public SetValue copy() {
    owner = null;
    return new SetValue(isIntset, numbers, numberLength, table, thresholds);
  }

  @Override
  public boolean isEmpty() {
    return size() == 0;
  }

  @Override
  public Object canonical() {
    return new TreeSet<>(members());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SetValue that
        && isIntset == that.isIntset
        && numberLength == that.numberLength
        && numbers.equals(that.numbers)
        && table.equals(that.table);
  }

  @Override
  public int hashCode() {
    return isIntset ? numbers.hashCode() : table.hashCode();
  }

  @Override
  public String toString() {
    return sorted().toString();
  }
}
