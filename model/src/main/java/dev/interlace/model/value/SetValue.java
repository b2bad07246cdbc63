package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A set. <b>Order:</b> while it has only ever held integers, at most {@value #INTSET_LIMIT} of them, members answer by number, as an
 * intset does; otherwise by bytes.
 *
 * <p><b>Deviation:</b> past the intset Redis answers in the order of its hash table, which it does not promise and which changes from start to start.
 */
public final class SetValue implements RedisValue {
  private static final int INTSET_LIMIT = 512;

  private final TreeSet<Bytes> members;
  private boolean isIntset;

  public SetValue() {
    this(new TreeSet<>(), true);
  }

  private SetValue(TreeSet<Bytes> members, boolean isIntset) {
    this.members = members;
    this.isIntset = isIntset;
  }

  public int size() {
    return members.size();
  }

  public boolean has(Bytes member) {
    return members.contains(member);
  }

  /** Adds the member and answers whether it is new. */
  public boolean add(Bytes member) {
    var isNew = members.add(member);
    if (isNew && isIntset && (members.size() > INTSET_LIMIT || Numbers.parseLong(member).isEmpty())) {
      isIntset = false;
    }
    return isNew;
  }

  /** Removes the member and answers whether it was there. */
  public boolean remove(Bytes member) {
    return members.remove(member);
  }

  /** A copy of the members, in order. */
  public List<Bytes> members() {
    var list = new ArrayList<>(members);
    if (isIntset) {
      list.sort(Comparator.comparingLong(member -> Numbers.parseLong(member).orElseThrow()));
    }
    return list;
  }

  public boolean isIntset() {
    return isIntset;
  }

  @Override
  public String typeName() {
    return "set";
  }

  @Override
  public SetValue copy() {
    return new SetValue(new TreeSet<>(members), isIntset);
  }

  @Override
  public boolean isEmpty() {
    return members.isEmpty();
  }

  @Override
  public Object canonical() {
    return new TreeSet<>(members);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SetValue that && isIntset == that.isIntset && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return members().toString();
  }
}
