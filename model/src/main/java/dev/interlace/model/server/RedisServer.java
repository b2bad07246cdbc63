package dev.interlace.model.server;

import dev.interlace.engine.system.Alarm;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.Clients;
import dev.interlace.model.clients.Waiter;
import dev.interlace.model.clients.Wish;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.CommandSpec.Flag;
import dev.interlace.model.command.CommandTable;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.Handler;
import dev.interlace.model.command.Host;
import dev.interlace.model.family.Serving;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.keyspace.Journal;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.notice.Message;
import dev.interlace.model.notice.Notice;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.Scripting;
import dev.interlace.model.script.Shebang;
import dev.interlace.model.session.Condition;
import dev.interlace.model.session.Identity;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Transaction;
import dev.interlace.model.session.Watches;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.value.RedisValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  private final ServerState start;
  private final Keyspace keyspace;
  private final ScriptRunner scriptRunner;
  private final Host host;
  private final Journal journal = new Journal(this::concernsBlocked);
  private final List<Alarm> alarms = new ArrayList<>();
  private Chooser chooser = Chooser.FIRST;
  private boolean hasWritten;
  private long nowMillis;
  private Scripting scripting;
  private Clients clients;
  private Settings settings;

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
    var connection = new StepConnection(session);
    var reply = connection.process(command);
    if (connection.isHeldBack) {
      return new Executed(Reply.NOTHING, session, true);
    }
    serveBlocked();
    connection.observe();
    var isSpoken = reply instanceof Reply.Array && command.name().equalsIgnoreCase("exec");
    var spoken = isSpoken ? reply : connection.session.spoken(reply); // HELLO answers in the protocol it asked for
    return new Executed(Reply.inOrder(connection.ahead, spoken), connection.session, false);
  }

  /** The connection of {@code session} has ended: the server forgets the client. */
  public void disconnect(Session session) {
    begin(Chooser.FIRST);
    clients = clients.with(clients.blocked().without(session.id()));
  }

  private void begin(Chooser next) {
    hasWritten |= !journal.leftKeysAlone();
    chooser = next;
    journal.clear();
    alarms.clear();
  }

  /** Moves the clock, never back; what was waiting for this moment happens, as one step. */
  public void advanceTo(long millis) {
    begin(Chooser.FIRST);
    nowMillis = millis;
    clients = clients.with(clients.pause().at(millis));
    clients.blocked().over(millis).forEach(waiter -> unblock(waiter, waiter.wish().givenUp()));
  }

  /** The next instant at which a blocked client gives up or a pause is over, {@link Waiter#FOR_EVER} for none. */
  public long nextDue() {
    var last = clients.pause().isNone() ? clients.blocked().nextDeadline() : Math.min(clients.blocked().nextDeadline(), clients.pause().untilMillis());
    return last == Waiter.FOR_EVER ? last : last + 1;
  }

  private boolean concernsBlocked(int database, Bytes key, RedisValue value) {
    return clients.blocked().areConcernedBy(database, key, value);
  }

  /** Looks after those who wait for keys that are ready now; what they take or move may make others ready. */
  private void serveBlocked() {
    for (var place = journal.nextReady(); place.isPresent(); place = journal.nextReady()) {
      serve(place.get());
    }
  }

  private void serve(Journal.Place place) {
    var serving = new Serving(new Database(keyspace, journal, place.database(), nowMillis), nowMillis);
    var waiting = clients.blocked().waitingFor(place.database(), place.key());
    for (var waiter : waiting) {
      serving.serve(waiter, place.key()).ifPresent(reply -> unblock(waiter, reply));
    }
    for (var waiter : waiting) {
      serving.comfort(waiter, place.key()).ifPresent(reply -> unblock(waiter, reply));
    }
  }

  private void unblock(Waiter waiter, Reply reply) {
    clients = clients.with(clients.blocked().without(waiter.client()));
    journal.told(new Message.Served(waiter.client(), reply));
  }

  public long nowMillis() {
    return nowMillis;
  }

  public Clients clients() {
    return clients;
  }

  /** Gives out the id of a new connection. */
  public long nextClientId() {
    clients = clients.withNextId();
    return clients.lastId();
  }

  /** The state now. The server may go on: what it shares with the state it copies before it writes. */
  public ServerState state() {
    hasWritten |= !journal.leftKeysAlone();
    clients = clients.with(clients.blocked().normal());
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

  private final class StepConnection implements Connection {
    private Session session;

    /** What this client is sent before the reply of its command. */
    private final List<Reply> ahead = new ArrayList<>();

    /** How many notices the session has been told of; a script's commands tell it before the script itself ends. */
    private int told;

    /** Whether a transaction or a script is being run. */
    private boolean isInside;

    private boolean isHeldBack;

    StepConnection(Session session) {
      this.session = session;
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
      if (isPaused(spec)) {
        isHeldBack = true;
        return Reply.NOTHING;
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

    private boolean isPaused(CommandSpec spec) {
      var pause = clients.pause();
      return !pause.isNone() && (pause.holdsReads() || mayWrite(spec) || spec.name().equals("exec") && holdsWrites(session.transaction()));
    }

    private static boolean mayWrite(CommandSpec spec) {
      return spec.has(Flag.WRITE) || spec.has(Flag.MAY_REPLICATE);
    }

    private static boolean holdsWrites(Transaction transaction) {
      return transaction instanceof Transaction.Queueing(var queued)
          && queued.stream().anyMatch(command -> Commands.TABLE.lookup(command.words()) instanceof CommandTable.Lookup.Found(var spec) && mayWrite(spec));
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
        session = session.withTransaction(Transaction.NONE).withWatches(Watches.NONE);
        return Errors.execAbort(error);
      }
      return error;
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
      Reply reply;
      try {
        reply = switch (spec.handler()) {
          case Handler.OnKeyspace handler -> handler.run(call);
          case Handler.OnConnection handler -> handler.run(call, this);
        };
      } catch (CommandFault fault) {
        reply = fault.error();
      }
      observe();
      return reply;
    }

    /** Tells the session what the step has done so far. */
    private void observe() {
      var notices = journal.notices();
      session = session.after(notices.subList(told, notices.size()));
      told = notices.size();
    }

    @Override
    public Session session() {
      return session;
    }

    @Override
    public void become(Session next) {
      session = next;
    }

    @Override
    public long clientId() {
      if (session.id() == Identity.ANONYMOUS) {
        session = session.withIdentity(session.identity().withId(nextClientId()));
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
      if (message instanceof Message.Closed(var client)) {
        clients = clients.with(clients.blocked().without(client));
      }
      if (message instanceof Message.Pushed(var client, var push) && client == session.id()) {
        ahead.add(session.spoken(push));
      } else if (message.client() == session.id()) {
        session = session.after(List.of(message));
      } else {
        journal.told(message);
      }
    }

    @Override
    public Reply await(Wish wish, List<Bytes> keys, long deadlineMillis, Reply otherwise) {
      if (isInside) {
        return otherwise;
      }
      if (session.id() == Identity.ANONYMOUS) {
        session = session.withIdentity(session.identity().withId(clients.blocked().ticket()));
      }
      clients = clients.with(clients.blocked().with(new Waiter(session.id(), session.database(), keys, wish, deadlineMillis)));
      session = session.withCondition(Condition.BLOCKED);
      return Reply.NOTHING;
    }

    @Override
    public Reply executeQueued(Command command) {
      isInside = true;
      var reply = runQueued(command);
      isInside = false;
      return reply;
    }

    private Reply runQueued(Command command) {
      return switch (Commands.TABLE.lookup(command.words())) {
        case CommandTable.Lookup.Unknown unknown -> unknown.error();
        case CommandTable.Lookup.Incomplete incomplete -> incomplete.error();
        case CommandTable.Lookup.Found found -> {
          var reply = run(found.spec(), command);
          yield session.spoken(reply); // in the protocol of its own moment
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
      var wasInside = isInside;
      isInside = true;
      var mayOnlyRead = isReadOnly || script.shebang().flags().contains(Shebang.Flag.NO_WRITES);
      var result = scriptRunner.run(script, keys, arguments, words -> executeFromScript(words, mayOnlyRead), scripting.left());
      isInside = wasInside;
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
