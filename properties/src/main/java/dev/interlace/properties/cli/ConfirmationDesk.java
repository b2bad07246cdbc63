package dev.interlace.properties.cli;

import dev.interlace.traces.format.Trace;
import dev.interlace.traces.oracle.OracleServer;
import dev.interlace.traces.replay.Confirmation;
import dev.interlace.traces.replay.Confirmer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Has traces confirmed while the search goes on: in some, virtual time passes for real, and waiting for it costs nothing but time.
 *
 * <p>A few servers, each playing one trace at a time. What is answered does not depend on who plays what.
 */
final class ConfirmationDesk implements AutoCloseable {
  private static final int SERVERS = 4;

  private final ExecutorService clerks = Executors.newFixedThreadPool(SERVERS);
  private final BlockingQueue<OracleServer> idle = new ArrayBlockingQueue<>(SERVERS);
  private final Path redisServer;

  ConfirmationDesk(Path redisServer) {
    this.redisServer = redisServer;
    for (var i = 0; i < SERVERS; i++) {
      idle.add(OracleServer.start(redisServer, List.of()));
    }
  }

  Future<Confirmation> submit(Trace trace) {
    return clerks.submit(() -> {
      var server = idle.take();
      try {
        return Confirmer.confirm(trace, redisServer, server.address());
      } finally {
        idle.add(server);
      }
    });
  }

  /** Waits for an answer. Empty if the trace could not be played, or the server could not be started or has gone. */
  static Optional<Boolean> answer(Future<Confirmation> submitted) {
    try {
      return switch (submitted.get()) {
        case Confirmation.Confirmed yes -> Optional.of(true);
        case Confirmation.Different no -> Optional.of(false);
        case Confirmation.NotPossible unknown -> Optional.empty();
      };
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException) {
        return Optional.empty();
      }
      throw new IllegalStateException("confirming a trace failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for confirmations", e);
    }
  }

  @Override
  public void close() {
    clerks.shutdownNow();
    idle.forEach(OracleServer::close);
  }
}
