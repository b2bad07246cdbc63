package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.collection.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A consumer group of a stream, immutable. Looking something up or changing one thing costs the logarithm of the size. */
public final class StreamGroup {
  /** Stands for a number of entries read that nobody knows. */
  public static final long UNKNOWN = -1;

  private final Bytes name;
  private final StreamId lastDelivered;
  private final long entriesRead;
  private final Sequence<Pending> pending;
  private final Sequence<Consumer> consumers;

  public StreamGroup(Bytes name, StreamId lastDelivered, long entriesRead) {
    this(name, lastDelivered, entriesRead, Sequence.empty(), Sequence.empty());
  }

  private StreamGroup(Bytes name, StreamId lastDelivered, long entriesRead, Sequence<Pending> pending, Sequence<Consumer> consumers) {
    this.name = name;
    this.lastDelivered = lastDelivered;
    this.entriesRead = entriesRead;
    this.pending = pending;
    this.consumers = consumers;
  }

  /**
   * An entry delivered and not acknowledged.
   *
   * @param id of the entry, which may be gone
   * @param consumer the name of its owner
   * @param deliveredMillis since the epoch
   * @param deliveries how often it was delivered
   */
  public record Pending(StreamId id, Bytes consumer, long deliveredMillis, long deliveries) {}

  /** @param seenMillis since the epoch */
  public record Consumer(Bytes name, long seenMillis) {}

  public Bytes name() {
    return name;
  }

  public StreamId lastDelivered() {
    return lastDelivered;
  }

  /** How many entries of the stream it has read, or {@link #UNKNOWN}. */
  public long entriesRead() {
    return entriesRead;
  }

  public StreamGroup at(StreamId delivered, long read) {
    return new StreamGroup(name, delivered, read, pending, consumers);
  }

  /** By their IDs. */
  public List<Pending> pending() {
    return pending.toList();
  }

  /** Those of one consumer, by their IDs. */
  public List<Pending> pendingOf(Bytes consumer) {
    var own = new ArrayList<Pending>();
    for (var each : pending) {
      if (each.consumer.equals(consumer)) {
        own.add(each);
      }
    }
    return own;
  }

  public int pendingCount() {
    return pending.size();
  }

  public Optional<Pending> pending(StreamId id) {
    var place = place(id);
    return isAt(place, id) ? Optional.of(pending.get(place)) : Optional.empty();
  }

  /** Adds it, or puts it in the place of the one with the same ID. */
  public StreamGroup with(Pending each) {
    var place = place(each.id);
    var changed = isAt(place, each.id) ? pending.with(place, each) : pending.inserted(place, each);
    return new StreamGroup(name, lastDelivered, entriesRead, changed, consumers);
  }

  public StreamGroup without(StreamId id) {
    var place = place(id);
    return isAt(place, id) ? new StreamGroup(name, lastDelivered, entriesRead, pending.removed(place), consumers) : this;
  }

  private int place(StreamId id) {
    return pending.countWhile(each -> each.id.isBefore(id));
  }

  private boolean isAt(int place, StreamId id) {
    return place < pending.size() && pending.get(place).id.equals(id);
  }

  /** By their names. */
  public List<Consumer> consumers() {
    return consumers.toList();
  }

  public boolean hasConsumer(Bytes consumer) {
    return isConsumerAt(consumerPlace(consumer), consumer);
  }

  /** Adds the consumer, or notes that it was seen again. */
  public StreamGroup with(Consumer each) {
    var place = consumerPlace(each.name);
    var changed = isConsumerAt(place, each.name) ? consumers.with(place, each) : consumers.inserted(place, each);
    return new StreamGroup(name, lastDelivered, entriesRead, pending, changed);
  }

  /** Without the consumer and all that it owns. */
  public StreamGroup withoutConsumer(Bytes consumer) {
    var kept = new ArrayList<>(pending.toList());
    kept.removeIf(each -> each.consumer.equals(consumer));
    var place = consumerPlace(consumer);
    var others = isConsumerAt(place, consumer) ? consumers.removed(place) : consumers;
    return new StreamGroup(name, lastDelivered, entriesRead, Sequence.of(kept), others);
  }

  private int consumerPlace(Bytes consumer) {
    return consumers.countWhile(each -> each.name.compareTo(consumer) < 0);
  }

  private boolean isConsumerAt(int place, Bytes consumer) {
    return place < consumers.size() && consumers.get(place).name.equals(consumer);
  }

  /** All but the times. */
  Object canonical() {
    var owned = pending.toList().stream().map(each -> List.of(each.id, each.consumer, each.deliveries)).toList();
    return List.of(name, lastDelivered, entriesRead, owned, consumers.toList().stream().map(Consumer::name).toList());
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof StreamGroup that
            && name.equals(that.name)
            && lastDelivered.equals(that.lastDelivered)
            && entriesRead == that.entriesRead
            && pending.equals(that.pending)
            && consumers.equals(that.consumers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, lastDelivered, entriesRead, pending, consumers);
  }

  @Override
  public String toString() {
    return name + " at " + lastDelivered + ", pending " + pending + ", consumers " + consumers;
  }
}
