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
  static final CommandRules NONE = new CommandRules(new BitSet(), false, new TreeMap<>());

  private final BitSet allowed;
  /** Begun from all commands rather than from none. */
  private final boolean isSubtractive;
  /** By the number of a command: the first arguments with which it is allowed although it is not as such. Only where there are any. */
  private final SortedMap<Integer, List<Bytes>> firstArguments;

  private CommandRules(BitSet allowed, boolean isSubtractive, SortedMap<Integer, List<Bytes>> firstArguments) {
    this.allowed = allowed;
    this.isSubtractive = isSubtractive;
    this.firstArguments = Collections.unmodifiableSortedMap(firstArguments);
  }

  /** Everything is allowed. */
  static CommandRules all(Catalogue catalogue) {
    var everything = new BitSet(catalogue.size());
    everything.set(0, catalogue.size());
    return new CommandRules(everything, true, new TreeMap<>());
  }

  /** Whether the command may be run with these words. */
  boolean allow(int number, List<Bytes> words, boolean isSubcommand) {
    if (allowed.get(number)) {
      return true;
    }
    var first = firstArguments.get(number);
    return first != null && words.size() > 1 && first.stream().anyMatch(each -> each.equalsIgnoreCase(words.get(isSubcommand ? 2 : 1).toLatin1()));
  }

  /** A rule about a command, such as {@code +get}, {@code -config|set} or {@code +select|0}. */
  CommandRules with(String rule, Catalogue catalogue) {
    if (rule.substring(1).startsWith("@")) {
      var category = Category.named(rule.substring(2)).orElseThrow(() -> new AclFault(AclFault.UNKNOWN_COMMAND));
      return changed(catalogue.members(category), rule.charAt(0) == '+', catalogue);
    }
    var name = rule.substring(1);
    var bar = name.lastIndexOf('|');
    if (rule.charAt(0) == '-' || bar < 0) {
      return changed(catalogue.family(number(name, catalogue)), rule.charAt(0) == '+', catalogue);
    }
    return withPart(name, bar, catalogue);
  }

  private CommandRules withPart(String name, int bar, Catalogue catalogue) {
    var command = name.substring(0, bar);
    var number = number(command, catalogue);
    if (command.indexOf('|') >= 0) {
      throw new AclFault(AclFault.FIRST_ARGUMENT_OF_SUBCOMMAND);
    }
    if (bar == name.length() - 1) {
      throw new AclFault(AclFault.SYNTAX);
    }
    return catalogue.isContainer(number)
        ? changed(catalogue.family(number(name, catalogue)), true, catalogue)
        : withFirstArgument(number, Bytes.latin1(name.substring(bar + 1)));
  }

  private static int number(String name, Catalogue catalogue) {
    return catalogue.number(Bytes.latin1(name).toLowerCase()).orElseThrow(() -> new AclFault(AclFault.UNKNOWN_COMMAND));
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
    return new CommandRules(allowed, isSubtractive, arguments);
  }

  /** A container that is allowed or not takes its subcommands with it, whatever their own categories. */
  private CommandRules changed(BitSet commands, boolean isAllowed, Catalogue catalogue) {
    var next = (BitSet) allowed.clone();
    var arguments = new TreeMap<>(firstArguments);
    commands.stream().forEach(number -> {
      var family = catalogue.family(number);
      if (isAllowed) {
        next.or(family);
      } else {
        next.andNot(family);
      }
      family.stream().forEach(arguments::remove);
    });
    return new CommandRules(next, isSubtractive, arguments);
  }

  /**
   * The shortest telling that Redis finds: from all or nothing, the category that fits best as long as one does, then what is left
   * one by one. <b>Source:</b> {@code ACLDescribeSelectorCommandRules}. <b>Order:</b> of single commands by name, where Redis has the
   * chance order of a hash table.
   */
  public String describe(Catalogue catalogue) {
    var told = isSubtractive ? all(catalogue) : NONE;
    var left = new CommandRules(allowed, isSubtractive, new TreeMap<>());
    var words = new ArrayList<String>();
    words.add(isSubtractive ? "+@all" : "-@all");
    for (var best = left.bestCategory(catalogue); best.isPresent(); best = left.bestCategory(catalogue)) {
      words.add((isSubtractive ? "-@" : "+@") + best.get().label());
      told = told.changed(catalogue.members(best.get()), !isSubtractive, catalogue);
      left = left.changed(catalogue.members(best.get()), isSubtractive, catalogue);
    }
    for (var number = 0; number < catalogue.size(); number++) {
      if (allowed.get(number) != told.allowed.get(number)) {
        words.add((allowed.get(number) ? "+" : "-") + catalogue.name(number));
        told = told.changed(catalogue.family(number), allowed.get(number), catalogue);
      }
      if (!allowed.get(number)) {
        for (var argument : firstArguments.getOrDefault(number, List.of())) {
          words.add("+" + catalogue.name(number) + "|" + argument.toLatin1());
        }
      }
    }
    return String.join(" ", words);
  }

  /** The category of which most is still to be told, and least would be wrong. */
  private Optional<Category> bestCategory(Catalogue catalogue) {
    var best = Optional.<Category>empty();
    var leastWrong = Integer.MAX_VALUE;
    var mostRight = 0;
    for (var category : Category.values()) {
      var on = (BitSet) catalogue.members(category).clone();
      var size = on.cardinality();
      on.and(allowed);
      var right = isSubtractive ? size - on.cardinality() : on.cardinality();
      var wrong = size - right;
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
        && isSubtractive == that.isSubtractive
        && allowed.equals(that.allowed)
        && firstArguments.equals(that.firstArguments);
  }

  @Override
  public int hashCode() {
    return Objects.hash(allowed, isSubtractive, firstArguments);
  }
}
