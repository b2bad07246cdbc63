package dev.interlace.model.server;

import dev.interlace.engine.system.Alarm;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.Clients;
import dev.interlace.model.clients.StaleWatches;
import dev.interlace.model.clients.Subscriptions;
import dev.interlace.model.clients.Waiter;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.Handler;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.CommandTable;
import dev.interlace.model.command.Host;
import dev.interlace.model.durability.Durability;
import dev.interlace.model.durability.Recoverable;
import dev.interlace.model.durability.Subject;
import dev.interlace.model.family.Serving;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.keyspace.Journal;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.keyspace.Usage;
import dev.interlace.model.notice.KeyChange;
import dev.interlace.model.notice.Message;
import dev.interlace.model.notice.Notice;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.FunctionLibrary;
import dev.interlace.model.script.Scripting;
import dev.interlace.model.session.Identity;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Watches;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.value.MemoryUse;
import dev.interlace.model.value.Thresholds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A server at work, step by step. Each command passes one {@link Pipeline}. A server lives for one step in exploration, and for as long as it is
 * asked on a port; {@link #execute} is one step, and what a step left beside its reply is told by {@link #notices}, {@link #journal} and
 * {@link #alarms} until the next one begins.
 */
public final class RedisServer {
  /** The name under which a step that failed and yet wrote is reported. */
  public static final String NO_PARTIAL_EFFECT = "no partial effect";

  private static final Set<String> RUNNING_OTHERS =
      Collections.unmodifiableSet(new TreeSet<>(List.of("exec", "eval", "evalsha", "eval_ro", "evalsha_ro", "fcall", "fcall_ro")));

  private final ServerState start;
  final Keyspace keyspace;
  final ScriptRunner scriptRunner;
  final Host host;
  final Journal journal;
  final List<Alarm> alarms = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  Chooser chooser = Chooser.FIRST;
  private boolean hasWritten;
  /** Whether it repeats what it did in an earlier life. */
  boolean isLoading;
  /** How many of the notices have had their effect on {@link StaleWatches}. */
  private int settled;
  /** Whether the keys did not fit {@code maxmemory} when the command began. */
  boolean lacksMemory;
  /** The database that lost a key last because a policy threw out any. */
  int lastRobbed;
  long nowMillis;
  /** How long the command at hand has slept: for keys, and for scripts, time stands still until it ends. */
  long sleptMillis;
  Scripting scripting;
  Clients clients;
  Settings settings;
  /** What would be found of this after an outage; of a server on a port, its files say that. */
  Recoverable recoverable;
  /** The settings that the next follows from. */
  private Settings readSettings = Settings.DEFAULT;
  private boolean logsEveryCommand;
  /** Follows from the settings. */
  Thresholds thresholds;
  final Announcer announcer = new Announcer(new Announced());
  private Optional<Pipeline> current = Optional.empty();
  /** The full name of the command that a client sent last, {@link Pipeline#NO_COMMAND} if there is none of that name. */
  String commandName = Pipeline.NO_COMMAND;
  /** Who is being served. */
  private Optional<Attended> served = Optional.empty();

  /** A server that is explored: one step from {@code before}, which stays as it is. */
  public RedisServer(ServerState before, ScriptRunner scriptRunner) {
    this(before, scriptRunner, Host.NONE);
  }

  /**
   * @param before stays as it is
   * @param scriptRunner keeps nothing between scripts, but is costly to make
   */
  public RedisServer(ServerState before, ScriptRunner scriptRunner, Host host) {
    start = before;
    keyspace = before.keyspace().fork();
    nowMillis = before.nowMillis();
    scripting = before.scripting();
    clients = before.clients();
    settings = before.settings();
    recoverable = before.recoverable();
    this.scriptRunner = scriptRunner;
    this.host = host;
    journal = new Journal(host == Host.NONE);
    become(settings);
    journal.observe(announcer);
    journal.await((database, key, value) -> clients.blocked().areConcernedBy(database, key, value));
  }

  /**
   * What a command came to.
   *
   * @param reply {@link Reply#NOTHING} if the session is {@link Session#isBlocked() blocked} now, or the command is held back
   * @param isHeldBack whether clients pause: nothing has happened, and the command is to be executed again when they go on
   */
  public record Executed(Reply reply, Session session, boolean isHeldBack) {}

  /** Runs one command of a client whose session is {@code session} and neither waits nor is closed. */
  public Executed execute(Session session, Command command, Chooser chooser) {
    begin(chooser);
    var pipeline = new Pipeline(this, session);
    current = Optional.of(pipeline);
    var executed = pipeline.execute(command);
    current = Optional.empty();
    nowMillis += sleptMillis;
    sleptMillis = 0;
    host.telemetry().ifPresent(telemetry -> telemetry.looked(journal.hits(), journal.misses(), journal.expired(), journal.evicted(), journal.changes()));
    propagate();
    host.durability().ifPresent(durability -> durability.changed(journal.changes()));
    recoverable = recoverable.changed(journal.changes(), settings);
    return executed;
  }

  /** From now on it repeats what it did in an earlier life: nothing expires. <b>Source:</b> {@code keyIsExpired}. */
  void load() {
    isLoading = true;
  }

  Database database(int index) {
    return new Database(keyspace, journal, index, isLoading ? Long.MIN_VALUE : nowMillis, thresholds);
  }

  /** Runs the handler of a command, and notes what it came to for those who repeat it. */
  Reply handle(CommandSpec spec, Call call, Connection connection) {
    var changesBefore = journal.changes();
    journal.beginCommand();
    try {
      return switch (spec.handler()) {
        case Handler.OnKeyspace handler -> handler.run(call);
        case Handler.OnConnection handler -> handler.run(call, connection);
      };
    } catch (CommandFault fault) {
      return fault.error();
    } finally {
      if (journal.effects().areKept()) {
        note(spec, call, journal.changes() > changesBefore);
      }
    }
  }

  /** What others run has been noted when they ran it. */
  private void note(CommandSpec spec, Call call, boolean changed) {
    if (RUNNING_OTHERS.contains(spec.name())) {
      journal.effects().begin();
    } else {
      journal.effects().ran(call.database().index(), call.words(), changed);
    }
  }

  /** Hands on what commands did since the last time: it belongs together. */
  void propagate() {
    if (journal.effects().areKept()) {
      var effects = journal.effects().take();
      if (!effects.isEmpty()) {
        recoverable = recoverable.written(this::content, nowMillis);
        host.durability().ifPresent(durability -> durability.append(effects));
      }
    }
  }

  /** A new connection. */
  public Session connect(long id) {
    return Session.FRESH.withIdentity(Identity.UNKNOWN.withId(id).asDefault(settings.acl().defaultUser().isOpen()));
  }

  /** The connection of {@code session} has ended: the server forgets the client. */
  public void disconnect(Session session) {
    begin(Chooser.FIRST);
    clients = clients.left(session.id(), session.listening());
    clients = clients.with(clients.blocked().without(session.id()));
    if (clients.named().contains(session.id())) {
      clients = clients.naming(session.id(), false);
    }
    become(clients.staleWatches().with(session.id(), Watches.NONE));
  }

  private void begin(Chooser next) {
    hasWritten |= !journal.leftKeysAlone();
    chooser = next;
    journal.clear();
    if (recoverable.isLogging() || host.durability().isPresent()) {
      var isLogging = host.durability().map(Durability::isLogging).orElse(true);
      journal.effects().keep(isLogging, settings.isOn("lazyfree-lazy-expire"), settings.isOn("lazyfree-lazy-eviction"));
    }
    journal.keepExpired(!clients.pause().isNone());
    settled = 0;
    alarms.clear();
    warnings.clear();
  }

  /** Finds out which stale watches the changes since the last time have ended, so that later changes reach those behind them. */
  void settle() {
    var notices = journal.notices();
    while (settled < notices.size()) {
      if (notices.get(settled++) instanceof KeyChange change && !clients.staleWatches().isEmpty()) {
        become(clients.staleWatches().after(change));
      }
    }
  }

  /** The command that these words call here. */
  CommandTable.Lookup lookup(List<Bytes> words) {
    if (settings.names().isUsual()) {
      return Commands.TABLE.lookup(words);
    }
    var original = settings.names().original(words.getFirst().toLowerCase());
    if (original.isEmpty()) {
      return new CommandTable.Lookup.Unknown(Errors.unknownCommand(words));
    }
    var meant = new ArrayList<>(words);
    meant.set(0, Bytes.latin1(original.get()));
    return Commands.TABLE.lookup(meant);
  }

  /** The row that {@code command} calls, if there is one. */
  Optional<CommandSpec> find(Command command) {
    return lookup(command.words()) instanceof CommandTable.Lookup.Found(var spec) ? Optional.of(spec) : Optional.empty();
  }

  void become(Settings next) {
    settings = next;
    thresholds = Thresholds.of(next.configuration());
    announcer.become(next);
    journal.use(next.text("maxmemory-policy").endsWith("-lfu") ? new FrequentUse(this) : Usage.RECENT);
  }

  void become(StaleWatches next) {
    for (var ended : clients.staleWatches().endedIn(next)) {
      journal.noted(settled++, ended);
    }
    clients = clients.with(next);
  }

  /** What a client watches may have become stale by another's doing. */
  void noteWatches(Session session) {
    become(clients.staleWatches().with(session.id(), session.watches()));
  }

  /** Moves the clock, never back; what was waiting for this moment happens, as one step. */
  public void advanceTo(long millis) {
    begin(Chooser.FIRST);
    nowMillis = millis;
    scripting.busy().filter(busy -> busy.untilMillis() <= millis).ifPresent(busy -> {
      scripting = scripting.withoutBusy();
      journal.told(new Message.Served(busy.client(), busy.ifEnded()));
    });
    clients = clients.with(clients.pause().at(millis));
    clients.blocked().over(millis).forEach(waiter -> unblock(waiter, waiter.wish().givenUp()));
    announcer.finish();
  }

  /** The keys that are stored and have expired, those that have been so for the longest first. */
  List<Bytes> expired(int database) {
    return keyspace.expired(database, nowMillis);
  }

  /** The next instant at which a blocked client gives up, a pause is over or a long script ends, {@link Waiter#FOR_EVER} for none. */
  public long nextDue() {
    var deadline = clients.blocked().nextDeadline();
    var last = clients.pause().isNone() ? deadline : Math.min(deadline, clients.pause().untilMillis());
    var after = last == Waiter.FOR_EVER ? last : last + 1;
    return scripting.busy().map(busy -> Math.min(after, busy.untilMillis())).orElse(after);
  }

  /** Looks after those who wait for keys that are ready now; what they take or move may make others ready. */
  void serveBlocked() {
    propagate();
    for (var place = journal.nextReady(); place.isPresent(); place = journal.nextReady()) {
      serve(place.get());
    }
  }

  private void serve(Journal.Place place) {
    var serving = new Serving(database(place.database()), nowMillis);
    var waiting = clients.blocked().waitingFor(place.database(), place.key());
    for (var waiter : waiting) {
      served = Optional.of(new Attended(waiter));
      journal.beginCommand();
      serving.serve(waiter, place.key()).ifPresent(reply -> unblock(waiter, reply));
      propagate();
    }
    for (var waiter : waiting) {
      served = Optional.of(new Attended(waiter));
      serving.comfort(waiter, place.key()).ifPresent(reply -> unblock(waiter, reply));
    }
    served = Optional.empty();
  }

  private void unblock(Waiter waiter, Reply reply) {
    clients = clients.with(clients.blocked().without(waiter.client()));
    journal.told(served.map(attended -> attended.served(reply)).orElseGet(() -> new Message.Served(waiter.client(), reply)));
    announcer.tellPending();
  }

  /** Removes a key that has expired, as one step, though nobody has asked for it. */
  public void expire(int database, Bytes key) {
    begin(Chooser.FIRST);
    database(database).expire(key);
    propagate();
    serveBlocked();
    settle();
    announcer.finish();
  }

  /** Throws out what is too much, keys and what is remembered of who tracks them, as one step, though nobody has asked for anything. */
  public void shrink(Chooser next) {
    begin(next);
    lacksMemory = !new Eviction(this).makesRoom();
    announcer.limit(next::choose);
    host.telemetry().ifPresent(telemetry -> telemetry.looked(0, 0, 0, journal.evicted(), journal.changes()));
    serveBlocked();
    settle();
    announcer.finish();
  }

  public long nowMillis() {
    return nowMillis;
  }

  public Clients clients() {
    return clients;
  }

  public Settings settings() {
    return settings;
  }

  /** Whether the slow log takes commands however fast they are. Asked for with each command, so it is looked up once. */
  boolean logsEveryCommand() {
    if (readSettings != settings) {
      readSettings = settings;
      logsEveryCommand = settings.number("slowlog-log-slower-than") == 0;
    }
    return logsEveryCommand;
  }

  /** Gives out the id of a new connection. */
  public long nextClientId() {
    clients = clients.withNextId();
    return clients.lastId();
  }

  /** The session of the client whose command is being run, as that has made it so far. */
  Optional<Session> currentSession() {
    return current.map(Pipeline::session);
  }

  /** The state now. The server may go on: what it shares with the state it copies before it writes. */
  public ServerState state() {
    hasWritten |= !journal.leftKeysAlone();
    clients = clients.with(clients.blocked().normal());
    var isAsBefore = !hasWritten && nowMillis == start.nowMillis() && scripting == start.scripting() && clients == start.clients()
        && settings == start.settings() && recoverable == start.recoverable();
    return isAsBefore
        ? start
        : new ServerState(hasWritten ? keyspace.fork() : start.keyspace(), nowMillis, scripting, clients, settings, recoverable.flushed(settings));
  }

  /** What the last step means to the sessions of others, in order of occurrence. */
  public List<Notice> notices() {
    return journal.notices();
  }

  public Journal journal() {
    return journal;
  }

  /** What the server itself knows to be wrong with the last step. */
  public List<Alarm> alarms() {
    return alarms;
  }

  /** What looks unwise in the last step, without being wrong. */
  public List<String> warnings() {
    return warnings;
  }

  /** Everything that a file would hold. */
  RdbContent content() {
    return new RdbContent(scripting.functions().libraries().values().stream().map(FunctionLibrary::code).toList(), keyspace.fork());
  }

  /** Has what a file holds in place of everything. */
  void replace(RdbContent content) {
    journal.writeEverything();
    keyspace.become(content.keyspace());
    scripting = scripting.with(new Libraries(scriptRunner).of(content.libraries()));
  }

  /** This server for who keeps its data. */
  Subject asSubject() {
    return new KeptServer(this);
  }

  /** As {@code maxmemory} counts it. */
  long usedMemory() {
    return MemoryUse.EMPTY_SERVER + keyspace.memoryUse();
  }

  boolean isOpen(long client) {
    journal.read(Resources.IDS);
    return host == Host.NONE ? clients.named().contains(client) : host.address(client).isPresent();
  }

  /** Who listens to what, for who asks about {@code channel} alone. */
  Subscriptions subscriptions(Bytes channel) {
    if (host == Host.NONE) { // a footprint is asked for
      journal.read(Resources.channel(channel));
      journal.read(Resources.PATTERNS);
    }
    return clients.subscriptions();
  }

  private final class Announced implements Announcer.Server {
    @Override
    public Clients clients() {
      return clients;
    }

    @Override
    public void become(Clients next) {
      clients = next;
    }

    @Override
    public Subscriptions subscriptions(Bytes channel) {
      return RedisServer.this.subscriptions(channel);
    }

    @Override
    public void readEverything() {
      journal.readEverything();
    }

    @Override
    public boolean isConnected(long client) {
      return isOpen(client);
    }

    @Override
    public long current() {
      return served.map(attended -> attended.waiter.client()).or(() -> current.map(pipeline -> pipeline.session().id())).orElse(Identity.ANONYMOUS);
    }

    @Override
    public boolean isInScript() {
      return current.filter(Pipeline::isInScript).isPresent();
    }

    @Override
    public void answered(int parts) {
      served.ifPresentOrElse(attended -> attended.answered(parts), () -> current.ifPresent(pipeline -> pipeline.answered(parts)));
    }

    @Override
    public void tell(Message message) {
      if (served.isEmpty() || !served.get().takes(message)) {
        current.ifPresentOrElse(pipeline -> pipeline.tell(message), () -> journal.told(message));
      }
    }
  }
}
