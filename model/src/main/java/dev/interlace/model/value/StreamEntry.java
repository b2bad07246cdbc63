package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of a stream.
 *
 * @param words field, value, field, value, as XADD had them; a field may occur twice
 */
public record StreamEntry(StreamId id, List<Bytes> words) {
  public StreamEntry {
    words = List.copyOf(words);
  }

  /** The names of the fields, in order. */
  public List<Bytes> names() {
    return everySecond(0);
  }

  /** The values of the fields, in order. */
  public List<Bytes> values() {
    return everySecond(1);
  }

  private List<Bytes> everySecond(int first) {
    var picked = new ArrayList<Bytes>(words.size() / 2);
    for (var i = first; i < words.size(); i += 2) {
      picked.add(words.get(i));
    }
    return picked;
  }

  @Override
  public String toString() {
    return id + " " + words;
  }
}
