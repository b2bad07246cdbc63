package dev.interlace.model.resp;

import dev.interlace.model.bytes.Bytes;
import java.util.Arrays;

/** Bytes received and not taken yet. Offsets count from the first byte not taken. */
final class ByteQueue {
  private byte[] data = new byte[256];
  private int start;
  private int end;

  void append(byte[] source, int from, int to) {
    var added = to - from;
    if (end + added > data.length) {
      makeRoom(added);
    }
    System.arraycopy(source, from, data, end, added);
    end += added;
  }

  private void makeRoom(int added) {
    var size = size();
    var target = size + added > data.length ? new byte[Math.max(2 * data.length, size + added)] : data;
    System.arraycopy(data, start, target, 0, size);
    data = target;
    start = 0;
    end = size;
  }

  int size() {
    return end - start;
  }

  byte at(int offset) {
    return data[start + offset];
  }

  /**
   * The offset of the first {@code wanted}, -1 if there is none. A NUL hides all that follows it, because the server looks for line
   * ends with {@code strchr} (Redis 7.0, {@code networking.c}): {@code "GET a\0b\r\n"} is never answered.
   */
  int find(char wanted) {
    for (var i = start; i < end && data[i] != 0; i++) {
      if (data[i] == wanted) {
        return i - start;
      }
    }
    return -1;
  }

  /** The offset of the first CR that has another byte after it, -1 if there is none. */
  int findLineEnd() {
    for (var i = start; i < end - 1; i++) {
      if (data[i] == '\r') {
        return i - start;
      }
    }
    return -1;
  }

  /** Takes {@code length} bytes and drops {@code trailing} more. */
  Bytes take(int length, int trailing) {
    var taken = Bytes.wrap(Arrays.copyOfRange(data, start, start + length));
    skip(length + trailing);
    return taken;
  }

  void skip(int length) {
    start += length;
    if (start == end) {
      start = 0;
      end = 0;
    }
  }
}
