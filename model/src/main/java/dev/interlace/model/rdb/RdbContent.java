package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Keyspace;
import java.util.ArrayList;
import java.util.List;

/**
 * What an RDB file holds.
 *
 * @param libraries the code of each library of functions
 * @param keyspace must not be written any more
 */
public record RdbContent(List<Bytes> libraries, Keyspace keyspace) {
  public static final RdbContent EMPTY = new RdbContent(List.of(), new Keyspace());

  public RdbContent {
    libraries = List.copyOf(libraries);
  }

  /** This beside {@code other}; of a key, or a library, that both hold this one's is left. */
  public RdbContent over(RdbContent other) {
    var all = other.keyspace.fork();
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      for (var entry : keyspace.unordered(database)) {
        all.put(database, entry.key(), entry.value(), entry.expireAtMillis());
      }
    }
    var both = new ArrayList<>(other.libraries);
    libraries.stream().filter(library -> !both.contains(library)).forEach(both::add);
    return new RdbContent(both, all);
  }
}
