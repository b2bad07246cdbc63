package dev.interlace.model.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sections of INFO with their fields, in order, as {@code info.txt} has them: what a fresh server answered, but for what belongs to its
 * machine. Values that change are put in by INFO itself.
 */
public final class InfoTemplate {
  private InfoTemplate() {}

  /** @param fields with their initial values; empty for a section whose lines depend on what happened */
  public record Section(String name, Map<String, String> fields) {}

  private static final class Recorded {
    private static final List<Section> SECTIONS = read();
  }

  public static List<Section> sections() {
    return Recorded.SECTIONS;
  }

  private static List<Section> read() {
    var sections = new ArrayList<Section>();
    for (var line : resource().split("\n")) {
      if (line.startsWith("# ")) {
        sections.add(new Section(line.substring(2), new LinkedHashMap<>()));
      } else {
        var colon = line.indexOf(':');
        sections.getLast().fields.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return List.copyOf(sections);
  }

  private static String resource() {
    try (var in = InfoTemplate.class.getResourceAsStream("info.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
