package dev.interlace.properties.serve;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test of a class a server of its own. */
final class ServerOfEach implements BeforeEachCallback, AfterEachCallback {
  private RunningServer server;

  @Override
  public void beforeEach(ExtensionContext test) {
    server = RunningServer.start();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    server.close();
  }

  int port() {
    return server.port();
  }
}
