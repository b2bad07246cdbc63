package dev.interlace.model.server;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.acl.AclLog;
import dev.interlace.model.aof.AofManifest;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Buffers;
import dev.interlace.model.command.Host;
import dev.interlace.model.command.Surroundings;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.durability.Durability;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.notice.KeyChange;
import dev.interlace.model.notice.Message;
import dev.interlace.model.notice.Notice;
import dev.interlace.model.notice.UserChange;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.session.Condition;
import dev.interlace.model.session.Identity;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Watches;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.telemetry.ProcessFacts;
import dev.interlace.model.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One running server with its connections, without sockets: whoever has them calls in, and is called back with what each client is sent.
 *
 * <p>Not for use by several threads. Time is what {@link #advanceTo} says.
 *
 * <p><b>Deviation:</b> when a pause is over, all commands that it held back run before what had arrived behind them; in Redis each client's
 * follow at once.
 */
public final class LiveServer {
  private static final List<String> LOG_LEVELS = List.of("debug", "verbose", "notice", "warning");

  private final RedisServer server;
  private final Telemetry telemetry;
  private final Chooser chooser;
  private boolean isShutDown;
  /** The oldest first. */
  private final Map<Long, Line> lines = new LinkedHashMap<>();
  /** The line that was asked for last: it mostly is the one that is asked for next. */
  private Optional<Line> last = Optional.empty();
  /** Commands that a pause holds back, the longest waiting first. */
  private final SequencedMap<Long, Command> heldBack = new LinkedHashMap<>();
  /** Those who watch keys. */
  private final SortedMap<Long, Line> watching = new TreeMap<>();
  private final AclLog denials = new AclLog();
  private Surroundings surroundings = Surroundings.NONE;
  private final EnumSet<Host.Switch> switches = EnumSet.noneOf(Host.Switch.class);
  private final Connections connections = new Connections();
  private Optional<Durability> durability = Optional.empty();

  /** What a client is sent beside the replies that {@link #execute} returns. Must not call back into the server. */
  public interface Outlet {
    Outlet NOBODY = new Outlet() {
      @Override
      public void send(Reply reply) {}

      @Override
      public void resume() {}

      @Override
      public void close() {}

      @Override
      public void drop() {}
    };

    /** Something that this client was sent by another's command or by time; in the client's protocol. */
    void send(Reply reply);

    /** The command that was blocked has been answered, by {@link #send}: the client's next commands may run. */
    void resume();

    /** What it holds; of its request the size is known. */
    default Buffers buffers(Buffers request) {
      return request;
    }

    /** The server wants the connection closed, once all that was sent is written. */
    void close();

    /** Somebody else has ended the connection: what is not written yet is lost. */
    void drop();
  }

  /** Where a script's {@code redis.log} goes. */
  @FunctionalInterface
  public interface Log {
    /** @param level from 0 (debug) to 3 (warning) */
    void write(int level, Bytes message);
  }

  private final class Connections implements Host {
    @Override
    public List<Peer> peers(Session current) {
      return lines.values().stream()
          .filter(line -> isCurrent(line, current) || !line.session.isClosed()) // closed by another: gone at once, though its connection may not know
          .map(line -> peer(line, current))
          .toList();
    }

    private boolean isCurrent(Line line, Session current) {
      return line.session.id() == current.id();
    }

    private Peer peer(Line line, Session current) {
      var session = isCurrent(line, current) ? current : line.session;
      var command = isCurrent(line, current) ? server.commandName : line.command;
      var isHeldBack = heldBack.containsKey(line.session.id());
      var buffers = line.outlet.buffers(line.asked.map(Buffers::of).orElse(Buffers.NONE));
      return new Peer(session, line.address, line.sinceMillis, line.activeMillis, command, isHeldBack,
          isCurrent(line, current) || session.isBlocked() || isHeldBack ? buffers : buffers.atRest());
    }

    @Override
    public Optional<Telemetry> telemetry() {
      return Optional.of(telemetry);
    }

    @Override
    public boolean sendsBytes() {
      return true;
    }

    @Override
    public void shutDown() {
      isShutDown = true;
      lines.values().forEach(line -> line.outlet.close());
    }

    @Override
    public Surroundings surroundings() {
      return surroundings;
    }

    @Override
    public void log(int level, Bytes message) {
      if (level >= LOG_LEVELS.indexOf(server.settings().text("loglevel"))) {
        log.write(level, message);
      }
    }

    @Override
    public void turn(Switch which, boolean on) {
      if (on) {
        switches.add(which);
      } else {
        switches.remove(which);
      }
    }

    @Override
    public boolean isOn(Switch which) {
      return switches.contains(which);
    }

    @Override
    public void sleep(long micros) {
      server.sleptMillis += micros / 1_000;
    }

    @Override
    public Optional<Durability> durability() {
      return durability;
    }

    @Override
    public void replace(RdbContent content) {
      server.replace(content);
    }

    @Override
    public void add(RdbContent content) {
      server.replace(content.over(server.content()));
    }

    @Override
    public void loadLog() {
      var kept = durability.orElseThrow(() -> new UnmodelledCommand("debug|loadaof", " without a disk"));
      kept.write();
      var start = ServerState.EMPTY.at(server.nowMillis()).with(settings().with("appendonly", "yes"));
      replace(new RedisServer(new Loading(kept.disk(), start).load(), server.scriptRunner, Host.NONE).content());
      kept.changed(-kept.changesSinceSave());
    }

    @Override
    public Optional<AclLog> aclLog() {
      return Optional.of(denials);
    }

    @Override
    public Optional<String> address(long client) {
      return Optional.ofNullable(lines.get(client)).map(line -> line.address);
    }
  }

  private Log log = (level, message) -> {};

  /** A server whose every choice is the first. */
  public LiveServer(ServerState start) {
    this(start, Chooser.FIRST);
  }

  public LiveServer(ServerState start, Chooser chooser) {
    this(start, chooser, ProcessFacts.UNKNOWN);
  }

  /** @param facts what INFO says of the process */
  public LiveServer(ServerState start, Chooser chooser, ProcessFacts facts) {
    telemetry = new Telemetry(start.nowMillis(), facts);
    server = new RedisServer(start, new ScriptRunner(), connections);
    this.chooser = chooser;
  }

  /** What is at least as important as {@code loglevel} says goes there from now on; before, it goes nowhere. */
  public void logTo(Log newLog) {
    log = newLog;
  }

  /**
   * A server that begins with what is on {@code disk}, and keeps its data there.
   *
   * @throws dev.interlace.model.rdb.LoadFault if it refuses the files that are there
   */
  public static LiveServer on(Disk disk, ServerState start, Chooser chooser, ProcessFacts facts) {
    var loading = new Loading(disk, start);
    var server = new LiveServer(loading.load(), chooser, facts);
    server.keepOn(disk, loading.manifest());
    return server;
  }

  /** Says what is around the server. */
  public void surround(Surroundings all) {
    surroundings = all;
  }

  private void keepOn(Disk disk, AofManifest manifest) {
    var kept = new Durability(disk, server.asSubject());
    durability = Optional.of(kept);
    if (settings().isOn("appendonly")) {
      kept.open(manifest);
    }
  }

  /**
   * Writes what must be on the disk before clients are sent what was answered. What may be lost when the process ends now, and what when the
   * machine does, is up to {@code appendfsync}.
   *
   * @return false if that is impossible, and no client may be sent anything any more: the server is {@linkplain #isShutDown shut down}
   */
  public boolean flush() {
    if (durability.isEmpty() || durability.get().flush()) {
      return true;
    }
    isShutDown = true;
    return false;
  }

  /** Saves and rewrites what is due; to be called ten times a second. */
  public void look() {
    durability.ifPresent(Durability::look);
  }

  /**
   * Accepts a connection.
   *
   * @param address {@code ip:port} of the client's end
   * @return the client's id
   */
  public long open(String address, Outlet outlet) {
    var id = server.nextClientId();
    telemetry.connected();
    lines.put(id, new Line(id, address, outlet, server.nowMillis(), server.connect(id)));
    return id;
  }

  public Session session(long client) {
    return line(client).session;
  }

  private Line line(long client) {
    if (last.isEmpty() || last.get().id != client) {
      last = Optional.of(lines.get(client));
    }
    return last.get();
  }

  /**
   * Runs one command of a client that is neither waiting nor closed. If its {@link #session} is closed afterwards, the connection is to be
   * closed when the reply is sent.
   *
   * @return what the client is sent for it, in its protocol: {@link Reply#NOTHING} if it {@link #isWaiting waits} now
   */
  public Reply execute(long client, Command command) {
    var reply = run(client, command);
    goOn();
    return reply;
  }

  private Reply run(long client, Command command) {
    var line = line(client);
    line.activeMillis = server.nowMillis();
    line.asked = Optional.of(command);
    var executed = server.execute(line.session, command, chooser);
    line.command = server.commandName;
    if (executed.isHeldBack()) {
      heldBack.put(client, command);
      return Reply.NOTHING;
    }
    become(client, line, executed.session());
    tell(client);
    return executed.reply();
  }

  /** Whether a command of the client is blocked, or held back by a pause: its next one must wait for {@link Outlet#resume}. */
  public boolean isWaiting(long client) {
    return line(client).session.isBlocked() || !heldBack.isEmpty() && heldBack.containsKey(client);
  }

  /** Runs what a pause has held back, if it is over; such a command may begin another one. */
  private void goOn() {
    for (var left = heldBack.size(); left > 0 && server.clients().pause().isNone(); left--) {
      var next = heldBack.pollFirstEntry();
      var line = lines.get(next.getKey());
      var reply = run(next.getKey(), next.getValue());
      if (line.session.isClosed()) {
        line.outlet.send(reply);
        line.outlet.close();
      } else if (!isWaiting(next.getKey())) {
        line.outlet.send(reply);
        line.outlet.resume();
      }
    }
  }

  private void become(long client, Line line, Session next) {
    line.session = next;
    if (next.watches() != Watches.NONE) {
      watching.put(client, line);
    } else if (!watching.isEmpty()) {
      watching.remove(client);
    }
  }

  /** Tells the others what the last step means to them. */
  private void tell(long cause) {
    var isSwapped = false;
    for (var notice : server.notices()) {
      switch (notice) {
        case KeyChange change -> {
          isSwapped |= change instanceof KeyChange.Swapped;
          for (var each : watching.entrySet()) {
            if (each.getKey() != cause) {
              each.getValue().session = each.getValue().session.after(List.of(change));
            }
          }
        }
        case UserChange change -> {
          for (var each : new ArrayList<>(lines.entrySet())) {
            if (each.getKey() != cause && each.getValue().session.identity().user().equals(change.user())) {
              receive(each.getValue(), change);
            }
          }
        }
        case Message message -> deliver(message);
      }
    }
    if (isSwapped) {
      watching.values().forEach(line -> server.noteWatches(line.session));
    }
  }

  private void deliver(Message message) {
    var line = lines.get(message.client());
    if (line == null) {
      return; // gone in the same step
    }
    receive(line, message);
  }

  private void receive(Line line, Notice notice) {
    line.session = line.session.after(List.of(notice));
    line.session.inbox().forEach(line.outlet::send);
    line.session = line.session.inbox().isEmpty() ? line.session : line.session.withInbox(List.of());
    switch (line.session.condition()) {
      case Condition.Served(var waiter, var reply) -> {
        new Measurement(server, line.session).unblocked(line.asked.orElseThrow(), reply, server.nowMillis() - line.activeMillis);
        line.session = line.session.withCondition(Condition.READY);
        line.outlet.send(reply);
        line.outlet.resume();
      }
      case Condition.Closed closed -> line.outlet.drop();
      case Condition.Ready ready -> {}
      case Condition.Blocked blocked -> {}
      case Condition.Sleeping sleeping -> {}
    }
  }

  /** The connection has ended, from whichever side. */
  public void close(long client) {
    var line = lines.remove(client);
    last = Optional.empty();
    watching.remove(client);
    heldBack.remove(client);
    server.disconnect(line.session);
    tell(client);
  }

  /** Whether a client has shut the server down. */
  public boolean isShutDown() {
    return isShutDown;
  }

  public Settings settings() {
    return server.settings();
  }

  public long nowMillis() {
    return server.nowMillis();
  }

  /** Moves the clock, never back; whatever was waiting for a moment on the way happens then. */
  public void advanceTo(long millis) {
    for (var due = server.nextDue(); due < millis; due = server.nextDue()) {
      moveTo(due);
    }
    moveTo(millis);
  }

  private void moveTo(long millis) {
    server.advanceTo(millis);
    tell(Identity.ANONYMOUS);
    goOn();
  }

  /** The next instant at which the passing of time alone has clients sent something, {@link Long#MAX_VALUE} for none. */
  public long nextDue() {
    return server.nextDue();
  }

  /** Removes what is too much, and up to {@code most} keys of each database that have expired, though nobody has asked for anything. */
  public void expire(int most) {
    if (!settings().configuration().isEmpty()) {
      server.shrink(chooser);
      tell(Identity.ANONYMOUS);
    }
    if (switches.contains(Host.Switch.LAZY_EXPIRY) || !server.clients().pause().isNone()) {
      return;
    }
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      for (var key : server.expired(database).stream().limit(most).toList()) {
        server.expire(database, key);
        tell(Identity.ANONYMOUS);
      }
    }
  }

  /** The state now, as a value. */
  public ServerState state() {
    return server.state();
  }

  /** The ids of all connections, the oldest first. */
  public List<Long> clients() {
    return new ArrayList<>(lines.keySet());
  }
}
