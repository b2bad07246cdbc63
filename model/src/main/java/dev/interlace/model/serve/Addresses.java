package dev.interlace.model.serve;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** Socket addresses as CLIENT LIST prints them. <b>Source:</b> {@code formatAddr} and {@code inet_ntop}. */
final class Addresses {
  private Addresses() {}

  /** {@code 127.0.0.1:6379} or {@code [::1]:6379}. */
  static String text(InetSocketAddress address) {
    return switch (address.getAddress()) {
      case Inet6Address six -> "[" + shortened(six) + "]:" + address.getPort();
      default -> address.getAddress().getHostAddress() + ":" + address.getPort();
    };
  }

  /** Groups in hex without leading zeros, the longest run of at least two zero groups as {@code ::}. */
  private static String shortened(Inet6Address address) {
    var bytes = address.getAddress();
    var groups = new String[8];
    for (var i = 0; i < 8; i++) {
      groups[i] = Integer.toHexString((bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff);
    }
    var from = 0;
    var to = 0;
    for (var i = 0; i < 8; i++) {
      var end = i;
      while (end < 8 && groups[end].equals("0")) {
        end++;
      }
      if (end - i > Math.max(1, to - from)) {
        from = i;
        to = end;
      }
    }
    return to == from ? joined(groups, 0, 8) : joined(groups, 0, from) + "::" + joined(groups, to, 8);
  }

  private static String joined(String[] groups, int from, int to) {
    return String.join(":", Arrays.copyOfRange(groups, from, to));
  }
}
