package dev.interlace.properties.soundness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same input gives the same bytes, whatever the Java, its hash codes, its language and its compiler. */
class DeterminismTest {
  private static final int OLDEST_JAVA = 21;

  @Test
  void every_java_writes_the_same_bytes(@TempDir Path folder) throws IOException, InterruptedException {
    var here = Path.of(System.getProperty("java.home"));
    var truth = run(here, folder.resolve("plain"), List.of());
    var runs = new TreeMap<String, Map<String, String>>();
    runs.put("hash codes 0, Turkish", run(here, folder.resolve("0"),
        List.of("-XX:hashCode=0", "-Duser.language=tr", "-Duser.country=TR", "-Dfile.encoding=ISO-8859-9", "-Duser.timezone=Asia/Kathmandu")));
    runs.put("hash codes 2, Arabic digits, first compiler", run(here, folder.resolve("2"),
        List.of("-XX:hashCode=2", "-Duser.language=ar", "-Duser.country=EG", "-Dfile.encoding=UTF-16", "-XX:TieredStopAtLevel=1")));
    runs.put("hash codes 5, serial collector", run(here, folder.resolve("5"), List.of("-XX:hashCode=5", "-XX:+UseSerialGC")));
    runs.put("three threads", run(here, folder.resolve("threads"), List.of("-Dinterlace.threads=3")));
    var others = otherJavas(here);
    for (var other : others) {
      runs.put(other.toString(), run(other, folder.resolve("other" + others.indexOf(other)), List.of()));
    }

    System.out.println("determinism: " + truth.size() + " files of " + truth.values().stream().mapToInt(String::length).sum()
        + " characters, the same in " + (runs.size() + 1) + " runs; other Javas: " + others);
    assertThat(truth).hasSizeGreaterThan(100);
    runs.forEach((name, found) -> assertThat(found).as(name).isEqualTo(truth));
  }

  @Test
  void a_hash_code_that_leaks_is_noticed(@TempDir Path folder) throws IOException, InterruptedException {
    var here = Path.of(System.getProperty("java.home"));
    var constant = run(here, folder.resolve("2"), List.of("-XX:hashCode=2"), "leak");
    var usual = run(here, folder.resolve("5"), List.of("-XX:hashCode=5"), "leak");
    assertThat(usual).isNotEqualTo(constant);
  }

  /** The files that a Java writes, by name. */
  private static Map<String, String> run(Path java, Path folder, List<String> options, String... arguments) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var log = folder.resolveSibling(folder.getFileName() + ".log");
    var command = new ArrayList<>(List.of(java.resolve("bin").resolve("java").toString(), "-XX:+UnlockExperimentalVMOptions", "-Xmx512m"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), DeterminismProbe.class.getName(), folder.toString()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var hasEnded = process.waitFor(5, TimeUnit.MINUTES);
    process.destroy();
    assertThat(hasEnded).as("%s", command).isTrue();
    assertThat(process.exitValue()).as("%s: %s", command, Files.readString(log, UTF_8)).isZero();
    return read(folder);
  }

  private static Map<String, String> read(Path folder) throws IOException {
    var files = new TreeMap<String, String>();
    try (var found = Files.walk(folder)) {
      for (var file : found.filter(Files::isRegularFile).sorted().toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file, UTF_8));
      }
    }
    return files;
  }

  /** One for each other version that is new enough and lies where Javas usually lie. */
  private static List<Path> otherJavas(Path here) throws IOException {
    var byVersion = new TreeMap<Integer, Path>();
    var roots = new ArrayList<>(List.of(Path.of("/usr/lib/jvm"), Path.of(System.getProperty("user.home"), ".sdkman/candidates/java")));
    Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).map(Path::getParent).ifPresent(roots::add);
    for (var root : roots) {
      if (Files.isDirectory(root)) {
        try (var homes = Files.list(root)) {
          for (var home : homes.sorted().toList()) {
            version(home).filter(version -> version >= OLDEST_JAVA).ifPresent(version -> byVersion.putIfAbsent(version, home));
          }
        }
      }
    }
    version(here).ifPresent(byVersion::remove);
    return List.copyOf(byVersion.values());
  }

  private static Optional<Integer> version(Path home) throws IOException {
    var release = home.resolve("release");
    if (!Files.exists(release)) {
      return Optional.empty();
    }
    return Arrays.stream(Files.readString(release, UTF_8).split("\n"))
        .filter(line -> line.startsWith("JAVA_VERSION=\""))
        .map(line -> Integer.parseInt(line.substring(14).split("[.\"]")[0]))
        .findFirst();
  }
}
