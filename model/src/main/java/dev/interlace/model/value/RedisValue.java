package dev.interlace.model.value;

/**
 * A value of one of Redis' types.
 *
 * <p>Equality is by all that a client could observe, so it includes the order in which a small hash answers its fields;
 * {@link #canonical()} is equal for values that differ only in an order that Redis does not promise.
 */
public sealed interface RedisValue permits StringValue, ListValue, HashValue, SetValue, SortedSetValue, StreamValue {
  /** The name that TYPE answers. */
  String typeName();

  /** The representation that OBJECT ENCODING answers. */
  String encoding();

  /** From now on these are the sizes at which the representation changes; what it has is kept. Not part of the value's identity. */
  void use(Thresholds thresholds);

  /** An equal value that shares nothing mutable with this one. */
  RedisValue copy();

  /** Whether nothing is left in it, so that its key must go. Never true of a string or a stream. */
  boolean isEmpty();

  /** The content as JDK values with order-free equality where Redis promises no order. */
  Object canonical();
}
