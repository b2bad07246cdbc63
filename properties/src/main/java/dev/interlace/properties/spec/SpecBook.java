package dev.interlace.properties.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The specs that ship with Interlace, in reading order. */
public final class SpecBook {
  private static final List<String> FILES = List.of("transactions.md", "claims.md", "watch.md", "blocking.md", "quirks.md", "acl.md");

  private SpecBook() {}

  /** The file names, each a resource beside this class. */
  public static List<String> files() {
    return FILES;
  }

  /** The chapters of one of {@link #files()}. */
  public static List<Chapter> chapters(String file) {
    return SpecReader.read(file, text(file));
  }

  /** The Markdown of one of {@link #files()}. */
  public static String text(String file) {
    try (var in = SpecBook.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no such spec: " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
