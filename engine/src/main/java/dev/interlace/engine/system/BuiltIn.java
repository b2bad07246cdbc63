package dev.interlace.engine.system;

/** Names of the properties that need no specification and are on unless switched off. */
public final class BuiltIn {
  public static final String SERIALIZABLE = "serializable";
  public static final String NO_PARTIAL_EFFECT = "no partial effect";
  public static final String NO_CLIENT_DIES = "no client dies";
  public static final String NO_DEADLOCK = "no deadlock";

  private BuiltIn() {}
}
