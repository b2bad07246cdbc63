package dev.interlace.model.script.lua;

/** A bare C pointer. Scripts meet exactly one, the null pointer that {@code cjson} uses for JSON's null. */
public final class LightUserdata extends Value {
  public static final LightUserdata NULL = new LightUserdata();

  private LightUserdata() {}

  @Override
  public String toString() {
    return "userdata: (nil)";
  }
}
