package dev.interlace.model.clients;

import dev.interlace.model.session.Identity;
import java.util.function.LongPredicate;

/**
 * What stands for a client that has no id, where something of it is kept among the clients: a negative number that follows from what is kept, so that it is the
 * same whoever else keeps something else. It is given back, so a client that has waited or listened is again like one that has not.
 */
final class Ticket {
  /** Of 64-bit FNV-1a. */
  private static final long HASH_BASIS = 0xcbf29ce484222325L;
  private static final long HASH_PRIME = 0x100000001b3L;

  private Ticket() {}

  /** The first for {@code what} that is not taken. */
  static long of(String what, LongPredicate isTaken) {
    var hash = HASH_BASIS;
    for (var c : what.toCharArray()) {
      hash = (hash ^ c) * HASH_PRIME;
    }
    var ticket = Identity.ANONYMOUS - 1 - (hash >>> 2);
    while (isTaken.test(ticket)) {
      ticket--;
    }
    return ticket;
  }
}
