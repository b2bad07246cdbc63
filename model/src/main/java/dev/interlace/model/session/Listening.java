package dev.interlace.model.session;

import dev.interlace.model.acl.AclUser;
import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a connection wants to hear unasked.
 *
 * @param channels to which it has subscribed
 * @param patterns in the order of subscribing
 * @param shardChannels to which it has subscribed
 * @param isMonitor whether it is shown every command
 * @param tracking what it wants to know of keys that it has read
 */
public record Listening(
    SortedSet<Bytes> channels, List<Bytes> patterns, SortedSet<Bytes> shardChannels, boolean isMonitor, Optional<Tracking> tracking) {
  public static final Listening NONE =
      new Listening(Collections.emptySortedSet(), List.of(), Collections.emptySortedSet(), false, Optional.empty());

  public Listening {
    channels = Collections.unmodifiableSortedSet(new TreeSet<>(channels));
    patterns = List.copyOf(patterns);
    shardChannels = Collections.unmodifiableSortedSet(new TreeSet<>(shardChannels));
  }

  /** Whether there is a subscription: then a RESP2 connection may do little else. */
  public boolean isSubscriber() {
    return subscriptionCount() > 0 || !shardChannels.isEmpty();
  }

  /** How many channels and patterns, as replies tell it; shard channels are counted apart. */
  public int subscriptionCount() {
    return channels.size() + patterns.size();
  }

  /** Whether {@code user} may have all these subscriptions. */
  boolean isAllowed(AclUser user) {
    return channels.stream().allMatch(channel -> user.allowsChannel(channel, false))
        && patterns.stream().allMatch(pattern -> user.allowsChannel(pattern, true))
        && shardChannels.stream().allMatch(channel -> user.allowsChannel(channel, false));
  }

  public Listening withChannel(Bytes channel, boolean isIn) {
    return new Listening(changed(channels, channel, isIn), patterns, shardChannels, isMonitor, tracking);
  }

  public Listening withPattern(Bytes pattern, boolean isIn) {
    var next = new ArrayList<>(patterns);
    if (!isIn) {
      next.remove(pattern);
    } else if (!next.contains(pattern)) {
      next.add(pattern);
    }
    return new Listening(channels, next, shardChannels, isMonitor, tracking);
  }

  public Listening withShardChannel(Bytes channel, boolean isIn) {
    return new Listening(channels, patterns, changed(shardChannels, channel, isIn), isMonitor, tracking);
  }

  public Listening asMonitor() {
    return new Listening(channels, patterns, shardChannels, true, tracking);
  }

  public Listening with(Optional<Tracking> next) {
    return new Listening(channels, patterns, shardChannels, isMonitor, next);
  }

  private static SortedSet<Bytes> changed(SortedSet<Bytes> names, Bytes name, boolean isIn) {
    var next = new TreeSet<>(names);
    if (isIn) {
      next.add(name);
    } else {
      next.remove(name);
    }
    return next;
  }
}
