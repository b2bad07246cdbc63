package dev.interlace.properties.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers that something could not be written, which a {@link java.io.PrintWriter} keeps to itself. */
final class WatchedOutput extends FilterOutputStream {
  private static final String NO_READER = "Broken pipe";

  private @Nullable IOException failure;

  WatchedOutput(OutputStream target) {
    super(target);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    try {
      out.write(data, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Why not everything was written; empty if it was, or if nobody wanted to read on. */
  Optional<String> complaint() {
    return Optional.ofNullable(failure).map(IOException::getMessage).filter(reason -> !reason.equals(NO_READER));
  }
}
