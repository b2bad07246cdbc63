package dev.interlace.properties.spec;

import java.util.Optional;

/**
 * How a chapter went on one target.
 *
 * @param compared replies that were as written, before the first that was not
 * @param skipped blocks left out because they are for real servers only
 */
public record ChapterResult(Chapter chapter, String target, int compared, int skipped, Optional<Mismatch> mismatch) {
  /** The first reply that differs from the transcript; it ends the chapter, because all that follows may follow from it. */
  public record Mismatch(String file, String target, Step step, String expected, String actual) {
    /** For people: where, the command, and the two replies as a diff. */
    @Override
    public String toString() {
      return file + ":" + step.line() + ": " + target + " answers otherwise\n"
          + marked("  ", step.text()) + marked("- ", expected) + marked("+ ", actual);
    }

    private static String marked(String mark, String text) {
      return mark + text.replace("\n", "\n" + mark) + "\n";
    }
  }
}
