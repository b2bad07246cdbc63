package dev.interlace.model.acl;

import java.util.Locale;

/** What a user lacks. <b>Order:</b> of several the last outweighs the others. */
public enum Reason {
  COMMAND,
  KEY,
  AUTH,
  CHANNEL;

  /** As ACL LOG shows it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
