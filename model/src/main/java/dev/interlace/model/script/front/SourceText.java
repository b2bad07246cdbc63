package dev.interlace.model.script.front;

import java.util.function.Supplier;

/** The text of a chunk, one character a byte; it may come piece by piece, and then only as far as the grammar asks. */
public final class SourceText {
  private final StringBuilder text = new StringBuilder();
  private final Supplier<String> pieces;
  private boolean isComplete;

  public SourceText(String text) {
    this(() -> "");
    this.text.append(text);
    isComplete = true;
  }

  /** {@code pieces} gives the next piece each time it is asked, and an empty one at the end. */
  public SourceText(Supplier<String> pieces) {
    this.pieces = pieces;
  }

  /** The character at {@code index}, or -1 behind the end. */
  int at(int index) {
    while (index >= text.length() && !isComplete) {
      var piece = pieces.get();
      isComplete = piece.isEmpty();
      text.append(piece);
    }
    return index < text.length() ? text.charAt(index) : -1;
  }
}
