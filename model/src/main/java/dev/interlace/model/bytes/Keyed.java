package dev.interlace.model.bytes;

/** Something that is found by a byte string; a byte string is found by itself. */
public interface Keyed {
  Bytes key();
}
