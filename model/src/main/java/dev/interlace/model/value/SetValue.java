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
 * <p><b>Order:</b> while it has only ever held integers, at most {@value #INTSET_LIMIT} of them, members answer by number, as an
 * intset does; otherwise as {@link HashTrie} has them.
 *
 * <p><b>Deviation:</b> past the intset Redis answers in the order of its hash table, which it does not promise and which changes from
 * start to start.
 */
public final class SetValue implements RedisValue {
  private static final int INTSET_LIMIT = 512;

  private boolean isIntset;
  /** The members of an intset, ascending. */
  private Sequence<Long> numbers;
  /** The members of what is no intset. */
  private HashTrie<Bytes> table;
  private @Nullable Object owner;

  public SetValue() {
    this(true, Sequence.empty(), HashTrie.empty());
  }

  private SetValue(boolean isIntset, Sequence<Long> numbers, HashTrie<Bytes> table) {
    this.isIntset = isIntset;
    this.numbers = numbers;
    this.table = table;
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
    if (numbers.size() > INTSET_LIMIT) {
      leaveIntset();
    }
    return true;
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

  private int place(long number) {
    return numbers.countWhile(each -> each < number);
  }

  private boolean isAt(int place, long number) {
    return place < numbers.size() && numbers.get(place) == number;
  }

  private void leaveIntset() {
    if (isIntset) {
      isIntset = false;
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
    return new SetValue(isIntset, numbers, table);
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
    return other instanceof SetValue that && isIntset == that.isIntset && numbers.equals(that.numbers) && table.equals(that.table);
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
