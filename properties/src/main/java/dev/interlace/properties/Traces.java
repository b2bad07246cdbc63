package dev.interlace.properties;

import dev.interlace.engine.property.Counterexample;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.render.Diagram;
import dev.interlace.traces.replay.Recorder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** Counterexamples as traces, and what their files are called. */
public final class Traces {
  /** Where tests save what they find, relative to the folder they run in: their module's. */
  public static final Path FOLDER = Path.of("target", "interlace");

  /** Words, and between them nothing that makes a difference. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]+(( [=+] |[ ,.'_-]+)[A-Za-z0-9]+)*");
  private static final int LONGEST_NAME = 100;

  private Traces() {}

  /** @param name by which the scenario can be found again, such as {@code P2/as-written} */
  public static Trace of(
      String name, RedisScenario scenario, Counterexample<ServerState, Session, Request, Reply, DatabaseView> counterexample) {
    var doubt = counterexample.notMinimal().map(why -> " (perhaps not the smallest: " + why + ")").orElse("");
    var sentence = counterexample.sentence() + doubt;
    return Recorder.record(
        name, counterexample.property(), sentence, OptionalLong.empty(), scenario.system(), counterexample.execution(),
        counterexample.repeatsFrom());
  }

  /** Saves {@code trace} in {@link #FOLDER} and draws it, with the line that replays it. */
  public static String saveAndDraw(Trace trace) {
    var file = FOLDER.resolve(fileName(trace));
    TraceFile.write(trace, file);
    return Diagram.of(trace, "./interlace replay " + file.toAbsolutePath());
  }

  /**
   * A relative path made of the scenario's name and the property, such as {@code P2/as-written/stock-is-never-negative.json}. Where a name has signs that
   * tell it from others and cannot be in the name of a file, or is very long, a checksum of it follows.
   */
  public static Path fileName(Trace trace) {
    var folder = Path.of("");
    for (var part : trace.scenario().split("/")) {
      folder = folder.resolve(slug(part, false));
    }
    return folder.resolve(slug(trace.property(), true) + ".json");
  }

  private static String slug(String text, boolean isLower) {
    var plain = (isLower ? text.toLowerCase(Locale.ROOT) : text).replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    return PLAIN.matcher(text).matches() && plain.length() <= LONGEST_NAME ? plain : shortened(plain) + checksum(text);
  }

  private static String shortened(String plain) {
    return plain.isEmpty() ? "" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME)) + "-";
  }

  private static String checksum(String text) {
    var sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }
}
