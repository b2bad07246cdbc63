package dev.interlace.engine.program;

/** The connection went down: a fault that the search injected. Whether the request at hand was executed is unknown to the client. */
public final class ConnectionLost extends RuntimeException {
  public ConnectionLost() {
    super("connection lost", null, false, false);
  }
}
