package dev.interlace.model.serve;

/** A configuration that no server can be started with; the message says where it is wrong and why. */
public final class ConfigFault extends RuntimeException {
  ConfigFault(String where, String what, String why) {
    super(where + ": '" + what + "': " + why, null, false, false);
  }
}
