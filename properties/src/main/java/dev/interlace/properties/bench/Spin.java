package dev.interlace.properties.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The model checker Spin, if it is installed, on the same workloads in Promela: {@code pan} compiled with {@code -O2}. */
public final class Spin {
  private static final Pattern STATES = Pattern.compile("(\\d+) states, stored");
  private static final Pattern TRANSITIONS = Pattern.compile("(\\d+) transitions");
  private static final double NANOS_A_SECOND = 1e9;

  private final int mostSeconds;

  public Spin(int mostSeconds) {
    this.mostSeconds = mostSeconds;
  }

  /** What Spin came to. */
  public record Run(long states, long transitions, double seconds) {}

  /** Whether {@code spin} and {@code gcc} are on the PATH. */
  public static boolean isInstalled() {
    var folders = Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1);
    return List.of("spin", "gcc").stream()
        .allMatch(name -> List.of(folders).stream().anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(name))));
  }

  /** Searches a workload; empty if it takes too long. @param isReduced whether Spin's partial order reduction is on */
  public Optional<Run> search(Workload workload, int clients, int repeat, boolean isReduced) {
    try {
      var folder = Files.createTempDirectory("interlace-spin");
      try {
        return search(folder, workload, clients, repeat, isReduced);
      } finally {
        try (var files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run spin: " + e.getMessage(), e);
    }
  }

  private Optional<Run> search(Path folder, Workload workload, int clients, int repeat, boolean isReduced) throws IOException {
    try (InputStream source = Spin.class.getResourceAsStream(workload.name() + ".pml")) {
      Files.copy(source, folder.resolve("workload.pml"));
    }
    run(folder, mostSeconds, "spin", "-a", "-o3", "-DN=" + clients, "-DR=" + repeat, "workload.pml");
    var compile = new ArrayList<>(List.of("gcc", "-O2", "-w", "-o", "pan", "pan.c"));
    if (!isReduced) {
      compile.add(2, "-DNOREDUCE");
    }
    run(folder, mostSeconds, compile.toArray(String[]::new));
    var start = System.nanoTime();
    var printed = run(folder, mostSeconds, "./pan", "-m1000000", "-w24");
    var seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
    return printed.map(text -> new Run(number(STATES, text), number(TRANSITIONS, text), seconds));
  }

  private static long number(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("spin printed something else than expected: " + text);
    }
    return Long.parseLong(found.group(1));
  }

  private static Optional<String> run(Path folder, int mostSeconds, String... command) throws IOException {
    var output = folder.resolve("output");
    var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      if (!process.waitFor(mostSeconds, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    return Optional.of(Files.readString(output, StandardCharsets.UTF_8));
  }
}
