package dev.interlace.model.serve;

import java.net.InetAddress;
import java.util.List;

/**
 * How a server listens, and what it takes time and randomness from.
 *
 * @param addresses where to listen; not empty
 * @param port 0 stands for any free one
 * @param seed where all the server's randomness comes from
 * @param isVirtual whether time stands still until everybody waits for it
 */
public record ServeOptions(List<InetAddress> addresses, int port, long seed, boolean isVirtual) {
  public ServeOptions {
    addresses = List.copyOf(addresses);
  }
}
