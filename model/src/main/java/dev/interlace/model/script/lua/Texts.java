package dev.interlace.model.script.lua;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A string under construction, charged to the script's budget and bounded in size. */
public final class Texts {
  /**
   * The longest string a script may make, in bytes.
   *
   * <p><b>Deviation:</b> Redis' Lua has no bound but memory.
   */
  public static final int MAX_LENGTH = 64 * 1024 * 1024;

  private final Call call;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public Texts(Call call) {
    this.call = call;
  }

  public Texts add(byte[] data, int from, int to) {
    call.charge((to - from) >> 3);
    if ((long) out.size() + to - from > MAX_LENGTH) {
      throw call.error("not enough memory");
    }
    out.write(data, from, to - from);
    return this;
  }

  public Texts add(Str text) {
    return add(text.data(), 0, text.length());
  }

  public Texts add(String latin1) {
    var data = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return add(data, 0, data.length);
  }

  public Texts add(int oneByte) {
    out.write(oneByte);
    return this;
  }

  public int length() {
    return out.size();
  }

  public Str toStr() {
    return Str.wrap(out.toByteArray());
  }
}
