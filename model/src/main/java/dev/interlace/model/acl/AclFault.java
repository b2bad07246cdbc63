package dev.interlace.model.acl;

/** A rule that cannot be applied. Its text is the one of the server, and whoever applies rules catches it. */
public final class AclFault extends RuntimeException {
  static final String UNKNOWN_COMMAND = "Unknown command or category name in ACL";
  static final String SYNTAX = "Syntax error";
  static final String AFTER_ALL_KEYS =
      "Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not have any effect. "
          + "Try 'resetkeys' to start with an empty list of patterns";
  static final String AFTER_ALL_CHANNELS =
      "Adding a pattern after the * pattern (or the 'allchannels' flag) is not valid and does not have any effect. "
          + "Try 'resetchannels' to start with an empty list of channels";
  static final String NO_SUCH_PASSWORD = "The password you are trying to remove from the user does not exist";
  static final String BAD_HASH = "The password hash must be exactly 64 characters and contain only lowercase hexadecimal characters";
  static final String FIRST_ARGUMENT_OF_SUBCOMMAND = "Allowing first-arg of a subcommand is not supported";

  AclFault(String message) {
    super(message, null, false, false);
  }

  boolean isOfUnknownCommand() {
    return getMessage().equals(UNKNOWN_COMMAND);
  }
}
