package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-1 as 40 lower-case hexadecimal digits. */
public final class Sha1 {
  private Sha1() {}

  public static Bytes hex(Bytes content) {
    try {
      return Bytes.latin1(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content.toByteArray())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
