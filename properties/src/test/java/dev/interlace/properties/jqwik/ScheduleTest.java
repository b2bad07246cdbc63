package dev.interlace.properties.jqwik;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.DepthFirst;
import dev.interlace.engine.search.RandomWalk;
import dev.interlace.engine.search.Strategy;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.properties.Interlace;
import dev.interlace.properties.RedisScenario;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.replay.Recorder;
import dev.interlace.traces.replay.Replay;
import dev.interlace.traces.replay.Replayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class ScheduleTest {
  /** Not run by the build itself: they fail, as they should. */
  static class Failing {
    @Property(seed = "1")
    void increments(@ForAll Schedule schedule) {
      schedule.check(Shop.CARELESS_INCREMENT);
    }

    @Property(seed = "2")
    void sale(@ForAll Schedule schedule) {
      schedule.check(Shop.CARELESS_SALE);
    }

    @Property(seed = "3")
    void transfer(@ForAll Schedule schedule) {
      schedule.check(Shop.CARELESS_TRANSFER);
    }
  }

  @Test
  void a_failing_property_shrinks_to_the_counterexample_of_every_search_to_the_byte() throws IOException {
    assertSameAsSearches("increments", Shop.CARELESS_INCREMENT, "every increment is counted");
    assertSameAsSearches("sale", Shop.CARELESS_SALE, "stock is never negative");
    assertSameAsSearches("transfer", Shop.CARELESS_TRANSFER, "nobody is overdrawn");
  }

  private static void assertSameAsSearches(String method, RedisScenario scenario, String property) throws IOException {
    var file = Subject.TRACES.resolve(scenario.name().replace(' ', '-')).resolve(property.replace(' ', '-') + ".json");
    Files.deleteIfExists(file);

    var message = failureOf(method);

    var saved = Files.readString(file, UTF_8);
    assertThat(message)
        .contains(scenario.name() + " violates \"" + property + "\"")
        .contains("│ alice")
        .contains("./interlace replay " + file.toAbsolutePath());
    for (var strategy : List.of(new BreadthFirst(false), new BreadthFirst(true), new DepthFirst(false), new RandomWalk(7, 500))) {
      assertThat(bySearch(scenario, property, strategy)).as("%s by %s", scenario.name(), strategy).isEqualTo(saved);
    }
    assertThat(Replayer.replay(TraceFile.read(file))).isInstanceOf(Replay.Reproduced.class);
  }

  private static String bySearch(RedisScenario scenario, String property, Strategy strategy) {
    var verdict = Interlace.check(scenario, Checker.EXHAUSTIVE.with(strategy)).of(property).orElseThrow();
    assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    var smallest = ((Verdict.Violated<Counterexample<ServerState, Session, Request, Reply, DatabaseView>>) verdict).counterexample().orElseThrow();
    assertThat(smallest.notMinimal()).isEmpty();
    return TraceFile.toJson(
        Recorder.record(scenario.name(), property, smallest.sentence(), OptionalLong.empty(), scenario.given(), smallest.execution()));
  }

  @Test
  void a_schedule_without_numbers_is_serial() {
    assertThat(new Schedule(List.of(0, 1, 1, 0)).holds(Shop.CARELESS_INCREMENT)).isFalse();
    assertThat(new Schedule(List.of()).holds(Shop.CARELESS_INCREMENT)).isTrue();
  }

  @Test
  void a_schedule_has_no_negative_numbers() {
    assertThatThrownBy(() -> new Schedule(List.of(-1))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("negative");
  }

  /** What jqwik reports of the failure of a method of {@link Failing}: the message, and all that it prints. */
  private static String failureOf(String method) {
    var failures = new ArrayList<Throwable>();
    var printed = new ByteArrayOutputStream();
    var console = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8)); // a build that succeeds should not show failures
    try {
      LauncherFactory.create().execute(request(method), new TestExecutionListener() {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
          result.getThrowable().ifPresent(failures::add);
        }
      });
    } finally {
      System.setOut(console);
    }
    assertThat(failures).hasSize(1);
    assertThat(printed.toString(UTF_8)).contains("Shrunk Sample").contains("│ alice");
    return failures.getFirst().getMessage();
  }

  private static LauncherDiscoveryRequest request(String method) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectMethod(Failing.class, method, Schedule.class.getName()))
        .build();
  }
}
