package dev.interlace.properties.conformance;

import dev.interlace.engine.system.SystemModel;
import dev.interlace.model.reply.NoVerdict;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What the real server answered, to hold other systems against it. */
public final class RecordedAnswers {
  /** Those who play, and the one who looks at what they left. */
  private static final int CLIENTS = 5;
  private static final List<String> LIVELY = List.of("everything", "settings", Campaign.FOUND);
  private static final SortedMap<String, SortedMap<String, String>> CONFIGURATIONS = new TreeMap<>();

  static {
    CONFIGURATIONS.put("notifications", new TreeMap<>(NotificationConformanceTest.EVERYTHING));
  }

  private RecordedAnswers() {}

  /** Whether what {@code tamper} makes of the model agrees with all of it. */
  public static boolean agrees(String family, Function<RedisSystem, SystemModel<ServerState, Session, Request, Reply, ?>> tamper) {
    var configuration = CONFIGURATIONS.getOrDefault(family, new TreeMap<>());
    return Recording.read(Conformance.RECORDINGS.resolve(family + ".json")).stream().allMatch(recording -> {
      try {
        return Conformance.disagreement(recording, tamper::apply, configuration, CLIENTS, LIVELY.contains(family), family).isEmpty();
      } catch (NoVerdict noVerdict) {
        return true;
      }
    });
  }
}
