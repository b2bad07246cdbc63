package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A sorted set. Costs the logarithm of its size per member, rank or end of a range; a copy is free.
 *
 * <p><b>Order:</b> by score, equal scores by the bytes of the member.
 */
public final class SortedSetValue implements RedisValue {
  /** <b>Source:</b> defaults of {@code zset-max-listpack-entries} and {@code zset-max-listpack-value}. */
  private static final int LISTPACK_ENTRIES = 128;

  private static final int LISTPACK_MEMBER_LENGTH = 64;

  private Sequence<Scored> byScore;
  private Sequence<Scored> byMember;

  /** A listpack keeps a score that is a whole number as an integer, and so {@code -0} as {@code 0}. */
  private boolean isListpack;

  public SortedSetValue() {
    this(Sequence.empty(), Sequence.empty(), true);
  }

  private SortedSetValue(Sequence<Scored> byScore, Sequence<Scored> byMember, boolean isListpack) {
    this.byScore = byScore;
    this.byMember = byMember;
    this.isListpack = isListpack;
  }

  /** An empty one that keeps scores as they are until it is {@link #compact}. */
  public static SortedSetValue skiplist() {
    return new SortedSetValue(Sequence.empty(), Sequence.empty(), false);
  }

  /** A member with its score; never NaN, and {@code -0} counts as equal to {@code 0} in the order. */
  public record Scored(Bytes member, double score) implements Comparable<Scored> {
    @Override
    public int compareTo(Scored other) {
      return score < other.score ? -1 : score > other.score ? 1 : member.compareTo(other.member);
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
    var position = position(member);
    return isAt(position, member) ? OptionalDouble.of(byMember.get(position).score()) : OptionalDouble.empty();
  }

  /** Sets the member's score and answers whether the member is new. */
  public boolean put(Bytes member, double score) {
    var position = position(member);
    var isNew = !isAt(position, member);
    isListpack &= !isNew || size() < LISTPACK_ENTRIES && member.length() <= LISTPACK_MEMBER_LENGTH;
    var scored = new Scored(member, isListpack ? score + 0.0 : score);
    if (isNew) {
      byMember = byMember.inserted(position, scored);
    } else {
      byScore = byScore.removed(place(byMember.get(position)));
      byMember = byMember.with(position, scored);
    }
    byScore = byScore.inserted(place(scored), scored);
    return isNew;
  }

  /** Removes the member and answers whether it was there. */
  public boolean remove(Bytes member) {
    var position = position(member);
    if (!isAt(position, member)) {
      return false;
    }
    byScore = byScore.removed(place(byMember.get(position)));
    byMember = byMember.removed(position);
    return true;
  }

  /** Removes the members in {@code span} and answers them, lowest first. */
  public List<Scored> remove(Span span) {
    var removed = members(span);
    byScore = byScore.without(span.from, span.to);
    removed.forEach(each -> byMember = byMember.removed(position(each.member())));
    return removed;
  }

  /** How many members stand before this one, or empty if it is not there. */
  public OptionalInt rank(Bytes member) {
    var score = score(member);
    return score.isPresent() ? OptionalInt.of(place(new Scored(member, score.getAsDouble()))) : OptionalInt.empty();
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

  private boolean hasOneScore() {
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

  /** Becomes a listpack if it fits one. <b>Source:</b> {@code zsetConvertToListpackIfNeeded}. */
  public void compact() {
    isListpack = size() <= LISTPACK_ENTRIES && ascending().stream().allMatch(each -> each.member().length() <= LISTPACK_MEMBER_LENGTH);
    if (isListpack) {
      ascending().forEach(each -> put(each.member(), each.score()));
    }
  }

  private int position(Bytes member) {
    return byMember.countWhile(each -> each.member().compareTo(member) < 0);
  }

  private boolean isAt(int position, Bytes member) {
    return position < size() && byMember.get(position).member().equals(member);
  }

  private int place(Scored scored) {
    return byScore.countWhile(each -> each.compareTo(scored) < 0);
  }

  @Override
  public String typeName() {
    return "zset";
  }

  @Override
  public SortedSetValue copy() {
    return new SortedSetValue(byScore, byMember, isListpack);
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
