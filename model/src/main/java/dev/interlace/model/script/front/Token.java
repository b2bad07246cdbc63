package dev.interlace.model.script.front;

import dev.interlace.model.script.lua.Num;

/**
 * A token.
 *
 * @param type the word or symbol itself, or one of the constants here; a control character is {@code char(n)}. This is how messages name it
 * @param text the name, or the content of the string
 * @param number the value of a numeral, else 0
 * @param line where it ends
 */
record Token(String type, String text, Num number, int line) {
  static final String NAME = "<name>";
  static final String STRING = "<string>";
  static final String NUMBER = "<number>";
  static final String END = "<eof>";

  boolean is(String other) {
    return type.equals(other);
  }
}
