package dev.interlace.engine.search;

import java.util.List;

/** The choices of an execution, in order. A scenario and a schedule determine the execution to the byte. */
public record Schedule(List<Choice> choices) {
  public Schedule {
    choices = List.copyOf(choices);
  }

  /** Reads back what {@link #toText} wrote. */
  public static Schedule parse(List<String> text) {
    return new Schedule(text.stream().map(Choice::parse).toList());
  }

  public List<String> toText() {
    return choices.stream().map(Choice::toString).toList();
  }

  @Override
  public String toString() {
    return String.join(", ", toText());
  }
}
