package dev.interlace.model.acl;

import dev.interlace.model.bytes.Bytes;

/** A pattern of keys and what may be done with them. */
public record KeyPattern(Bytes pattern, boolean mayRead, boolean mayWrite) {
  /**
   * Reads {@code ~p}, {@code %R~p}, {@code %W~p}, {@code %RW~p}. As Redis does, it takes {@code %R} for {@code %R~}.
   */
  static KeyPattern parse(Bytes rule) {
    if (rule.at(0) == '~') {
      return checked(new KeyPattern(rule.slice(1, rule.length()), true, true));
    }
    var mayRead = false;
    var mayWrite = false;
    for (var at = 1; at < rule.length(); at++) {
      var letter = Character.toUpperCase((char) rule.at(at));
      if (letter == 'R' && !mayRead) {
        mayRead = true;
      } else if (letter == 'W' && !mayWrite) {
        mayWrite = true;
      } else if (letter == '~' && (mayRead || mayWrite)) {
        return checked(new KeyPattern(rule.slice(at + 1, rule.length()), mayRead, mayWrite));
      } else {
        throw new AclFault(AclFault.SYNTAX);
      }
    }
    if (!mayRead && !mayWrite) {
      throw new AclFault(AclFault.SYNTAX);
    }
    return new KeyPattern(Bytes.EMPTY, mayRead, mayWrite);
  }

  private static KeyPattern checked(KeyPattern parsed) {
    if (Selector.hasBlank(parsed.pattern)) {
      throw new AclFault(AclFault.SYNTAX);
    }
    return parsed;
  }

  /** May do what either may. */
  KeyPattern or(KeyPattern other) {
    return new KeyPattern(pattern, mayRead || other.mayRead, mayWrite || other.mayWrite);
  }

  /** As ACL LIST shows it. */
  Bytes text() {
    var rights = mayRead && mayWrite ? "~" : mayRead ? "%R~" : "%W~";
    return Bytes.of(rights).concat(pattern);
  }
}
