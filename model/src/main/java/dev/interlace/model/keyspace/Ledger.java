package dev.interlace.model.keyspace;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.value.MemoryUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the keys of a keyspace take. Those that were written are measured again when somebody asks, and only they. */
final class Ledger {
  /** What its expiry adds to a key. */
  private static final long EXPIRY = 32;

  /** By database. */
  private final List<Book> books = new ArrayList<>();

  /** Of one database; nothing here is ever walked in an order that matters. */
  private static final class Book {
    final Map<Bytes, Long> uses = new HashMap<>();
    final Set<Bytes> written = new LinkedHashSet<>();
    long total;
  }

  Ledger(Keyspace keyspace) {
    for (var i = 0; i < Keyspace.DATABASES; i++) {
      var book = new Book();
      keyspace.unordered(i).forEach(entry -> book.written.add(entry.key()));
      books.add(book);
    }
  }

  void written(int database, Bytes key) {
    books.get(database).written.add(key);
  }

  void cleared(int database) {
    books.set(database, new Book());
  }

  void swapped(int first, int second) {
    books.set(first, books.set(second, books.get(first)));
  }

  /** In bytes. */
  long total(Keyspace keyspace) {
    var total = 0L;
    for (var i = 0; i < Keyspace.DATABASES; i++) {
      total += total(books.get(i), keyspace, i);
    }
    return total;
  }

  private static long total(Book book, Keyspace keyspace, int database) {
    for (var key : book.written) {
      var entry = keyspace.find(database, key);
      var before = entry == null ? book.uses.remove(key) : book.uses.put(key, use(entry));
      book.total += (entry == null ? 0 : book.uses.get(key)) - (before == null ? 0 : before);
    }
    book.written.clear();
    return book.total;
  }

  private static long use(Entry entry) {
    return MemoryUse.of(entry.key(), entry.value(), MemoryUse.USUAL_SAMPLES) + (entry.hasExpiry() ? EXPIRY : 0);
  }
}
