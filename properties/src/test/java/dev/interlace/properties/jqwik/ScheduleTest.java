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
import dev.interlace.properties.Traces;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.replay.Replay;
import dev.interlace.traces.replay.Replayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
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
      schedule.check(Rooms.INCREMENT);
    }

    @Property(seed = "2")
    void deduction(@ForAll Schedule schedule) {
      schedule.check(Rooms.DEDUCTION);
    }

    @Property(seed = "3")
    void twoBuyers(@ForAll Schedule schedule) {
      schedule.check(Rooms.TWO_BUYERS);
    }
  }

  @Test
  void a_failing_property_shrinks_to_the_counterexample_of_every_search_to_the_byte() throws IOException {
    assertSameAsSearches("increments", Rooms.INCREMENT, "every increment is counted");
    assertSameAsSearches("deduction", Rooms.DEDUCTION, "stock is never negative");
    assertSameAsSearches("twoBuyers", Rooms.TWO_BUYERS, "stock is never negative");
  }

  private static void assertSameAsSearches(String method, RedisScenario scenario, String property) throws IOException {
    var file = Traces.FOLDER.resolve(Traces.fileName(bySearch(scenario, property, new BreadthFirst(false))));
    Files.deleteIfExists(file);

    var message = failureOf(method);

    var saved = Files.readString(file, UTF_8);
    assertThat(message)
        .contains(scenario.name() + " violates \"" + property + "\"")
        .contains("│ alice")
        .contains("./interlace replay " + file.toAbsolutePath());
    for (var strategy : List.of(new BreadthFirst(false), new BreadthFirst(true), new DepthFirst(false), new RandomWalk(7, 500))) {
      assertThat(TraceFile.toJson(bySearch(scenario, property, strategy))).as("%s by %s", scenario.name(), strategy).isEqualTo(saved);
    }
    assertThat(Replayer.replay(TraceFile.read(file))).isInstanceOf(Replay.Reproduced.class);
  }

  private static Trace bySearch(RedisScenario scenario, String property, Strategy strategy) {
    var verdict = Interlace.check(scenario, Checker.EXHAUSTIVE.with(strategy)).of(property).orElseThrow();
    assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    var smallest = ((Verdict.Violated<Counterexample<ServerState, Session, Request, Reply, DatabaseView>>) verdict).counterexample().orElseThrow();
    assertThat(smallest.notMinimal()).isEmpty();
    return Traces.of(scenario.name(), scenario, smallest);
  }

  @Test
  void a_schedule_without_numbers_is_serial() {
    assertThat(new Schedule(List.of(0, 1, 1, 0)).holds(Rooms.INCREMENT)).isFalse();
    assertThat(new Schedule(List.of()).holds(Rooms.INCREMENT)).isTrue();
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
