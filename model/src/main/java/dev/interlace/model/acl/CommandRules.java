package dev.interlace.model.acl;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which commands are allowed. The rules that led here are forgotten: only what they came to is kept, and told anew by
 * {@link #describe}. <b>Source:</b> {@code acl.c} of Redis 7.0.
 */
public final class CommandRules {
  /** Nothing is allowed. */
  static final CommandRules NONE = new CommandRules(false, new BitSet(), Collections.emptySortedMap());

  /** Everything is allowed. */
  static final CommandRules ALL = new CommandRules(true, new BitSet(), Collections.emptySortedMap());

  private final boolean isAllBut;
  /** The numbers of the commands that are not allowed, or of those that are, depending on where we started from. Never changed. */
  private final BitSet exceptions;
  /** By the number of a command: the first arguments with which it is allowed although it is not as such. Only where there are any. */
  private final SortedMap<Integer, List<Bytes>> firstArguments;

  private CommandRules(boolean isAllBut, BitSet exceptions, SortedMap<Integer, List<Bytes>> firstArguments) {
    this.isAllBut = isAllBut;
    this.exceptions = exceptions;
    this.firstArguments = firstArguments;
  }

  private boolean allows(int number) {
    return isAllBut != exceptions.get(number);
  }

  boolean allowAll() {
    return isAllBut && exceptions.isEmpty();
  }

  /** Whether the command may be run with these words. */
  boolean allow(int number, List<Bytes> words, boolean isSubcommand) {
    if (allows(number)) {
      return true;
    }
    var first = firstArguments.getOrDefault(number, List.of());
    return words.size() > 1 && first.stream().anyMatch(each -> each.equalsIgnoreCase(words.get(isSubcommand ? 2 : 1).toLatin1()));
  }

  /** A rule about a command or a category, such as {@code +get}, {@code -config|set}, {@code +select|0} or {@code -@admin}. */
  CommandRules with(String rule, CommandIndex index) {
    var isAllowed = rule.charAt(0) == '+';
    if (rule.startsWith("@", 1)) {
      var category = Category.named(rule.substring(2)).orElseThrow(() -> new AclFault(AclFault.UNKNOWN_COMMAND));
      return changed(index.members(category), isAllowed, index);
    }
    var name = rule.substring(1);
    var bar = name.lastIndexOf('|');
    return isAllowed && bar >= 0 ? withPart(name, bar, index) : changed(number(name, index), isAllowed, index);
  }

  private CommandRules withPart(String name, int bar, CommandIndex index) {
    var command = name.substring(0, bar);
    var number = number(command, index);
    if (command.indexOf('|') >= 0) {
      throw new AclFault(AclFault.FIRST_ARGUMENT_OF_SUBCOMMAND);
    }
    if (bar == name.length() - 1) {
      throw new AclFault(AclFault.SYNTAX);
    }
    return index.isContainer(number)
        ? changed(number(name, index), true, index)
        : withFirstArgument(number, Bytes.latin1(name.substring(bar + 1)));
  }

  private static int number(String name, CommandIndex index) {
    return index.number(Bytes.latin1(name).toLowerCase()).orElseThrow(() -> new AclFault(AclFault.UNKNOWN_COMMAND));
  }

  private CommandRules withFirstArgument(int number, Bytes argument) {
    var known = firstArguments.getOrDefault(number, List.of());
    if (known.stream().anyMatch(each -> each.equalsIgnoreCase(argument.toLatin1()))) {
      return this;
    }
    var longer = new ArrayList<>(known);
    longer.add(argument);
    var arguments = new TreeMap<>(firstArguments);
    arguments.put(number, Collections.unmodifiableList(longer));
    return new CommandRules(isAllBut, exceptions, arguments);
  }

  private CommandRules changed(int number, boolean isAllowed, CommandIndex index) {
    var one = new BitSet();
    one.set(number);
    return changed(one, isAllowed, index);
  }

  /** First arguments of what was changed are forgotten. */
  private CommandRules changed(BitSet commands, boolean isAllowed, CommandIndex index) {
    var next = (BitSet) exceptions.clone();
    var families = index.families(commands);
    if (isAllowed == isAllBut) {
      next.andNot(families);
    } else {
      next.or(families);
    }
    var arguments = new TreeMap<>(firstArguments);
    arguments.keySet().removeIf(families::get);
    return new CommandRules(isAllBut, next, arguments);
  }

  /**
   * The short telling that Redis finds: from all or nothing, the category that fits best as long as one does, then what is left
   * one by one. <b>Source:</b> {@code ACLDescribeSelectorCommandRules}. <b>Order:</b> of single commands by name, where Redis has the
   * chance order of a hash table.
   */
  public String describe(CommandIndex index) {
    var words = new ArrayList<String>();
    words.add(isAllBut ? "+@all" : "-@all");
    var left = (BitSet) exceptions.clone();
    var told = new BitSet();
    for (var best = bestCategory(left, index); best.isPresent(); best = bestCategory(left, index)) {
      var families = index.families(index.members(best.get()));
      words.add((isAllBut ? "-@" : "+@") + best.get().text());
      told.or(families);
      left.andNot(families);
    }
    tellSingly(told, words, index);
    return String.join(" ", words);
  }

  private void tellSingly(BitSet told, List<String> words, CommandIndex index) {
    for (var number = 0; number < index.size(); number++) {
      if (told.get(number) != exceptions.get(number)) {
        words.add((allows(number) ? "+" : "-") + index.name(number));
        for (var each = index.family(number).nextSetBit(0); each >= 0; each = index.family(number).nextSetBit(each + 1)) {
          told.set(each, exceptions.get(number));
        }
      }
      for (var argument : allows(number) ? List.<Bytes>of() : firstArguments.getOrDefault(number, List.of())) {
        words.add("+" + index.name(number) + "|" + argument.toLatin1());
      }
    }
  }

  /** The category that holds more of {@code left} than of anything else, and least of anything else. */
  private static Optional<Category> bestCategory(BitSet left, CommandIndex index) {
    var best = Optional.<Category>empty();
    var leastWrong = Integer.MAX_VALUE;
    var mostRight = 0;
    for (var category : Category.values()) {
      var common = (BitSet) index.members(category).clone();
      common.and(left);
      var right = common.cardinality();
      var wrong = index.members(category).cardinality() - right;
      if (right > wrong && (wrong < leastWrong || wrong == leastWrong && right > mostRight)) {
        best = Optional.of(category);
        leastWrong = wrong;
        mostRight = right;
      }
    }
    return best;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommandRules that
        && isAllBut == that.isAllBut
        && exceptions.equals(that.exceptions)
        && firstArguments.equals(that.firstArguments);
  }

  @Override
  public int hashCode() {
    return Objects.hash(isAllBut, exceptions, firstArguments);
  }
}
