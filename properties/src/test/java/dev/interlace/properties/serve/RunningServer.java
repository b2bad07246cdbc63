package dev.interlace.properties.serve;

import dev.interlace.model.serve.ServeOptions;
import dev.interlace.model.serve.SocketServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A server of ours on a free port, in a thread of this process. */
final class RunningServer implements AutoCloseable {
  /** A free port of this machine. */
  static final ServeOptions OPTIONS = ServeOptions.onPort(0);

  private final SocketServer server;
  private final Thread thread;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private RunningServer(ServeOptions options) throws IOException {
    server = SocketServer.open(options, failure::set);
    thread = new Thread(null, this::run, "server", 64L << 20);
    thread.setDaemon(true);
  }

  static RunningServer start() {
    return start(OPTIONS);
  }

  static RunningServer start(ServeOptions options) {
    try {
      var running = new RunningServer(options);
      running.thread.start();
      return running;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run() {
    try {
      server.run();
    } catch (IOException | RuntimeException | Error e) {
      failure.set(e);
    }
  }

  InetSocketAddress address() {
    return server.addresses().getFirst();
  }

  int port() {
    return address().getPort();
  }

  /** Waits until the server has ended by itself. */
  boolean endsWithin(int seconds) throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(seconds));
    return !thread.isAlive();
  }

  @Override
  public void close() {
    try {
      server.stop();
      if (!endsWithin(10)) {
        throw new AssertionError("the server does not stop");
      }
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure.get() != null) {
      throw new AssertionError("the server failed", failure.get());
    }
  }
}
