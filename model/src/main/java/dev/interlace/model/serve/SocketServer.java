package dev.interlace.model.serve;

import dev.interlace.engine.disk.DiskFault;
import dev.interlace.engine.random.Prng;
import dev.interlace.model.acl.Acl;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.Surroundings;
import dev.interlace.model.rdb.LoadFault;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.telemetry.ProcessFacts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * A model of Redis that listens on a port, in both protocols, as {@code redis-server} does.
 *
 * <p>One thread, the one that calls {@link #run}, does everything; {@link #stop} may be called by any. With a virtual clock and the same
 * requests in the same order it answers the same bytes, but for the id of its process: its randomness comes from the seed.
 */
public final class SocketServer implements AutoCloseable {
  /** {@code tcp-backlog}. */
  private static final int BACKLOG = 511;
  private static final int RUN_ID_DIGITS = 40;

  private final Selector selector;
  private final List<ServerSocketChannel> listeners;
  private final LiveServer server;
  private final EventLoop loop;
  private final OtherServers others;

  private SocketServer(Selector selector, List<ServerSocketChannel> listeners, LiveServer server, EventLoop loop, OtherServers others) {
    this.others = others;
    this.server = server;
    this.selector = selector;
    this.listeners = listeners;
    this.loop = loop;
  }

  /**
   * Starts to listen.
   *
   * @param mistakes is told of each mistake of ours, after which only the connection that met it is closed
   * @throws CannotLoad if the data in {@code dir} cannot be loaded; nothing is left open then
   * @throws IOException if an address cannot be listened on; likewise
   */
  public static SocketServer open(ServeOptions options, Consumer<Throwable> mistakes) throws IOException {
    var directory = options.directory();
    if (directory.isPresent() && !Files.isDirectory(directory.get())) {
      throw new CannotLoad(directory.get().toString(), "No such file or directory");
    }
    var selector = Selector.open();
    var listeners = new ArrayList<ServerSocketChannel>();
    try {
      for (var address : options.addresses()) {
        var channel = ServerSocketChannel.open();
        listeners.add(channel);
        listen(channel, address);
        channel.register(selector, SelectionKey.OP_ACCEPT);
      }
    } catch (IOException e) {
      close(selector, listeners);
      throw e;
    }
    var others = new OtherServers();
    Backend backend;
    try {
      backend = backend(options, others, listeners.getFirst().socket().getLocalPort());
    } catch (LoadFault | DiskFault refusal) {
      close(selector, listeners);
      throw new CannotLoad(options.directory().orElseThrow().toString(), refusal.getMessage());
    } catch (CannotLoad refusal) {
      close(selector, listeners);
      throw refusal;
    }
    return new SocketServer(selector, List.copyOf(listeners), backend.server(), new EventLoop(selector, backend, mistakes), others);
  }

  private static void listen(ServerSocketChannel channel, InetSocketAddress address) throws IOException {
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(address, BACKLOG);
    channel.configureBlocking(false);
  }

  private static Backend backend(ServeOptions options, OtherServers others, int port) throws CannotLoad {
    var clock = options.isVirtual() ? new ServerClock.Virtual(ServerState.EPOCH_MILLIS) : new ServerClock.Real();
    var random = new Prng(options.seed());
    var unknown = ProcessFacts.UNKNOWN;
    var facts = new ProcessFacts(ProcessHandle.current().pid(), runId(random), port, unknown.operatingSystem(), unknown.executable());
    var start = ServerState.EMPTY.at(clock.nowMillis()).with(withUsers(options).with("port", Integer.toString(port)));
    var server = options.directory().isEmpty() ? new LiveServer(start, random::nextInt, facts)
        : LiveServer.on(new RealDisk(options.directory().get()), start, random::nextInt, facts);
    server.surround(new Surroundings(options.file().map(RedisConf::new), options.aclFile(), others));
    return new Backend(server, clock);
  }

  private static Settings withUsers(ServeOptions options) throws CannotLoad {
    var settings = options.settings();
    if (options.aclFile().isEmpty()) {
      return settings;
    }
    return switch (options.aclFile().get().load(CommandCatalog.dialect(settings))) {
      case Acl.Change.Done(var acl) -> settings.with(acl);
      case Acl.Change.Refused(var error) -> throw new CannotLoad(options.aclFile().get().path(), error);
    };
  }

  private static String runId(Prng random) {
    var hex = new StringBuilder();
    while (hex.length() < RUN_ID_DIGITS) {
      hex.append(HexFormat.of().toHexDigits(random.nextLong(), Math.min(Long.BYTES * 2, RUN_ID_DIGITS - hex.length())));
    }
    return hex.toString();
  }

  /** Where it listens, in the order of the options. */
  public List<InetSocketAddress> addresses() {
    return listeners.stream().map(channel -> (InetSocketAddress) channel.socket().getLocalSocketAddress()).toList();
  }

  /** Where {@code redis.log} of a script writes; before, nowhere. */
  public void logTo(LiveServer.Log log) {
    server.logTo(log);
  }

  /** Serves until {@link #stop} or a client's SHUTDOWN. */
  public void run() throws IOException {
    loop.run();
  }

  public void stop() {
    loop.stop();
  }

  /** Stops listening. Only after {@link #run} has ended, or instead of it. */
  @Override
  public void close() throws IOException {
    others.close();
    close(selector, listeners);
  }

  private static void close(Selector selector, List<ServerSocketChannel> listeners) throws IOException {
    for (var listener : listeners) {
      listener.close();
    }
    selector.close();
  }
}
