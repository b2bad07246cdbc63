package dev.interlace.model.resp;

import dev.interlace.model.reply.Reply;

/** What a reader found in the bytes it was fed so far. */
public sealed interface Decoded<T> {
  /** One whole value; its bytes are taken from the buffer. */
  record Complete<T>(T value) implements Decoded<T> {}

  /** The bytes fed so far end inside a value, or there are none. */
  record Incomplete<T>() implements Decoded<T> {}

  /** The stream is broken for good: {@code error} is what the peer is told, and the connection can only be closed. */
  record Malformed<T>(Reply.Error error) implements Decoded<T> {}
}
