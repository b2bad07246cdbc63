package dev.interlace.properties.spec;

/** A spec that cannot be read: the author's mistake, with file and line. */
public final class MalformedSpec extends RuntimeException {
  MalformedSpec(String file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }
}
