package dev.interlace.model.server;

import dev.interlace.engine.system.Alarm;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.Clients;
import dev.interlace.model.clients.StaleWatches;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.command.CommandKeys;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.CommandTable;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.Handler;
import dev.interlace.model.command.Host;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.keyspace.Journal;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.notice.KeyChange;
import dev.interlace.model.notice.Message;
import dev.interlace.model.notice.Notice;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.Scripting;
import dev.interlace.model.script.Shebang;
import dev.interlace.model.session.Identity;
import dev.interlace.model.session.Listening;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Tracking;
import dev.interlace.model.session.Transaction;
import dev.interlace.model.session.Watches;
import dev.interlace.model.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server at work: the pipeline that every command passes, in Redis' order.
 *
 * <p>Look up, arity, allowed here?, queue or run, note what changed. A server lives for one step in exploration, and for as long as it is
 * asked on a port; {@link #execute} is one step, and what a step left beside its reply is told by {@link #notices}, {@link #journal} and
 * {@link #alarms} until the next one begins.
 *
 * <p><b>Source:</b> {@code processCommand} and {@code call} in {@code server.c} of Redis 7.0.
 */
public final class RedisServer {
  /** The name under which a step that failed and yet wrote is reported. */
  public static final String NO_PARTIAL_EFFECT = "no partial effect";

  /** Where clients come from, for MONITOR, in a server that is explored. */
  private static final String EXPLORED_ADDRESS = "127.0.0.1:0";

  private final ServerState start;
  private final Keyspace keyspace;
  private final ScriptRunner scriptRunner;
  private final Host host;
  private final Journal journal;
  private final List<Alarm> alarms = new ArrayList<>();
  private Chooser chooser = Chooser.FIRST;
  private boolean hasWritten;
  /** How many of the notices have had their effect on {@link StaleWatches}. */
  private int settled;
  private long nowMillis;
  private Scripting scripting;
  private Clients clients;
  private Settings settings;
  private final Announcer announcer = new Announcer(new Announced());
  private Optional<StepConnection> current = Optional.empty();

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
    this.scriptRunner = scriptRunner;
    this.host = host;
    journal = new Journal(host == Host.NONE);
    announcer.become(settings);
    journal.observe(announcer);
  }

  /**
   * What a command came to.
   *
   * @param reply {@link Reply#NOTHING} if the session is {@link Session#isBlocked() blocked} now
   */
  public record Executed(Reply reply, Session session) {}

  /** Runs one command of a client whose session is {@code session} and neither waits nor is closed. */
  public Executed execute(Session session, Command command, Chooser chooser) {
    begin(chooser);
    var connection = new StepConnection(session);
    current = Optional.of(connection);
    connection.write(connection.process(command));
    announcer.finish();
    current = Optional.empty();
    connection.endCaching(command);
    return new Executed(connection.written(), connection.session);
  }

  /** The connection of {@code session} has ended: the server forgets the client. */
  public void disconnect(Session session) {
    begin(Chooser.FIRST);
    clients = clients.left(session.id(), session.listening());
    if (clients.named().contains(session.id())) {
      clients = clients.naming(session.id(), false);
    }
    become(clients.staleWatches().with(session.id(), Watches.NONE));
  }

  private void begin(Chooser next) {
    hasWritten |= !journal.leftKeysAlone();
    chooser = next;
    journal.clear();
    settled = 0;
    alarms.clear();
  }

  /** Finds out which stale watches the changes since the last time have ended, so that later changes reach those behind them. */
  private void settle() {
    var notices = journal.notices();
    while (settled < notices.size()) {
      if (notices.get(settled++) instanceof KeyChange change && !clients.staleWatches().isEmpty()) {
        become(clients.staleWatches().after(change));
      }
    }
  }

  private void become(StaleWatches next) {
    for (var ended : clients.staleWatches().endedIn(next)) {
      journal.noted(settled++, ended);
    }
    clients = clients.with(next);
  }

  /** Moves the clock, never back; what was waiting for this moment happens, as one step. */
  public void advanceTo(long millis) {
    begin(Chooser.FIRST);
    nowMillis = millis;
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

  /** Gives out the id of a new connection. */
  public long nextClientId() {
    clients = clients.withNextId();
    return clients.lastId();
  }

  /** The state now. The server may go on: what it shares with the state it copies before it writes. */
  public ServerState state() {
    hasWritten |= !journal.leftKeysAlone();
    var isAsBefore = !hasWritten && nowMillis == start.nowMillis() && scripting == start.scripting() && clients == start.clients()
        && settings == start.settings();
    return isAsBefore ? start : new ServerState(hasWritten ? keyspace.fork() : start.keyspace(), nowMillis, scripting, clients, settings);
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

  private boolean isOpen(long client) {
    return host == Host.NONE ? clients.named().contains(client) : host.address(client).isPresent();
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
    public boolean isConnected(long client) {
      return isOpen(client);
    }

    @Override
    public long current() {
      return current.map(connection -> connection.session.id()).orElse(Identity.ANONYMOUS);
    }

    @Override
    public void tell(Message message) {
      current.ifPresentOrElse(connection -> connection.tell(message), () -> journal.told(message));
    }
  }

  private final class StepConnection implements Connection {
    private Session session;

    /** What this client is sent in this step so far. */
    private final List<Reply> written = new ArrayList<>();

    /** Lines of MONITOR about the client's own command, which it reads after the reply. */
    private final List<Reply> lines = new ArrayList<>();

    /** Where EXEC's array begins in {@link #written}, once it does. */
    private OptionalInt arrayStart = OptionalInt.empty();

    /** How many notices the session has been told of; a script's commands tell it before the script itself ends. */
    private int told;

    StepConnection(Session session) {
      this.session = session;
    }

    /** Appends the reply of the command itself. */
    void write(Reply reply) {
      var isArray = reply instanceof Reply.Array && arrayStart.isPresent();
      if (isArray) {
        gather(((Reply.Array) reply).items().size());
      } else {
        append(session.spoken(reply)); // HELLO answers in the protocol it asked for
      }
      written.addAll(lines);
    }

    private void append(Reply reply) {
      if (reply instanceof Reply.Several(var items)) {
        written.addAll(items);
      } else {
        written.add(reply);
      }
    }

    /**
     * Makes EXEC's array of what was written since it began. Redis announces as many elements as there were commands, and never
     * mind if some wrote more: who reads it finds the rest behind the array.
     */
    private void gather(int announced) {
      var elements = written.subList(arrayStart.orElseThrow(), written.size());
      var array = new Reply.Array(elements.subList(0, announced));
      var rest = List.copyOf(elements.subList(announced, elements.size()));
      elements.clear();
      written.add(array);
      written.addAll(rest);
    }

    Reply written() {
      return written.size() == 1 ? written.getFirst() : new Reply.Several(written);
    }

    /** What CLIENT CACHING said was meant for one command, or for one transaction. <b>Source:</b> {@code resetClient}. */
    void endCaching(Command command) {
      var isCaching = session.listening().tracking().filter(Tracking::isCaching).isPresent();
      if (isCaching && !session.isInTransaction() && !command.name().equalsIgnoreCase("client")) {
        session = session.withListening(session.listening().with(session.listening().tracking().map(each -> each.caching(false))));
      }
    }

    Reply process(Command command) {
      return switch (Commands.TABLE.lookup(command.words())) {
        case CommandTable.Lookup.Unknown unknown -> reject(Optional.empty(), unknown.error());
        case CommandTable.Lookup.Incomplete incomplete -> reject(Optional.empty(), incomplete.error());
        case CommandTable.Lookup.Found found -> process(found.spec(), command);
      };
    }

    private Reply process(CommandSpec spec, Command command) {
      if (!spec.accepts(command.words().size())) {
        return reject(Optional.of(spec), Errors.wrongArity(spec.name()));
      }
      if (session.isInTransaction() && spec.has(Flag.NO_MULTI)) {
        return reject(Optional.of(spec), Errors.NOT_IN_TRANSACTION);
      }
      announcer.limit(chooser::choose);
      if (session.protocol() == 2 && session.listening().isSubscriber() && !isForSubscribers(spec)) {
        return reject(Optional.of(spec), Errors.notForSubscribers(spec.name()));
      }
      if (session.listening().isMonitor() && touchesKeys(spec)) {
        return reject(Optional.of(spec), Errors.NOT_FOR_REPLICAS);
      }
      return switch (session.transaction()) {
        case Transaction.None none -> run(spec, command);
        case Transaction.Queueing queueing when !runsInsideMulti(spec) -> {
          session = session.withTransaction(queueing.with(command));
          yield Reply.QUEUED;
        }
        case Transaction.Poisoned poisoned when !runsInsideMulti(spec) -> Reply.QUEUED;
        case Transaction.Queueing queueing -> run(spec, command);
        case Transaction.Poisoned poisoned -> run(spec, command);
      };
    }

    /**
     * A refused command poisons the transaction it was meant for. <b>Source:</b> {@code rejectCommand}, {@code flagTransaction},
     * {@code execCommandAbort}.
     */
    private Reply reject(Optional<CommandSpec> spec, Reply.Error error) {
      if (session.isInTransaction()) {
        session = session.withTransaction(new Transaction.Poisoned());
      }
      if (spec.isPresent() && spec.get().name().equals("exec")) {
        become(session.withTransaction(Transaction.NONE).withWatches(Watches.NONE));
        return Errors.execAbort(error);
      }
      return error;
    }

    private static boolean isForSubscribers(CommandSpec spec) {
      return switch (spec.name()) {
        case "ping", "quit", "reset" -> true;
        default -> spec.name().endsWith("subscribe");
      };
    }

    /** A monitor counts as a replica, and those may not. */
    private boolean touchesKeys(CommandSpec spec) {
      return spec.has(Flag.WRITE) || spec.has(Flag.READONLY) || spec.has(Flag.MAY_REPLICATE)
          || spec.name().equals("exec") && session.transaction() instanceof Transaction.Queueing(var queued)
              && queued.stream().anyMatch(command -> Commands.TABLE.lookup(command.words()) instanceof CommandTable.Lookup.Found(var each)
                  && touchesKeys(each));
    }

    private boolean runsInsideMulti(CommandSpec spec) {
      return switch (spec.name()) {
        case "exec", "discard", "multi", "watch", "quit", "reset" -> true;
        default -> false;
      };
    }

    private Reply run(CommandSpec spec, Command command) {
      return run(spec, command, false);
    }

    private Reply run(CommandSpec spec, Command command, boolean isFromScript) {
      var call = new Call(spec, command.words(), database(), nowMillis, chooser, isFromScript);
      if (spec.has(Flag.SKIP_MONITOR)) {
        show(spec, command, isFromScript); // it comes before the commands that it runs
      }
      Reply reply;
      try {
        reply = switch (spec.handler()) {
          case Handler.OnKeyspace handler -> handler.run(call);
          case Handler.OnConnection handler -> handler.run(call, this);
        };
      } catch (CommandFault fault) {
        reply = fault.error();
      }
      settle();
      var notices = journal.notices();
      if (told < notices.size()) {
        session = session.after(notices.subList(told, notices.size()));
        told = notices.size();
      }
      if (!spec.has(Flag.SKIP_MONITOR) && !spec.has(Flag.ADMIN)) {
        show(spec, command, isFromScript);
      }
      if (session.listening().tracking().isPresent()) {
        remember(spec, command);
      }
      return reply;
    }

    private void show(CommandSpec spec, Command command, boolean isFromScript) {
      if (!clients.monitors().isEmpty()) {
        var from = isFromScript ? "lua" : host.address(session.id()).orElse(EXPLORED_ADDRESS);
        announcer.show(spec, command.words(), session.database(), from, nowMillis);
      }
    }

    /** Notes what a client that tracks keys has read; a script has read what its commands have. */
    private void remember(CommandSpec spec, Command command) {
      if (spec.has(Flag.READONLY) && !spec.has(Flag.SKIP_MONITOR) && session.listening().tracking().get().remembersReads()) {
        announcer.read(CommandKeys.in(spec.info(), command.words()).stream().map(found -> command.words().get(found.position())).toList());
      }
    }

    @Override
    public Session session() {
      return session;
    }

    @Override
    public void become(Session next) {
      settle();
      session = next;
      if (session.id() != Identity.ANONYMOUS) {
        RedisServer.this.become(clients.staleWatches().with(session.id(), session.watches()));
      }
    }

    @Override
    public long clientId() {
      if (session.id() == Identity.ANONYMOUS) {
        session = session.withIdentity(session.identity().withId(nextClientId()));
        clients = clients.naming(session.id(), true);
      }
      return session.id();
    }

    @Override
    public Clients clients() {
      return clients;
    }

    @Override
    public void become(Clients next) {
      clients = next;
    }

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public void become(Settings next) {
      settings = next;
      announcer.become(next);
    }

    @Override
    public Scripting scripting() {
      return scripting;
    }

    @Override
    public void become(Scripting next) {
      scripting = next;
    }

    @Override
    public Host host() {
      return host;
    }

    @Override
    public void tell(Message message) {
      if (message.client() != session.id() || session.id() == Identity.ANONYMOUS) {
        journal.told(message);
      } else if (message instanceof Message.Pushed(var client, var push) && push instanceof Reply.Simple) {
        lines.add(push);
      } else if (session.sent(message).isPresent()) {
        written.add(session.sent(message).get());
        session = session.noting(message);
      } else {
        session = session.after(List.of(message));
      }
    }

    @Override
    public boolean isInExec() {
      return arrayStart.isPresent();
    }

    @Override
    public boolean isConnected(long client) {
      return isOpen(client);
    }

    @Override
    public void stopListening() {
      clients = clients.left(session.id(), session.listening());
      session = session.withListening(Listening.NONE);
    }

    @Override
    public Reply executeQueued(Command command) {
      return switch (Commands.TABLE.lookup(command.words())) {
        case CommandTable.Lookup.Unknown unknown -> unknown.error();
        case CommandTable.Lookup.Incomplete incomplete -> incomplete.error();
        case CommandTable.Lookup.Found found -> {
          arrayStart = OptionalInt.of(arrayStart.orElse(written.size()));
          var answered = run(found.spec(), command);
          var reply = session.spoken(answered); // in the protocol of its own moment
          append(reply);
          written.addAll(lines);
          lines.clear();
          yield reply;
        }
      };
    }

    @Override
    public Database database() {
      return new Database(keyspace, journal, session.database(), nowMillis);
    }

    @Override
    public int writeCount() {
      return journal.writeCount();
    }

    @Override
    public void reportPartialEffect(String sentence) {
      alarms.add(new Alarm(NO_PARTIAL_EFFECT, sentence));
    }

    @Override
    public Compilation compile(Bytes body) {
      var compilation = scriptRunner.compile(body);
      if (compilation instanceof Compilation.Script script) {
        scripting = scripting.with(script.sha1().toLatin1(), body);
      }
      return compilation;
    }

    @Override
    public Reply run(Compilation.Script script, List<Bytes> keys, List<Bytes> arguments, boolean isReadOnly) {
      var writesBefore = writeCount();
      var database = session.database();
      var mayOnlyRead = isReadOnly || script.shebang().flags().contains(Shebang.Flag.NO_WRITES);
      var result = scriptRunner.run(script, keys, arguments, words -> executeFromScript(words, mayOnlyRead), scripting.left());
      scripting = scripting.with(result.state());
      session = session.withDatabase(database); // SELECT within a script ends with it
      if (result.reply() instanceof Reply.Error error && writeCount() > writesBefore) {
        reportPartialEffect("a script answered an error (" + error.text() + ") and kept what it had written before");
      }
      return result.reply();
    }

    /** <b>Source:</b> {@code scriptCall} in {@code script.c}. */
    private Reply executeFromScript(List<Bytes> words, boolean isReadOnly) {
      return switch (Commands.TABLE.lookup(words)) {
        case CommandTable.Lookup.Unknown unknown -> Errors.UNKNOWN_FROM_SCRIPT;
        case CommandTable.Lookup.Incomplete incomplete -> Errors.WRONG_ARITY_FROM_SCRIPT;
        case CommandTable.Lookup.Found found -> executeFromScript(found.spec(), words, isReadOnly);
      };
    }

    private Reply executeFromScript(CommandSpec spec, List<Bytes> words, boolean isReadOnly) {
      if (!spec.accepts(words.size())) {
        return Errors.WRONG_ARITY_FROM_SCRIPT;
      }
      if (spec.has(Flag.NOSCRIPT)) {
        return Errors.NOT_FROM_SCRIPT;
      }
      if (isReadOnly && (spec.has(Flag.WRITE) || spec.has(Flag.MAY_REPLICATE))) {
        return Errors.WRITE_FROM_READ_ONLY_SCRIPT;
      }
      return run(spec, new Command(words), true);
    }
  }
}
