package dev.interlace.properties.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.check.Checker;
import dev.interlace.properties.Interlace;
import dev.interlace.properties.Traces;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.oracle.OracleServer;
import dev.interlace.traces.replay.Confirmation;
import dev.interlace.traces.replay.Confirmer;
import dev.interlace.traces.replay.Replay;
import dev.interlace.traces.replay.Replayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The saved traces: one for each violation in the gallery, the same to the byte as what the search finds today. */
class CorpusTest {
  private static final Path CORPUS = Path.of("../traces/corpus");
  private static final String REFRESH = "; if the change is meant: ./interlace demo --traces traces/corpus";

  @Test
  void the_corpus_holds_what_the_search_finds_and_nothing_else() {
    var found = new TreeMap<String, String>();
    for (var exhibit : Gallery.exhibits()) {
      for (var trace : Interlace.check(exhibit.scenario(), Checker.REDUCED.withoutSelfCheck()).traces(exhibit.name())) {
        found.put(Traces.fileName(trace).toString(), TraceFile.toJson(trace));
      }
    }
    var kept = new TreeMap<String, String>();
    files().forEach(file -> kept.put(CORPUS.relativize(file).toString(), read(file)));
    assertThat(kept.keySet()).as("names of the saved traces" + REFRESH).isEqualTo(found.keySet());
    found.forEach((name, json) -> assertThat(kept.get(name)).as(name + REFRESH).isEqualTo(json));
  }

  @TestFactory
  Stream<DynamicTest> every_saved_trace_happens_again() {
    return files().stream().map(file -> DynamicTest.dynamicTest(CORPUS.relativize(file).toString(), () ->
        assertThat(Replayer.replay(TraceFile.read(file))).isInstanceOf(Replay.Reproduced.class)));
  }

  @Test
  void the_real_server_confirms_every_saved_trace_that_can_be_played_on_it() {
    var redis = OracleServer.find();
    if (redis.isEmpty()) {
      System.out.println("saved traces were not confirmed: " + OracleServer.ABSENT);
      return;
    }
    var confirmed = 0;
    try (var server = OracleServer.start(redis.get(), List.of())) {
      for (var file : files()) {
        switch (Confirmer.confirm(TraceFile.read(file), redis.get(), server.address())) {
          case Confirmation.Confirmed yes -> confirmed++;
          case Confirmation.Different no -> throw new AssertionError(file + ": " + no);
          case Confirmation.NotPossible unknown -> System.out.println(file + ": " + unknown);
        }
      }
    }
    System.out.println(confirmed + " of " + files().size() + " saved traces confirmed on a real server");
    assertThat(confirmed).isGreaterThan(files().size() * 9 / 10);
  }

  private static List<Path> files() {
    try (var files = Files.walk(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
