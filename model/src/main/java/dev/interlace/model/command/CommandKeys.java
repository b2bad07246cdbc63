package dev.interlace.model.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the keys among the words of a command.
 *
 * <p>Redis reads them off the specifications; where these are open, or the words do not fit them, a few commands look for themselves.
 * <b>Source:</b> {@code getKeysFromCommandWithSpecs} and the {@code …GetKeys} functions in {@code db.c} of Redis 7.0.
 */
public final class CommandKeys {
  private static final Set<KeySpec.Flag> READS = EnumSet.of(KeySpec.Flag.RO, KeySpec.Flag.ACCESS);
  private static final Set<KeySpec.Flag> CHANGES = EnumSet.of(KeySpec.Flag.RW, KeySpec.Flag.ACCESS, KeySpec.Flag.UPDATE);
  private static final Set<KeySpec.Flag> REPLACES = EnumSet.of(KeySpec.Flag.OW, KeySpec.Flag.UPDATE);
  private static final Set<KeySpec.Flag> TAKES = EnumSet.of(KeySpec.Flag.RW, KeySpec.Flag.ACCESS, KeySpec.Flag.DELETE);
  private static final Set<KeySpec.Flag> UNTOLD = EnumSet.noneOf(KeySpec.Flag.class);

  private final CommandInfo info;
  private final List<Bytes> words;
  private final List<Found> found = new ArrayList<>();

  private CommandKeys(CommandInfo info, List<Bytes> words) {
    this.info = info;
    this.words = words;
  }

  /**
   * A key.
   *
   * @param position the index of the word
   * @param flags what becomes of it; empty if the command found the key by itself and does not say
   */
  public record Found(int position, Set<KeySpec.Flag> flags) {}

  /** Whether some of the command's words may be keys. */
  public static boolean mayHave(CommandInfo info) {
    return info.keySpecs().stream().anyMatch(spec -> !spec.flags().contains(KeySpec.Flag.NOT_KEY));
  }

  /** @return in Redis' order; empty too if the words do not fit the command */
  public static List<Found> in(CommandInfo info, List<Bytes> words) {
    return new CommandKeys(info, words).find();
  }

  /**
   * The keys that a client which tracks what it reads is taken to have read: of a command that failed too, unless it was XREAD that cannot be
   * understood up to its streams. <b>Source:</b> {@code xreadGetKeys}.
   */
  public static List<Found> read(CommandInfo info, List<Bytes> words) {
    if (!info.name().startsWith("xread")) {
      return in(info, words);
    }
    var keys = new CommandKeys(info, words);
    keys.findOfRead();
    return keys.found;
  }

  private List<Found> find() {
    var varies = info.keySpecs().stream().anyMatch(spec -> spec.flags().contains(KeySpec.Flag.VARIABLE_FLAGS));
    if (varies || !info.keySpecs().stream().allMatch(this::follows)) {
      found.clear();
      findByCommand();
    }
    return found;
  }

  /** Adds the keys of one specification; false if the words do not fit it. */
  private boolean follows(KeySpec spec) {
    if (spec.flags().contains(KeySpec.Flag.NOT_KEY)) {
      return true;
    }
    return switch (spec.begin()) {
      case KeySpec.Begin.Index(int index) -> follows(spec, index);
      case KeySpec.Begin.Keyword keyword -> {
        var begin = behind(keyword);
        yield begin.isEmpty() || follows(spec, begin.get());
      }
      case KeySpec.Begin.Unknown unknown -> false;
    };
  }

