package dev.interlace.properties.conformance;

import dev.interlace.engine.system.SystemModel;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;

/** What the real server did with commands that wait, to hold other systems against it. */
public final class RecordedBlocking {
  /** Those who play, and the one who looks at what they left. */
  private static final int CLIENTS = 5;

  private RecordedBlocking() {}

  /** Whether {@code system} agrees with all of it. */
  public static boolean agrees(String family, SystemModel<ServerState, Session, Request, Reply, ?> system) {
    return Recording.read(Conformance.RECORDINGS.resolve(family + ".json")).stream()
        .allMatch(recording -> Conformance.disagreement(recording, system, CLIENTS, family).isEmpty());
  }
}
