package dev.interlace.engine.state;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A growing list of objects.
 *
 * <p><b>Threads:</b> as of an {@link IntLog}.
 */
public final class ObjectLog<T> {
  private Object[] data = new Object[16];
  private int size;

  /** Appends {@code value} and returns its index. */
  public int add(T value) {
    if (size == data.length) {
      var grown = Arrays.copyOf(data, size * 2);
      VarHandle.storeStoreFence(); // nobody may see the new array before what is in it
      data = grown;
    }
    data[size] = value;
    return size++;
  }

  @SuppressWarnings("unchecked") // nothing else is put in
  public T get(int index) {
    return (T) data[index];
  }

  public int size() {
    return size;
  }
}
