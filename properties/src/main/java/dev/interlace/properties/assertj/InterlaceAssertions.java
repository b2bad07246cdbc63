package dev.interlace.properties.assertj;

import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Report;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;

/** The entry point for static import. */
public final class InterlaceAssertions {
  private InterlaceAssertions() {}

  /** Assertions on what {@link dev.interlace.properties.Interlace#check} answers. */
  public static ReportAssert assertThat(Report<Counterexample<ServerState, Session, Request, Reply, DatabaseView>> report) {
    return new ReportAssert(report);
  }
}
