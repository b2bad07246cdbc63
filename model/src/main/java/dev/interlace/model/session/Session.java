package dev.interlace.model.session;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.KeyChange;
import java.util.List;

/**
 * One connection as the server knows it.
 *
 * @param database the selected one, from 0
 * @param protocol 2 or 3
 * @param name as CLIENT SETNAME gave it, else empty
 * @param sleepsUntilMillis when the client's own pause ends, in milliseconds since the epoch, or {@link Entry#NEVER} while it does
 *     not sleep
 */
public record Session(int database, Transaction transaction, Watches watches, int protocol, Bytes name, long sleepsUntilMillis) {
  public static final Session FRESH = new Session(0, Transaction.NONE, Watches.NONE, 2, Bytes.EMPTY, Entry.NEVER);

  public Session withDatabase(int selected) {
    return new Session(selected, transaction, watches, protocol, name, sleepsUntilMillis);
  }

  public Session withTransaction(Transaction next) {
    return new Session(database, next, watches, protocol, name, sleepsUntilMillis);
  }

  public Session withWatches(Watches next) {
    return next == watches ? this : new Session(database, transaction, next, protocol, name, sleepsUntilMillis);
  }

  public Session withProtocol(int next) {
    return new Session(database, transaction, watches, next, name, sleepsUntilMillis);
  }

  public Session withName(Bytes next) {
    return new Session(database, transaction, watches, protocol, next, sleepsUntilMillis);
  }

  public Session sleepingUntil(long millis) {
    return new Session(database, transaction, watches, protocol, name, millis);
  }

  /** The session after keys changed, in the order of {@code changes}. */
  public Session after(List<KeyChange> changes) {
    var next = watches;
    for (var change : changes) {
      next = next.after(change);
    }
    return withWatches(next);
  }

  public boolean isInTransaction() {
    return !(transaction instanceof Transaction.None);
  }
}
