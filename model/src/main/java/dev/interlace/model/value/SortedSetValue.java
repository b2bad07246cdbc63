package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Keyed;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.collection.HashTrie;
import dev.interlace.model.collection.Sequence;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set. Costs the logarithm of its size per member, rank or end of a range; a copy is free.
 *
 * <p><b>Order:</b> by score, equal scores by the bytes of the member.
 */
public final class SortedSetValue implements RedisValue {
  private Sequence<Scored> byScore;
  private HashTrie<Scored> byMember;

  /** A listpack keeps a score that is a whole number as an integer, and so {@code -0} as {@code 0}. */
  private boolean isListpack;

  private @Nullable Object owner;
  private Thresholds thresholds;

  public SortedSetValue() {
    this(Thresholds.DEFAULT);
  }

  public SortedSetValue(Thresholds thresholds) {
    this(Sequence.empty(), HashTrie.empty(), true, thresholds);
  }

  private SortedSetValue(Sequence<Scored> byScore, HashTrie<Scored> byMember, boolean isListpack, Thresholds thresholds) {
    this.byScore = byScore;
    this.byMember = byMember;
    this.isListpack = isListpack;
    this.thresholds = thresholds;
  }

  /** A listpack as it was stored, however long its members, which are different. */
  public static SortedSetValue listpack(List<Scored> members, Thresholds thresholds) {
    var isListpack = members.size() <= thresholds.sortedSetEntries();
    var set = new SortedSetValue(Sequence.empty(), HashTrie.empty(), false, thresholds);
    members.forEach(each -> set.put(each.member(), isListpack ? each.score() + 0.0 : each.score()));
    set.isListpack = isListpack;
    return set;
  }

  /** An empty one that keeps scores as they are until it is {@link #compact}. */
  public static SortedSetValue skiplist() {
    return skiplist(Thresholds.DEFAULT);
  }

  public static SortedSetValue skiplist(Thresholds thresholds) {
    return new SortedSetValue(Sequence.empty(), HashTrie.empty(), false, thresholds);
  }

  /** A member with its score; never NaN, and {@code -0} counts as equal to {@code 0} in the order. */
  public record Scored(Bytes member, double score) implements Comparable<Scored>, Keyed {
    @Override
    public Bytes key() {
      return member;
    }

    /** The score as a listpack has it: a whole number as an integer. <b>Source:</b> {@code zzlInsertAt}, {@code double2ll}. */
    public Bytes storedScore() {
      var isInteger = Math.abs(score) <= Long.MAX_VALUE / 2 && score == (long) score;
      return isInteger ? Bytes.of((long) score) : Numbers.formatDouble(score);
    }

    @Override
    public int compareTo(Scored other) {
      return score < other.score ? -1 : score > other.score ? 1 : member.compareTo(other.member);
    }

    @Override
    public String toString() {
      return member + "=" + storedScore();
    }
  }

  /** Places in the order, from {@code from} (inclusive) to {@code to} (exclusive); {@code from <= to}. */
  public record Span(int from, int to) {
    static final Span NONE = new Span(0, 0);

    public int size() {
      return to - from;
    }
  }

  public int size() {
    return byScore.size();
  }

  public OptionalDouble score(Bytes member) {
    var found = byMember.find(member);
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(found.score());
  }

  /** Sets the member's score and answers whether the member is new. */
  public boolean put(Bytes member, double score) {
    var before = byMember.find(member);
    isListpack &= before != null || size() < thresholds.sortedSetEntries() && member.length() <= thresholds.sortedSetText();
    var scored = new Scored(member, isListpack ? score + 0.0 : score);
    if (before != null) {
      byScore = byScore.removed(place(before));
    }
    byScore = byScore.inserted(place(scored), scored);
    byMember = byMember.with(owner(), scored);
    return before == null;
  }

  /** Removes the member and answers whether it was there. */
  public boolean remove(Bytes member) {
    var found = byMember.find(member);
    if (found == null) {
      return false;
    }
    byScore = byScore.removed(place(found));
    byMember = byMember.without(owner(), member);
    return true;
  }

  /** Removes the members in {@code span} and answers them, lowest first. */
  public List<Scored> remove(Span span) {
    var removed = members(span);
    byScore = byScore.without(span.from, span.to);
    removed.forEach(each -> byMember = byMember.without(owner(), each.member()));
    return removed;
  }

  /** The members of what is no listpack from a cursor on, see {@link HashTrie#from}. */
  public Iterator<Scored> from(long cursor) {
    return byMember.from(cursor);
  }

  /** How many members stand before this one, or empty if it is not there. */
  public OptionalInt rank(Bytes member) {
    var found = byMember.find(member);
    return found == null ? OptionalInt.empty() : OptionalInt.of(place(found));
  }