  private Optional<Integer> behind(KeySpec.Begin.Keyword keyword) {
    var isForward = keyword.startFrom() > 0;
    var start = isForward ? keyword.startFrom() : words.size() + keyword.startFrom();
    var end = isForward ? words.size() - 1 : 1;
    for (var i = start; i != end; i += start <= end ? 1 : -1) {
      if (i >= words.size() || i < 0) {
        break;
      }
      if (words.get(i).equalsIgnoreCase(keyword.keyword())) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  private boolean follows(KeySpec spec, int begin) {
    return switch (spec.find()) {
      case KeySpec.Find.Range(int last, int step, int limit) -> {
        var partial = limit <= 1 ? words.size() + last : begin + (words.size() - begin) / limit + last;
        yield add(spec, begin, last >= 0 ? begin + last : partial, step);
      }
      case KeySpec.Find.KeyNum(int number, int first, int step) -> {
        var count = begin + number < words.size() ? Numbers.parseLong(words.get(begin + number)).orElse(-1) : -1;
        yield count >= 0 && add(spec, begin + first, begin + first + ((int) count - 1) * step, step);
      }
      case KeySpec.Find.Unknown unknown -> false;
    };
  }

  private boolean add(KeySpec spec, int first, int last, int step) {
    if (first >= words.size() || last >= words.size() || last < first) {
      return false;
    }
    for (var i = first; i <= last; i += step) {
      found.add(new Found(i, spec.flags()));
    }
    return !spec.flags().contains(KeySpec.Flag.INCOMPLETE);
  }

  private void findByCommand() {
    switch (info.name()) {
      case "set" -> found.add(new Found(1, anyIs("get", 3) ? CHANGES : REPLACES));
      case "bitfield" -> found.add(new Found(1, isReadOnlyBitfield() ? READS : CHANGES));
      case "sort" -> findOfSort();
      case "sort_ro" -> found.add(new Found(1, READS));
      case "migrate" -> findOfMigrate();
      case "georadius", "georadiusbymember" -> findOfRadius();
      case "xread", "xreadgroup" -> findOfRead();
      default -> findCounted();
    }
  }

  private boolean anyIs(String option, int from) {
    return words.stream().skip(from).anyMatch(word -> word.equalsIgnoreCase(option));
  }

  private boolean isReadOnlyBitfield() {
    for (var i = 2; i < words.size(); i++) {
      var left = words.size() - i - 1;
      if (is(i, "get") && left >= 2) {
        i += 2;
      } else if (is(i, "overflow") && left >= 1) {
        i += 1;
      } else {
        return false;
      }
    }
    return true;
  }

  /** The last STORE counts, as in SORT itself. */
  private void findOfSort() {
    found.add(new Found(1, READS));
    for (var i = 2; i < words.size(); i++) {
      if (is(i, "limit")) {
        i += 2;
      } else if (is(i, "get") || is(i, "by")) {
        i += 1;
      } else if (is(i, "store") && i + 1 < words.size()) {
        found.subList(1, found.size()).clear();
        found.add(new Found(i + 1, REPLACES));
      }
    }
  }

  private void findOfMigrate() {
    var first = 3;
    var count = 1;
    for (var i = 6; i < words.size(); i++) {
      if (is(i, "keys")) {
        first = i + 1;
        count = words.get(3).isEmpty() ? words.size() - first : 0;
        break;
      }
      i += is(i, "auth") ? 1 : is(i, "auth2") ? 2 : 0;
    }
    for (var i = first; i < first + count; i++) {
      found.add(new Found(i, TAKES));
    }
  }

  private void findOfRadius() {
    found.add(new Found(1, UNTOLD));
    for (var i = 5; i + 1 < words.size(); i++) {
      if (is(i, "store") || is(i, "storedist")) {
        found.subList(1, found.size()).clear();
        found.add(new Found(++i, UNTOLD));
      }
    }
  }

  private void findOfRead() {
    for (var i = 1; i < words.size(); i++) {
      if (is(i, "streams")) {
        var left = words.size() - i - 1;
        for (var key = i + 1; left % 2 == 0 && key <= i + left / 2; key++) {
          found.add(new Found(key, UNTOLD));
        }
        return;
      }
      if (is(i, "block") || is(i, "count")) {
        i += 1;
      } else if (is(i, "group")) {
        i += 2;
      } else if (!is(i, "noack")) {
        return;
      }
    }
  }

  /** A number that is followed by so many keys, read less strictly; a key to store at comes last. */
  private void findCounted() {
    for (var spec : info.keySpecs()) {
      if (spec.begin() instanceof KeySpec.Begin.Index(int begin) && spec.find() instanceof KeySpec.Find.KeyNum(int number, int first, int step)) {
        var count = (int) leadingInteger(words.get(begin + number));
        if (count < 1 || count > (words.size() - begin - first) / step) {
          return;
        }
        for (var i = 0; i < count; i++) {
          found.add(new Found(begin + first + i * step, UNTOLD));
        }
      }
    }
    for (var spec : info.keySpecs()) {
      if (!found.isEmpty() && spec.begin() instanceof KeySpec.Begin.Index(int begin) && spec.find() instanceof KeySpec.Find.Range) {
        found.add(new Found(begin, UNTOLD));
      }
    }
  }

  /** As C's {@code strtol} reads it: blanks and a sign before, anything behind. */
  private static long leadingInteger(Bytes word) {
    var text = word.toLatin1();
    var at = 0;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) >= '\t' && text.charAt(at) <= '\r')) {
      at++;
    }
    var isNegative = at < text.length() && text.charAt(at) == '-';
    at += isNegative || at < text.length() && text.charAt(at) == '+' ? 1 : 0;
    var value = 0L;
    for (; at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
      var digit = text.charAt(at) - '0';
      if (value < (Long.MIN_VALUE + digit) / 10) {
        return isNegative ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      value = value * 10 - digit;
    }
    return isNegative ? value : value == Long.MIN_VALUE ? Long.MAX_VALUE : -value;
  }

  private boolean is(int index, String option) {
    return words.get(index).equalsIgnoreCase(option);
  }
}
