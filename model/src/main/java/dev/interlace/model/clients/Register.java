package dev.interlace.model.clients;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.collection.Sequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Names, each with the clients that are entered under it: who listens to a channel, who has read a key. A change costs the logarithm of
 * the number of names and the number of clients under the one that is changed.
 *
 * <p><b>Order:</b> names by their bytes; under a name, the clients in the order in which they were entered.
 */
public final class Register implements Iterable<Register.Entry> {
  public static final Register EMPTY = new Register(Sequence.empty());

  private final Sequence<Entry> entries;

  private Register(Sequence<Entry> entries) {
    this.entries = entries;
  }

  /** @param clients never empty */
  public record Entry(Bytes name, List<Long> clients) {}

  /** How many names somebody is entered under. */
  public int size() {
    return entries.size();
  }

  /** How often somebody is entered, under whichever name. */
  public long entryCount() {
    var count = 0L;
    for (var entry : entries) {
      count += entry.clients.size();
    }
    return count;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** @param index from 0, in the order of the names */
  public Bytes name(int index) {
    return entries.get(index).name;
  }

  /** The clients under {@code name}; empty if there are none. */
  public List<Long> clients(Bytes name) {
    var at = index(name);
    return isAt(at, name) ? entries.get(at).clients : List.of();
  }

  /** The same with {@code client} under {@code name}, after all the others that are. */
  public Register with(Bytes name, long client) {
    var at = index(name);
    if (!isAt(at, name)) {
      return new Register(entries.inserted(at, new Entry(name, List.of(client))));
    }
    var known = entries.get(at).clients;
    if (known.contains(client)) {
      return this;
    }
    var longer = new ArrayList<>(known);
    longer.add(client);
    return new Register(entries.with(at, new Entry(name, List.copyOf(longer))));
  }

  /** The same without {@code client} under {@code name}, and without the name if nobody else is there. */
  public Register without(Bytes name, long client) {
    var rest = clients(name).stream().filter(each -> each != client).toList();
    if (rest.isEmpty()) {
      return without(name);
    }
    return new Register(entries.with(index(name), new Entry(name, rest)));
  }

  /** Whether {@code client} is entered under any name. */
  public boolean has(long client) {
    for (var entry : entries) {
      if (entry.clients.contains(client)) {
        return true;
      }
    }
    return false;
  }

  /** The same with {@code next} in the places of {@code client}. */
  public Register renamed(long client, long next) {
    var rest = this;
    for (var at = 0; at < entries.size(); at++) {
      var entry = entries.get(at);
      if (entry.clients.contains(client)) {
        var others = entry.clients.stream().map(each -> each == client ? Long.valueOf(next) : each).toList();
        rest = new Register(rest.entries.with(at, new Entry(entry.name, others)));
      }
    }
    return rest;
  }

  /** The same without {@code client}, wherever it is entered. */
  public Register without(long client) {
    var rest = this;
    for (var entry : entries) {
      rest = entry.clients.contains(client) ? rest.without(entry.name, client) : rest;
    }
    return rest;
  }

  /** The same without {@code name} and everybody under it. */
  public Register without(Bytes name) {
    var at = index(name);
    return isAt(at, name) ? new Register(entries.removed(at)) : this;
  }

  /** The names under which not the same clients are entered, or not in the same order, in order. */
  public SortedSet<Bytes> differences(Register other) {
    var names = new TreeSet<Bytes>();
    for (var entry : entries) {
      if (!other.clients(entry.name).equals(entry.clients)) {
        names.add(entry.name);
      }
    }
    for (var entry : other.entries) {
      if (clients(entry.name).isEmpty()) {
        names.add(entry.name);
      }
    }
    return names;
  }

  private int index(Bytes name) {
    return entries.countWhile(entry -> entry.name.compareTo(name) < 0);
  }

  private boolean isAt(int index, Bytes name) {
    return index < entries.size() && entries.get(index).name.equals(name);
  }

  @Override
  public Iterator<Entry> iterator() {
    return entries.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Register that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
