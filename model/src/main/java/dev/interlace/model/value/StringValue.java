package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;

/** A string value. */
public record StringValue(Bytes bytes) implements RedisValue {
  @Override
  public String typeName() {
    return "string";
  }

  @Override
  public RedisValue copy() {
    return this;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public Object canonical() {
    return bytes;
  }

  @Override
  public String toString() {
    return bytes.toQuoted();
  }
}
