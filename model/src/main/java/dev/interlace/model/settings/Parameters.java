package dev.interlace.model.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every parameter of Redis 7.0.15, as {@code parameters.txt} records it.
 *
 * <p>A line is a name, who may change it, its kind, and behind an equals sign its initial value; or an old name, {@code alias} and the
 * name that is used now. The file is recorded anew by {@code ParameterConformanceTest}.
 */
public final class Parameters {
  private static final SortedMap<String, Parameter> BY_NAME = read();

  private Parameters() {}

  /** @param name in lower case, old or not */
  public static Optional<Parameter> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** @throws IllegalArgumentException if Redis has no such parameter */
  public static Parameter get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("Redis has no parameter " + name));
  }

  /** By name, old names among them. */
  public static Collection<Parameter> all() {
    return Collections.unmodifiableCollection(BY_NAME.values());
  }

  private static SortedMap<String, Parameter> read() {
    var all = new TreeMap<String, Parameter>();
    var lines = resource().split("\n");
    for (var line : lines) {
      if (!line.contains(" alias ")) {
        var parameter = parse(line);
        all.put(parameter.name(), parameter);
      }
    }
    for (var line : lines) {
      var words = line.split(" ");
      if (words[1].equals("alias")) {
        var current = all.get(words[2]);
        all.put(words[0], new Parameter(words[0], current.name(), current.access(), current.kind(), current.initial()));
      }
    }
    return all;
  }

  private static String resource() {
    try (var in = Parameters.class.getResourceAsStream("parameters.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Parameter parse(String line) {
    var equals = line.indexOf(" = ");
    var words = line.substring(0, equals).split(" ");
    var access = Parameter.Access.valueOf(words[1].toUpperCase(Locale.ROOT));
    return new Parameter(words[0], words[0], access, kind(words), line.substring(equals + 3));
  }

  private static Kind kind(String[] words) {
    return switch (words[2]) {
      case "yesno" -> new Kind.YesNo();
      case "choice" -> new Kind.Choice(List.of(words).subList(3, words.length));
      case "choices" -> new Kind.Choices(List.of(words).subList(3, words.length));
      case "integer" -> new Kind.Whole(Long.parseLong(words[3]), Long.parseLong(words[4]));
      case "memory" -> new Kind.Memory(Long.parseUnsignedLong(words[3]), Long.parseUnsignedLong(words[4]));
      case "percent" -> new Kind.MemoryOrPercent();
      case "text" -> new Kind.Text();
      default -> OwnKinds.of(words[0]);
    };
  }
}
