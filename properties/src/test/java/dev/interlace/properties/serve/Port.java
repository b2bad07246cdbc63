package dev.interlace.properties.serve;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A server as a trial sees it.
 *
 * @param patienceMillis how long a client waits for what it is owed before it gives up
 */
record Port(InetSocketAddress address, int patienceMillis) {
  RawClient connect() throws IOException {
    return RawClient.connect(address, patienceMillis);
  }

  /** What comes in answer to {@code request} until the connection ends; the client has nothing more to say. */
  String exchange(String request) throws IOException {
    try (var client = connect()) {
      return client.send(request).halfClose().receiveAll();
    }
  }
}
