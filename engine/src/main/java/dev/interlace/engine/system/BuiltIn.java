package dev.interlace.engine.system;

/** Names of the properties that need no specification; but for the last they are on unless switched off. */
public final class BuiltIn {
  public static final String SERIALIZABLE = "serializable";
  public static final String NO_PARTIAL_EFFECT = "no partial effect";
  public static final String NO_CLIENT_DIES = "no client dies";
  public static final String NO_DEADLOCK = "no deadlock";

  /** Judged only where a scenario asks for it: many a system promises less. */
  public static final String NO_LOST_WRITE = "no acknowledged write is lost";

  private BuiltIn() {}
}
