package dev.interlace.model.acl;

import dev.interlace.model.bytes.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Passwords are kept as their SHA-256 in 64 lower-case hexadecimal digits. */
final class Passwords {
  private Passwords() {}

  static String hash(Bytes password) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(password.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash that a rule gives: as such behind {@code #} or {@code !}, by its password otherwise. */
  static String hashOfRule(Bytes rule) {
    var text = rule.slice(1, rule.length());
    if (rule.at(0) == '>' || rule.at(0) == '<') {
      return hash(text);
    }
    var hash = text.toLatin1();
    if (!hash.matches("[0-9a-f]{64}")) {
      throw new AclFault(AclFault.BAD_HASH);
    }
    return hash;
  }
}
