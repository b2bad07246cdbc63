package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/** A sorted set. <b>Order:</b> by score, equal scores by the bytes of the member. */
public final class SortedSetValue implements RedisValue {
  /** Only looked up, never iterated. */
  private final Map<Bytes, Double> scores;

  private final TreeSet<Scored> order;

  public SortedSetValue() {
    this(new HashMap<>(), new TreeSet<>());
  }

  private SortedSetValue(Map<Bytes, Double> scores, TreeSet<Scored> order) {
    this.scores = scores;
    this.order = order;
  }

  /** A member with its score; never NaN, and {@code -0} counts as equal to {@code 0} in the order. */
  public record Scored(Bytes member, double score) implements Comparable<Scored> {
    @Override
    public int compareTo(Scored other) {
      return score < other.score ? -1 : score > other.score ? 1 : member.compareTo(other.member);
    }
  }

  public int size() {
    return order.size();
  }

  public OptionalDouble score(Bytes member) {
    var score = scores.get(member);
    return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
  }

  /** Sets the member's score and answers whether the member is new. */
  public boolean put(Bytes member, double score) {
    var before = scores.put(member, score);
    if (before != null) {
      order.remove(new Scored(member, before));
    }
    order.add(new Scored(member, score));
    return before == null;
  }

  /** Removes the member and answers whether it was there. */
  public boolean remove(Bytes member) {
    var before = scores.remove(member);
    return before != null && order.remove(new Scored(member, before));
  }

  /** A view of the members, lowest first; valid until the next write. */
  public NavigableSet<Scored> ascending() {
    return Collections.unmodifiableNavigableSet(order);
  }

  @Override
  public String typeName() {
    return "zset";
  }

  @Override
  public SortedSetValue copy() {
    return new SortedSetValue(new HashMap<>(scores), new TreeSet<>(order));
  }

  @Override
  public boolean isEmpty() {
    return order.isEmpty();
  }

  @Override
  public Object canonical() {
    return new TreeMap<>(scores);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SortedSetValue that && scores.equals(that.scores);
  }

  @Override
  public int hashCode() {
    return scores.hashCode();
  }

  @Override
  public String toString() {
    return order.toString();
  }
}
