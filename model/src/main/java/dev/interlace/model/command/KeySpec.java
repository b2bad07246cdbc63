package dev.interlace.model.command;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where some of a command's keys stand and what becomes of them.
 *
 * <p><b>Source:</b> the key specifications of COMMAND INFO.
 *
 * @param flags in Redis' order
 * @param notes for people; empty if there are none
 */
public record KeySpec(Set<Flag> flags, Begin begin, Find find, String notes) {
  public KeySpec {
    flags = Collections.unmodifiableSet(EnumSet.copyOf(flags));
  }

  /** What becomes of a key, in the order COMMAND names it. */
  public enum Flag {
    /** Both reads and writes. */
    RW("RW"),
    /** Only reads. */
    RO("RO"),
    /** Writes, and does not mind what was there. */
    OW("OW"),
    /** Removes the key. */
    RM("RM"),
    /** What the user stored comes back, or becomes part of another value. */
    ACCESS("access"),
    UPDATE("update"),
    INSERT("insert"),
    DELETE("delete"),
    /** Is no key, but is sharded as one: a channel. */
    NOT_KEY("not_key"),
    /** There may be more keys than the specification finds. */
    INCOMPLETE("incomplete"),
    /** What becomes of the key depends on the arguments. */
    VARIABLE_FLAGS("variable_flags");

    private final String text;

    Flag(String text) {
      this.text = text;
    }

    /** As COMMAND spells it. */
    public String text() {
      return text;
    }

    static Flag of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** How the first word that concerns keys is found. */
  public sealed interface Begin {
    /** It is the word at {@code index}. */
    record Index(int index) implements Begin {}

    /** It follows {@code keyword}, which is sought from {@code startFrom} on; backwards from the end if that is negative. */
    record Keyword(String keyword, int startFrom) implements Begin {}

    record Unknown() implements Begin {}
  }

  /** How the keys are found from there. */
  public sealed interface Find {
    /**
     * Every {@code step}th word.
     *
     * @param last relative to the first; negative counts from the end
     * @param limit if {@code last} is negative: only this part of the words, as 2 for the first half
     */
    record Range(int last, int step, int limit) implements Find {}

    /**
     * A word says how many there are.
     *
     * @param number where that word stands
     * @param first where the first key stands; both from where the search begins
     */
    record KeyNum(int number, int first, int step) implements Find {}

    record Unknown() implements Find {}
  }
}
