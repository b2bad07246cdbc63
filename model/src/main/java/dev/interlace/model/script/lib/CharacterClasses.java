package dev.interlace.model.script.lib;

/** The classes {@code %a}, {@code %d} and so on, in the C locale; a capital letter is the complement, anything else stands for itself. */
final class CharacterClasses {
  private CharacterClasses() {}

  static boolean contains(int name, int c) {
    var lower = name >= 'A' && name <= 'Z' ? name + 32 : name;
    var isMember = switch (lower) {
      case 'a' -> isLetter(c);
      case 'c' -> c < 0x20 || c == 0x7f;
      case 'd' -> isDigit(c);
      case 'l' -> c >= 'a' && c <= 'z';
      case 'p' -> c > 0x20 && c < 0x7f && !isLetter(c) && !isDigit(c);
      case 's' -> c == ' ' || c >= '\t' && c <= '\r';
      case 'u' -> c >= 'A' && c <= 'Z';
      case 'w' -> isLetter(c) || isDigit(c);
      case 'x' -> isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
      case 'z' -> c == 0;
      default -> {
        lower = name;
        yield name == c;
      }
    };
    return isMember != (lower != name);
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
