package dev.interlace.model.serve;

import java.io.IOException;

/** A server does not start because it cannot load the data that it finds, or has nowhere to keep them. */
public final class CannotLoad extends IOException {
  CannotLoad(String directory, String reason) {
    super("cannot load what is in " + directory + ": " + reason);
  }
}
