package dev.interlace.properties.structure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reads the sources as text and refuses what the rules of the house refuse. */
class TidyTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST_FILE = 500;
  private static final int LONGEST_LINE = 160;

  /** What takes time, randomness, order, charset or locale from somewhere else than the engine. */
  private static final Map<String, Pattern> BANNED = banned();

  private static Map<String, Pattern> banned() {
    var banned = new TreeMap<String, Pattern>();
    banned.put("clock", Pattern.compile("System\\.(currentTimeMillis|nanoTime)|Instant\\.now|LocalDate(Time)?\\.now|Clock\\.system"));
    banned.put("randomness", Pattern.compile("Math\\.random|new Random\\(|ThreadLocalRandom|SecureRandom|UUID\\.randomUUID"));
    banned.put("order", Pattern.compile("identityHashCode|new HashSet<|\\bSet\\.of\\(|\\bMap\\.of\\(|Collectors\\.toSet|parallelStream|\\.parallel\\(\\)"));
    banned.put("charset", Pattern.compile("\\.getBytes\\(\\)|new String\\([a-z]+\\)|new InputStreamReader\\([^,]+\\)"));
    banned.put("locale", Pattern.compile("String\\.format\\((?!Locale)|\\.toLowerCase\\(\\)\\.|\\.formatted\\("));
    banned.put("threads", Pattern.compile("new Thread\\(|Thread\\.(of|start)|Executors\\.|CompletableFuture|ForkJoinPool"));
    return banned;
  }

  @Test
  void engine_model_and_traces_take_nothing_from_outside() {
    var found = new ArrayList<String>();
    for (var module : List.of("engine", "model", "traces")) {
      for (var file : sources(module, "main")) {
        if (!file.toString().contains("/oracle/")) { // talks to a real server, which is outside
          findBanned(file, found);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /** The clock of a server on a port is the one place that may ask for the time of day, and the crew of a search the one that may have threads. */
  private static boolean isAllowed(String rule, Path file) {
    return rule.equals("clock") && file.endsWith(Path.of("dev", "interlace", "model", "serve", "ServerClock.java"))
        || rule.equals("threads") && file.endsWith(Path.of("dev", "interlace", "engine", "parallel", "Crew.java"));
  }

  private static void findBanned(Path file, List<String> found) {
    var lines = read(file);
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (!line.startsWith("*") && !line.startsWith("//") && !line.startsWith("/*")) {
        for (var rule : BANNED.entrySet()) {
          if (rule.getValue().matcher(line).find() && !isAllowed(rule.getKey(), file)) {
            found.add(rule.getKey() + ": " + ROOT.relativize(file) + ":" + (i + 1) + " " + line);
          }
        }
      }
    }
  }

  @Test
  void no_file_holds_two_ideas() {
    assertThat(allSources("main").stream().filter(file -> read(file).size() > LONGEST_FILE).map(ROOT::relativize)).isEmpty();
  }

  @Test
  void lines_fit_a_screen() {
    var found = new ArrayList<String>();
    for (var file : allSources("main")) {
      var lines = read(file);
      for (var i = 0; i < lines.size(); i++) {
        if (lines.get(i).length() > LONGEST_LINE) {
          found.add(ROOT.relativize(file) + ":" + (i + 1));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void every_package_says_what_lives_there() {
    assertThat(allSources("main").stream().map(Path::getParent).distinct().filter(folder -> !Files.exists(folder.resolve("package-info.java"))))
        .isEmpty();
  }

  @Test
  void nothing_is_unfinished_or_skipped() {
    var unfinished = Pattern.compile("@Disable" + "d|@Ignor" + "e|TO" + "DO|FIX" + "ME|\\bX" + "XX\\b|assumeTr" + "ue");
    var found = new ArrayList<String>();
    for (var set : List.of("main", "test")) {
      for (var file : allSources(set)) {
        for (var line : read(file)) {
          if (unfinished.matcher(line).find()) {
            found.add(ROOT.relativize(file) + ": " + line.strip());
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<Path> allSources(String set) {
    var all = new ArrayList<Path>();
    for (var module : List.of("engine", "model", "traces", "properties")) {
      all.addAll(sources(module, set));
    }
    assertThat(all).isNotEmpty();
    return all;
  }

  private static List<Path> sources(String module, String set) {
    try (var files = Files.walk(ROOT.resolve(module).resolve("src").resolve(set).resolve("java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
