package dev.interlace.model.resp;

import dev.interlace.model.bytes.Bytes;
import java.util.OptionalLong;

/** Decimal numbers as the protocol writes them. */
final class Numbers {
  private Numbers() {}

  /** As {@code string2ll}: an optional minus, no plus, no blanks, no leading zero; empty if it is none or too large for 64 bits. */
  static OptionalLong parse(Bytes text) {
    var negative = !text.isEmpty() && text.at(0) == '-';
    var first = negative ? 1 : 0;
    var digits = text.length() - first;
    if (digits < 1 || digits > 19 || text.at(first) == '0' && text.length() > 1) {
      return OptionalLong.empty();
    }
    for (var i = first; i < text.length(); i++) {
      if (text.at(i) < '0' || text.at(i) > '9') {
        return OptionalLong.empty();
      }
    }
    try {
      return OptionalLong.of(Long.parseLong(text.toLatin1()));
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }
}
