package dev.interlace.model.settings;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import java.util.List;

/** What a parameter may be. <b>Source:</b> {@code config.c} of Redis 7.0. */
public interface Kind {
  /**
   * The value as CONFIG GET will show it.
   *
   * @param given as CONFIG SET was given it
   * @param before what the parameter was so far
   * @throws Refused if it cannot be that
   */
  String accept(String given, String before);

  /** {@code yes} or {@code no}. */
  record YesNo() implements Kind {
    @Override
    public String accept(String given, String before) {
      return one(List.of("yes", "no"), given, "argument must be 'yes' or 'no'");
    }
  }

  /** One of some names. */
  record Choice(List<String> names) implements Kind {
    @Override
    public String accept(String given, String before) {
      return one(names, given, "argument(s) must be one of the following: " + String.join(", ", names));
    }
  }

  /** Some of some names, divided by single blanks; the first stands for none. */
  record Choices(List<String> names) implements Kind {
    @Override
    public String accept(String given, String before) {
      var chosen = List.of(given.split(" ", -1)).stream().map(word -> new Choice(names).accept(word, before)).toList();
      if (chosen.contains("save") && chosen.contains("nosave")) {
        throw new Refused("shutdown options SAVE and NOSAVE can't be used simultaneously");
      }
      var shown = names.stream().skip(1).filter(chosen::contains).toList();
      return shown.isEmpty() ? names.getFirst() : String.join(" ", shown);
    }
  }

  /** An integer between two bounds, inclusive. */
  record Whole(long least, long most) implements Kind {
    @Override
    public String accept(String given, String before) {
      var number = Numbers.parseLong(Bytes.latin1(given)).orElseThrow(() -> new Refused("argument couldn't be parsed into an integer"));
      if (number < least || number > most) {
        throw new Refused("argument must be between " + least + " and " + most + " inclusive");
      }
      return Long.toString(number);
    }
  }

  /** An amount of memory, with a unit if need be, between two bounds, inclusive and unsigned. */
  record Memory(long least, long most) implements Kind {
    @Override
    public String accept(String given, String before) {
      var bytes = MemoryAmount.parse(given).orElseThrow(() -> new Refused("argument must be a memory value"));
      if (Long.compareUnsigned(bytes, least) < 0 || Long.compareUnsigned(bytes, most) > 0) {
        throw new Refused("argument must be between " + Long.toUnsignedString(least) + " and " + Long.toUnsignedString(most) + " inclusive");
      }
      return Long.toUnsignedString(bytes);
    }
  }

  /** An amount of memory, or a part of the whole as {@code 5%}. An amount that a long reads as negative counts as a part. */
  record MemoryOrPercent() implements Kind {
    private static final int WHOLE = 100;

    @Override
    public String accept(String given, String before) {
      var bytes = MemoryAmount.parse(given);
      if (bytes.isPresent() && bytes.getAsLong() >= 0) {
        return Long.toString(bytes.getAsLong());
      }
      var percent = bytes.isPresent() ? -bytes.getAsLong() : percent(given);
      if (percent < 0 || percent > WHOLE) {
        throw new Refused("percentage argument must be less or equal to 100");
      }
      return percent == 0 ? "0" : percent + "%";
    }

    private static long percent(String given) {
      var number = given.endsWith("%") ? Numbers.parseLong(Bytes.latin1(given.substring(0, given.length() - 1))).orElse(-1) : -1;
      if (number < 0) {
        throw new Refused("argument must be a memory or percent value");
      }
      return number;
    }
  }

  /** Anything. */
  record Text() implements Kind {
    @Override
    public String accept(String given, String before) {
      return given;
    }
  }

  private static String one(List<String> names, String given, String otherwise) {
    var sought = Bytes.latin1(given);
    return names.stream().filter(sought::equalsIgnoreCase).findFirst().orElseThrow(() -> new Refused(otherwise));
  }
}
