package dev.interlace.model.settings;

/** A parameter cannot take a value; the message is Redis'. */
public final class Refused extends RuntimeException {
  Refused(String message) {
    super(message, null, false, false);
  }
}
