package dev.interlace.model.session;

import dev.interlace.model.bytes.Bytes;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a connection that keeps copies of keys wants to hear of changes. <b>Source:</b> {@code CLIENT TRACKING} of Redis 7.0.
 *
 * @param redirect the id of the connection that is told instead; 0 for none
 * @param prefixes of the keys it wants to hear of, if it does of keys it has not read
 * @param isCaching whether CLIENT CACHING has turned the rule of OPTIN or OPTOUT round for the next command
 * @param isBroken whether {@code redirect} was found to be gone
 */
public record Tracking(long redirect, Set<Option> options, SortedSet<Bytes> prefixes, boolean isCaching, boolean isBroken) {
  /** In the order in which CLIENT TRACKINGINFO names them. */
  public enum Option {
    BCAST,
    OPTIN,
    OPTOUT,
    NOLOOP
  }

  public Tracking {
    options = Collections.unmodifiableSet(options.isEmpty() ? EnumSet.noneOf(Option.class) : EnumSet.copyOf(options));
    prefixes = Collections.unmodifiableSortedSet(new TreeSet<>(prefixes));
  }

  public boolean has(Option option) {
    return options.contains(option);
  }

  /** Whether the keys that it reads now are to be remembered. */
  public boolean remembersReads() {
    return !has(Option.BCAST) && !(has(Option.OPTIN) && !isCaching) && !(has(Option.OPTOUT) && isCaching);
  }

  public Tracking caching(boolean next) {
    return new Tracking(redirect, options, prefixes, next, isBroken);
  }

  public Tracking broken() {
    return new Tracking(redirect, options, prefixes, isCaching, true);
  }
}
