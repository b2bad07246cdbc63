package dev.interlace.properties.gallery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The Lua scripts beside this package. */
final class Scripts {
  private Scripts() {}

  static String read(String file) {
    try (var in = Scripts.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no script " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
