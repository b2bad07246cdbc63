package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.value.SortedSetValue.Scored;

/** Which members of a sorted set a command means. */
public sealed interface MemberRange {
  /** From one place to another, both inclusive; negative places count from the end (-1 is the last). */
  record ByRank(long start, long stop) implements MemberRange {}

  /** A range of which each end can be tested against a member alone. */
  sealed interface ByContent extends MemberRange {
    /** Whether the member is not below the lower end. */
    boolean isPastMin(Scored scored);

    /** Whether the member is not above the upper end. */
    boolean isWithinMax(Scored scored);
  }

  /** Scores between two ends. */
  record ByScore(double min, boolean includesMin, double max, boolean includesMax) implements ByContent {
    @Override
    public boolean isPastMin(Scored scored) {
      return scored.score() > min || includesMin && scored.score() == min;
    }

    @Override
    public boolean isWithinMax(Scored scored) {
      return scored.score() < max || includesMax && scored.score() == max;
    }
  }

  /** Members between two ends by their bytes, whatever their scores. */
  record ByLex(LexEnd min, LexEnd max) implements ByContent {
    @Override
    public boolean isPastMin(Scored scored) {
      return switch (min) {
        case LexEnd.Lowest lowest -> true;
        case LexEnd.Highest highest -> false;
        case LexEnd.At at -> at.comparedTo(scored.member()) < 0 || at.isIncluded && at.member.equals(scored.member());
      };
    }

    @Override
    public boolean isWithinMax(Scored scored) {
      return switch (max) {
        case LexEnd.Lowest lowest -> false;
        case LexEnd.Highest highest -> true;
        case LexEnd.At at -> at.comparedTo(scored.member()) > 0 || at.isIncluded && at.member.equals(scored.member());
      };
    }

    /** Whether no member whatever could lie in it. <b>Source:</b> {@code zzlIsInLexRange}. */
    boolean isVoid() {
      return min instanceof LexEnd.At(Bytes from, boolean includesFrom)
          && max instanceof LexEnd.At(Bytes to, boolean includesTo)
          && (from.compareTo(to) > 0 || from.equals(to) && !(includesFrom && includesTo));
    }
  }

  /** One end of a range of members. */
  sealed interface LexEnd {
    /** Written {@code -}. */
    record Lowest() implements LexEnd {}

    /** Written {@code +}. */
    record Highest() implements LexEnd {}

    /** Written {@code [member} or, if not included, {@code (member}. */
    record At(Bytes member, boolean isIncluded) implements LexEnd {
      private int comparedTo(Bytes other) {
        return member.compareTo(other);
      }
    }
  }
}
