package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Keyspace;
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
}
