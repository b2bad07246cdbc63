package dev.interlace.properties.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Plays a chapter, step by step in the order written, against a fresh server of a target. */
public final class SpecRunner {
  private final SpecTarget target;

  public SpecRunner(SpecTarget target) {
    this.target = target;
  }

  /** Runs {@code chapter} up to its end or the first difference. */
  public ChapterResult run(Chapter chapter) {
    try (var stage = new Stage(target.start())) {
      var skipped = 0;
      for (var block : chapter.blocks()) {
        if (block.isOracleOnly() && !target.isOracle()) {
          skipped++;
          continue;
        }
        for (var step : block.steps()) {
          var actual = stage.play(step);
          if (actual.isPresent()) {
            var mismatch = new ChapterResult.Mismatch(chapter.file(), target.name(), step, stage.expected, actual.get());
            return new ChapterResult(chapter, target.name(), stage.compared, skipped, Optional.of(mismatch));
          }
        }
      }
      return new ChapterResult(chapter, target.name(), stage.compared, skipped, Optional.empty());
    }
  }

  /** One server with the clients that have connected so far. */
  private static final class Stage implements AutoCloseable {
    private final SpecTarget.Server server;
    private final Map<String, SpecTarget.Connection> clients = new LinkedHashMap<>();
    private int compared;
    /** What the latest reply was compared with. */
    private String expected = "";

    Stage(SpecTarget.Server server) {
      this.server = server;
    }

    /** What came instead of the expected reply; empty if all is well. */
    Optional<String> play(Step step) {
      switch (step) {
        case Step.Pass pass -> server.pass(pass.duration());
        case Step.Disconnect disconnect -> Optional.ofNullable(clients.remove(disconnect.client())).ifPresent(SpecTarget.Connection::close);
        case Step.Receive receive -> {
          return compare(client(receive.client()), receive.expected());
        }
        case Step.Command command -> {
          var connection = client(command.client());
          connection.send(command.words());
          return compare(connection, command.expected());
        }
      }
      return Optional.empty();
    }

    private SpecTarget.Connection client(String name) {
      return clients.computeIfAbsent(name, server::open);
    }

    private Optional<String> compare(SpecTarget.Connection connection, Expectation expectation) {
      expected = String.join("\n", expectation.lines());
      var reply = expectation.isNoneYet() ? connection.poll() : connection.receive();
      if (expectation.isMetBy(reply)) {
        compared++;
        return Optional.empty();
      }
      return Optional.of(reply.map(Expectation::textOf).orElse(Expectation.NONE_YET));
    }

    @Override
    public void close() {
      clients.values().forEach(SpecTarget.Connection::close);
      server.close();
    }
  }
}
