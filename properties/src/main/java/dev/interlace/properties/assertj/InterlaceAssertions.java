package dev.interlace.properties.assertj;

import dev.interlace.properties.RedisReport;

/** The entry point for static import. */
public final class InterlaceAssertions {
  private InterlaceAssertions() {}

  /** Assertions on what {@link dev.interlace.properties.Interlace#check} answers. */
  public static ReportAssert assertThat(RedisReport report) {
    return new ReportAssert(report);
  }
}
