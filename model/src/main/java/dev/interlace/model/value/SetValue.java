package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A set. Costs the logarithm of its size per member; a copy is free.
 *
 * <p><b>Order:</b> while it has only ever held integers, at most {@value #INTSET_LIMIT} of them, members answer by number, as an
 * intset does; otherwise by bytes.
 *
 * <p><b>Deviation:</b> past the intset Redis answers in the order of its hash table, which it does not promise and which changes from
 * start to start.
 */
public final class SetValue implements RedisValue {
  private static final int INTSET_LIMIT = 512;
  private static final Comparator<Bytes> BY_NUMBER = Comparator.comparingLong(member -> Numbers.parseLong(member).orElseThrow());

  private Sequence<Bytes> members;
  private boolean isIntset;

  public SetValue() {
    this(Sequence.empty(), true);
  }

  private SetValue(Sequence<Bytes> members, boolean isIntset) {
    this.members = members;
    this.isIntset = isIntset;
  }

  public int size() {
    return members.size();
  }

  public boolean has(Bytes member) {
    return canHold(member) && isAt(position(member), member);
  }

  /** Adds the member and answers whether it is new. */
  public boolean add(Bytes member) {
    if (!canHold(member)) {
      leaveIntset();
    }
    var position = position(member);
    if (isAt(position, member)) {
      return false;
    }
    members = members.inserted(position, member);
    if (isIntset && members.size() > INTSET_LIMIT) {
      leaveIntset();
    }
    return true;
  }

  /** Removes the member and answers whether it was there. */
  public boolean remove(Bytes member) {
    var isThere = has(member);
    if (isThere) {
      members = members.removed(position(member));
    }
    return isThere;
  }

  /** The member at a place in the order, from 0 (inclusive) to {@link #size} (exclusive). */
  public Bytes get(int index) {
    return members.get(index);
  }

  /** A copy of the members, in order. */
  public List<Bytes> members() {
    return members.toList();
  }

  public boolean isIntset() {
    return isIntset;
  }

  private boolean canHold(Bytes member) {
    return !isIntset || Numbers.parseLong(member).isPresent();
  }

  private int position(Bytes member) {
    return isIntset
        ? members.countWhile(each -> BY_NUMBER.compare(each, member) < 0)
        : members.countWhile(each -> each.compareTo(member) < 0);
  }

  private boolean isAt(int position, Bytes member) {
    return position < members.size() && members.get(position).equals(member);
  }

  private void leaveIntset() {
    isIntset = false;
    members = Sequence.of(members.toList().stream().sorted().toList());
  }

  @Override
  public String typeName() {
    return "set";
  }

  @Override
  public SetValue copy() {
    return new SetValue(members, isIntset);
  }

  @Override
  public boolean isEmpty() {
    return members.isEmpty();
  }

  @Override
  public Object canonical() {
    return new TreeSet<>(members.toList());
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
    return members.toString();
  }
}
