package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What FUNCTION DUMP answers: for each library a mark and its code, then version and checksum as DUMP has them. <b>Source:</b> {@code
 * functionDumpCommand} and {@code functionRestoreCommand} in {@code functions.c} of Redis 7.0.
 */
public final class FunctionsPayload {
  private static final int MARK = 245;
  private static final int FOOTER = 10;

  private FunctionsPayload() {}

  /** @param compresses see {@code rdbcompression} in {@code redis.conf} */
  public static Bytes of(Collection<Bytes> libraries, boolean compresses) {
    var out = new RdbOutput(compresses);
    for (var code : libraries) {
      out.raw(MARK);
      out.text(code);
    }
    return DumpPayload.sealed(out);
  }

  /** The codes in a payload that is {@linkplain DumpPayload#isWhole whole}; empty if it holds something else too. */
  public static Optional<List<Bytes>> read(Bytes payload) {
    var in = new RdbInput(payload.slice(0, payload.length() - FOOTER).toByteArray());
    var libraries = new ArrayList<Bytes>();
    try {
      while (!in.isAtEnd()) {
        if (in.raw() != MARK) {
          return Optional.empty();
        }
        libraries.add(in.text());
      }
      return Optional.of(libraries);
    } catch (Malformed malformed) {
      return Optional.empty();
    }
  }
}