  /** The member at a place in the order, from 0 (inclusive) to {@link #size} (exclusive). */
  public Scored get(int index) {
    return byScore.get(index);
  }

  /** A copy of the members, lowest first. */
  public List<Scored> ascending() {
    return byScore.toList();
  }

  /** A copy of the members in {@code span}, lowest first. */
  public List<Scored> members(Span span) {
    return byScore.slice(span.from, span.to).toList();
  }

  /**
   * Where the members of a range stand.
   *
   * @param fromTheEnd which end the search starts from: matters only for a lexicographic range over unequal scores
   */
  public Span span(MemberRange range, boolean fromTheEnd) {
    return switch (range) {
      case MemberRange.ByRank ranks -> fromTheEnd ? mirrored(span(ranks)) : span(ranks);
      case MemberRange.ByLex lex when !hasOneScore() -> spanOverUnequalScores(lex, fromTheEnd);
      case MemberRange.ByContent content -> {
        var from = byScore.countWhile(each -> !content.isPastMin(each));
        yield new Span(from, Math.max(from, byScore.countWhile(content::isWithinMax)));
      }
    };
  }

  private Span span(MemberRange.ByRank ranks) {
    var from = Math.max(0, ranks.start() < 0 ? ranks.start() + size() : ranks.start());
    var last = Math.min(size() - 1, ranks.stop() < 0 ? ranks.stop() + size() : ranks.stop());
    return from > last ? Span.NONE : new Span((int) from, (int) last + 1);
  }

  private Span mirrored(Span span) {
    return new Span(size() - span.to, size() - span.from);
  }

  /** Whether all members are equal but for their texts. */
  public boolean hasOneScore() {
    return byScore.isEmpty() || byScore.get(0).score() == byScore.get(size() - 1).score();
  }

  /**
   * Redis leaves the answer open; this is what walking its listpack comes to.
   *
   * <p><b>Deviation:</b> once it is no listpack any more, Redis' answer depends on the random levels of its skip list.
   */
  private Span spanOverUnequalScores(MemberRange.ByLex range, boolean fromTheEnd) {
    if (range.isVoid() || !range.isPastMin(byScore.get(size() - 1)) || !range.isWithinMax(byScore.get(0))) {
      return Span.NONE;
    }
    if (fromTheEnd) {
      var to = size();
      while (to > 0 && !range.isWithinMax(byScore.get(to - 1))) {
        to--;
      }
      var from = to;
      while (from > 0 && range.isPastMin(byScore.get(from - 1))) {
        from--;
      }
      return new Span(from, to);
    }
    var from = 0;
    while (from < size() && !range.isPastMin(byScore.get(from))) {
      from++;
    }
    var to = from;
    while (to < size() && range.isWithinMax(byScore.get(to))) {
      to++;
    }
    return new Span(from, to);
  }

  public boolean isListpack() {
    return isListpack;
  }

  @Override
  public String encoding() {
    return isListpack ? "listpack" : "skiplist";
  }

  @Override
  public void use(Thresholds next) {
    thresholds = next;
  }

  /** Becomes a listpack if it fits one. <b>Source:</b> {@code zsetConvertToListpackIfNeeded}. */
  public void compact() {
    isListpack =
        size() <= thresholds.sortedSetEntries() && ascending().stream().allMatch(each -> each.member().length() <= thresholds.sortedSetText());
    if (isListpack) {
      ascending().forEach(each -> put(each.member(), each.score()));
    }
  }

  /** The same members, past the compact encoding. */
  public SortedSetValue asSkiplist() {
    var converted = copy();
    converted.isListpack = false;
    return converted;
  }

  private int place(Scored scored) {
    return byScore.countWhile(each -> each.compareTo(scored) < 0);
  }

  private Object owner() {
    if (owner == null) {
      owner = new Object();
    }
    return owner;
  }

  @Override
  public String typeName() {
    return "zset";
  }

  @Override
  public SortedSetValue copy() {
    owner = null;
    return new SortedSetValue(byScore, byMember, isListpack, thresholds);
  }

  @Override
  public boolean isEmpty() {
    return byScore.isEmpty();
  }

  @Override
  public Object canonical() {
    var scores = new TreeMap<Bytes, Double>();
    byScore.forEach(each -> scores.put(each.member(), each.score()));
    return scores;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SortedSetValue that && isListpack == that.isListpack && byScore.equals(that.byScore);
  }

  @Override
  public int hashCode() {
    return byScore.hashCode();
  }

  @Override
  public String toString() {
    return byScore.toString();
  }
}
