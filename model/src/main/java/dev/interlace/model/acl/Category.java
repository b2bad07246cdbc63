package dev.interlace.model.acl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A category of commands. <b>Order:</b> as ACL CAT lists them, which also decides which of two equally fitting ones a rule is told by. */
public enum Category {
  KEYSPACE,
  READ,
  WRITE,
  SET,
  SORTEDSET,
  LIST,
  HASH,
  STRING,
  BITMAP,
  HYPERLOGLOG,
  GEO,
  STREAM,
  PUBSUB,
  ADMIN,
  FAST,
  SLOW,
  BLOCKING,
  DANGEROUS,
  CONNECTION,
  TRANSACTION,
  SCRIPTING;

  /** In lower case, without the at sign. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The category that is called so, in any case. */
  public static Optional<Category> named(String name) {
    return Arrays.stream(values()).filter(category -> category.name().equalsIgnoreCase(name)).findFirst();
  }
}
