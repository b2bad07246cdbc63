package dev.interlace.model.acl;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every command and subcommand with its categories, numbered by name: what rules about commands are about. */
public final class CommandIndex {
  private final List<String> names;
  private final SortedMap<String, Integer> numbers = new TreeMap<>();
  private final Map<Category, BitSet> members = new EnumMap<>(Category.class);
  private final List<BitSet> families = new ArrayList<>();

  /** @param categories by the name in lower case, a subcommand's with its container in front: {@code config|get} */
  public CommandIndex(SortedMap<String, Set<Category>> categories) {
    names = List.copyOf(categories.keySet());
    for (var category : Category.values()) {
      members.put(category, new BitSet(names.size()));
    }
    for (var number = 0; number < names.size(); number++) {
      numbers.put(names.get(number), number);
      for (var category : categories.get(names.get(number))) {
        members.get(category).set(number);
      }
    }
    for (var name : names) {
      families.add(family(name));
    }
  }

  private BitSet family(String name) {
    var family = new BitSet(names.size());
    family.set(numbers.get(name));
    numbers.subMap(name + "|", name + "}").values().forEach(family::set);
    return family;
  }

  /** How many commands and subcommands there are. */
  public int size() {
    return names.size();
  }

  /** The names in the order of their numbers: a container before its subcommands. */
  public List<String> names() {
    return names;
  }

  /** The number of the command that is called so in lower case. */
  public Optional<Integer> number(String name) {
    return Optional.ofNullable(numbers.get(name));
  }

  public String name(int number) {
    return names.get(number);
  }

  /** What belongs to {@code category}, by name. */
  public List<String> in(Category category) {
    var found = new ArrayList<String>();
    members.get(category).stream().forEach(number -> found.add(names.get(number)));
    return Collections.unmodifiableList(found);
  }

  boolean isContainer(int number) {
    return families.get(number).cardinality() > 1;
  }

  /** The command and its subcommands. Not to be changed. */
  BitSet family(int number) {
    return families.get(number);
  }

  /** The commands and their subcommands: a container takes them with it, whatever their own categories. */
  BitSet families(BitSet commands) {
    var all = new BitSet(size());
    for (var number = commands.nextSetBit(0); number >= 0; number = commands.nextSetBit(number + 1)) {
      all.or(family(number));
    }
    return all;
  }

  /** Not to be changed. */
  BitSet members(Category category) {
    return members.get(category);
  }
}
