package dev.interlace.model.server;

import dev.interlace.engine.system.Alarm;
import dev.interlace.model.acl.AclLog;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.Clients;
import dev.interlace.model.clients.StaleWatches;
import dev.interlace.model.clients.Subscriptions;
import dev.interlace.model.clients.Waiter;
import dev.interlace.model.clients.Wish;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.command.CommandKeys;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.CommandTable;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.Host;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.durability.Recoverable;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.notice.Message;
import dev.interlace.model.notice.UserChange;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.resp.Protocol;
import dev.interlace.model.script.Code;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.FunctionEngine;
import dev.interlace.model.script.Scripting;
import dev.interlace.model.session.Condition;
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

/**
 * One command of one client on its way through a {@link RedisServer}, with all that comes of it: what it runs in its turn, what its client is
 * sent, how its session changes.
 *
 * <p><b>Source:</b> {@code processCommand} and {@code call} in {@code server.c} of Redis 7.0. <b>Deviation:</b> in exploration there is no
 * verdict on what leaves a client with half an array: CLIENT REPLY OFF or SKIP, or the end of its own connection, within EXEC.
 */
final class Pipeline implements Connection {
  /** As CLIENT LIST calls what is no command. */
  static final String NO_COMMAND = "NULL";

  private final RedisServer server;
  private Session session;

  private final Output output = new Output();
  private final ScriptExecution scripts;
  private final Permissions permissions;
  private final Exhibition exhibition;

  /** The command that the client has sent, or EXEC has come to: not one of a script. */
  private Optional<Asked> asked = Optional.empty();

  /** How many notices the session has been told of; a script's commands tell it before the script itself ends. */
  private int told;

  /** Whether the command at hand is a script's. */
  private boolean isInScript;

  /** Whether a transaction or a script is being run. */
  private boolean isInside;

  /** Whether clients pause, so that the command is to come again. */
  private boolean isHeldBack;

  private record Asked(CommandSpec spec, Command command) {}

  Pipeline(RedisServer server, Session session) {
    this.server = server;
    this.permissions = new Permissions(server);
    this.exhibition = new Exhibition(server);
    this.session = session;
    scripts = new ScriptExecution(server, this);
  }

  /** Runs {@code command}; to be called once. */
  RedisServer.Executed execute(Command command) {
    var reply = process(command);
    if (!isHeldBack) {
      end(reply);
      server.announcer.tellPending();
      server.serveBlocked();
      observe();
      server.announcer.finish();
      endCaching(command);
    }
    return new RedisServer.Executed(output.written(), session, isHeldBack);
  }

  private void end(Reply reply) {
    if (output.isInArray()) {
      output.end(reply, session);
      if (output.isHalf() && !server.host.sendsBytes()) {
        throw new UnmodelledCommand("exec", " of what leaves a client with half an array");
      }
      session = session.withManners(session.manners().next());
    } else if (session.manners().isSilent()) {
      output.endSilently(reply, session);
      session = session.isBlocked() ? session : session.withManners(session.manners().next()); // who waits has not had its reply yet
    } else {
      output.end(reply, session);
    }
  }

  /** What CLIENT CACHING said was meant for one command, or for one transaction. <b>Source:</b> {@code resetClient}. */
  private void endCaching(Command command) {
    var isCaching = session.listening().tracking().filter(Tracking::isCaching).isPresent();
    if (isCaching && !session.isInTransaction() && !command.name().equalsIgnoreCase("client")) {
      session = session.withListening(session.listening().with(session.listening().tracking().map(each -> each.caching(false))));
    }
  }

  private Reply process(Command command) {
    server.commandName = NO_COMMAND;
    return switch (server.lookup(command.words())) {
      case CommandTable.Lookup.Unknown unknown -> reject(Optional.empty(), command, unknown.error());
      case CommandTable.Lookup.Incomplete incomplete -> reject(Optional.empty(), command, incomplete.error());
      case CommandTable.Lookup.Found found -> process(found.spec(), command);
    };
  }

  private Reply process(CommandSpec spec, Command command) {
    server.commandName = spec.name();
    if (!spec.accepts(command.words().size())) {
      return reject(Optional.of(spec), command, Errors.wrongArity(spec.name()));
    }
    if (!session.identity().isAuthenticated() && !server.settings.acl().defaultUser().isOpen() && !spec.has(Flag.NO_AUTH)) {
      return reject(Optional.of(spec), command, Errors.NO_AUTH);
    }
    if (session.isInTransaction() && spec.has(Flag.NO_MULTI)) {
      return reject(Optional.of(spec), command, Errors.NOT_IN_TRANSACTION);
    }
    var denial = permissions.deny(session, spec, command.words());
    if (denial.isPresent()) {
      return reject(Optional.of(spec), command, Permissions.refusal(denial.get(), spec));
    }
    var refusal = new Admission(server, session).refusal(spec, command);
    observe();
    if (refusal.isPresent()) {
      return reject(Optional.of(spec), command, refusal.get());
    }
    server.announcer.limit(server.chooser::choose);
    if (session.protocol() == Protocol.RESP2 && session.listening().isSubscriber() && !spec.isForSubscribers()) {
      return reject(Optional.of(spec), command, Errors.notForSubscribers(spec.name()));
    }
    if (session.listening().isMonitor() && new Powers(server, session).touchesKeys(spec, command)) {
      return reject(Optional.of(spec), command, Errors.NOT_FOR_REPLICAS);
    }
    if (server.scripting.busy().isPresent() && !spec.has(Flag.ALLOW_BUSY)) {
      return reject(Optional.of(spec), command, server.scripting.busy().get().refusal());
    }
    if (isPaused(spec, command)) {
      isHeldBack = true;
      return Reply.NOTHING;
    }
    return switch (session.transaction()) {
      case Transaction.None none -> run(spec, command);
      case Transaction.Queueing queueing when !spec.runsInsideMulti() -> {
        if (!isAbortedOnPort()) {
          session = session.withTransaction(queueing.with(command));
        }
        yield Reply.QUEUED;
      }
      case Transaction.Poisoned poisoned when !spec.runsInsideMulti() -> Reply.QUEUED;
      case Transaction.Queueing queueing -> run(spec, command);
      case Transaction.Poisoned poisoned -> run(spec, command);
    };
  }

  /**
   * What comes when a watched key was touched is not even kept. In exploration it is, or else a write to a watched key would matter to every
   * command that is queued behind it.
   */
  private boolean isAbortedOnPort() {
    return session.watches() instanceof Watches.Dirty && server.host != Host.NONE;
  }

  /**
   * A refused command poisons the transaction it was meant for. <b>Source:</b> {@code rejectCommand}, {@code flagTransaction},
   * {@code execCommandAbort}.
   */
  private Reply reject(Optional<CommandSpec> spec, Command command, Reply.Error error) {
    server.host.telemetry().ifPresent(telemetry -> {
      telemetry.answeredError(error.code());
      spec.ifPresent(known -> telemetry.rejected(known.name()));
    });
    session = session.withTransaction(session.transaction().poisoned());
    if (spec.isPresent() && spec.get().name().equals("exec")) {
      become(session.withTransaction(Transaction.NONE).withWatches(Watches.NONE));
      exhibition.show(command, session, false, false);
      return Errors.execAbort(error);
    }
    return error;
  }

  private boolean isPaused(CommandSpec spec, Command command) {
    var pause = server.clients.pause();
    return !pause.isNone() && (pause.holdsReads() || new Powers(server, session).mayWrite(spec, command));
  }

  private Reply run(CommandSpec spec, Command command) {
    return run(spec, command, false);
  }

  Reply run(CommandSpec spec, Command command, boolean isFromScript) {
    var call = new Call(spec, command.words(), database(), server.nowMillis, scripts.micros(), server.chooser, isFromScript);
    if (!isFromScript) {
      asked = Optional.of(new Asked(spec, command));
      exhibition.begin();
    }
    isInScript = isFromScript;
    if (spec.has(Flag.SKIP_MONITOR)) {
      exhibition.show(command, session, isFromScript, true); // it comes before the commands that it runs
    }
    var reply = server.host.telemetry().isEmpty() ? server.handle(spec, call, this)
        : new Measurement(server, session).of(spec, call, () -> server.handle(spec, call, this));
    isInScript = false;
    observe();
    if (!spec.has(Flag.SKIP_MONITOR) && !spec.has(Flag.ADMIN)) {
      exhibition.show(command, session, isFromScript, isFromScript);
    }
    if (spec.has(Flag.READONLY) && !spec.has(Flag.SKIP_MONITOR) && session.listening().tracking().isPresent()) {
      remember();
    }
    return reply;
  }

  /** Tells the session what the step has done so far. */
  private void observe() {
    server.settle();
    var notices = server.journal.notices();
    if (told < notices.size()) {
      session = session.after(notices.subList(told, notices.size()));
      told = notices.size();
    }
  }

  @Override
  public void hide(int word) {
    exhibition.hide(word);
  }

  void answered(int parts) {
    output.answered(parts);
  }

  /**
   * Notes what a client that tracks keys has read. Of a script that reads anything, Redis takes the keys that it was called with.
   * <b>Source:</b> {@code call}, {@code trackingRememberKeys}.
   */
  private void remember() {
    if (session.listening().tracking().get().remembersReads()) {
      var words = asked.orElseThrow().command().words();
      server.announcer.read(CommandKeys.read(asked.get().spec().info(), words).stream().map(found -> words.get(found.position())).toList());
    }
  }

  boolean isInScript() {
    return isInScript;
  }

  @Override
  public Session now(Session before) {
    return before.after(server.notices());
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public void become(Session next) {
    server.settle();
    session = next.listening().isSubscriber() ? next : next.withIdentity(next.identity().withoutTicket());
    if (session.id() != Identity.ANONYMOUS) {
      server.become(server.clients.staleWatches().with(session.id(), session.watches()));
    }
  }

  @Override
  public long clientId() {
    session = new Naming(server).identified(session);
    return session.id();
  }

  @Override
  public long listenerId(Bytes name) {
    session = new Naming(server).listening(session, name);
    return session.id();
  }

  @Override
  public Clients clients() {
    server.journal.readEverything();
    return server.clients;
  }

  @Override
  public Subscriptions subscriptions(Bytes channel) {
    return server.subscriptions(channel);
  }

  @Override
  public void become(Subscriptions next) {
    server.clients = server.clients.with(next);
  }

  @Override
  public StaleWatches staleWatches() {
    return server.clients.staleWatches(); // who changes them depends on everything
  }

  @Override
  public void become(Clients next) {
    server.clients = next;
  }

  @Override
  public Settings settings() {
    return server.settings;
  }

  @Override
  public void become(Settings next) {
    server.become(next);
  }

  @Override
  public Scripting scripting() {
    return server.scripting;
  }

  @Override
  public void become(Scripting next) {
    server.scripting = next;
  }

  @Override
  public Recoverable recoverable() {
    return server.recoverable;
  }

  @Override
  public void become(Recoverable next) {
    server.recoverable = next;
  }

  @Override
  public RdbContent content() {
    return server.content();
  }

  @Override
  public Host host() {
    return server.host;
  }

  @Override
  public void tell(Message message) {
    if (message instanceof Message.Closed(var client)) {
      server.clients = server.clients.killed(client);
    }
    if (message.client() != session.id() || session.id() == Identity.ANONYMOUS) {
      server.journal.told(message);
    } else if (message instanceof Message.Pushed(var client, var push) && push instanceof Reply.Simple line) {
      exhibition.showOwn(line, session, output);
    } else if (session.sent(message).isPresent()) {
      output.push(session.sent(message).get());
      session = session.noting(message);
    } else {
      session = session.after(List.of(message));
    }
  }

  @Override
  public Reply await(Wish wish, List<Bytes> keys, long deadlineMillis, Reply otherwise) {
    if (isInside) {
      return otherwise;
    }
    session = new Naming(server).waiting(session, keys, wish, deadlineMillis);
    server.clients = server.clients.with(server.clients.blocked().with(new Waiter(session.id(), session.database(), keys, wish, deadlineMillis)));
    session = session.withCondition(Condition.BLOCKED);
    return Reply.NOTHING;
  }

  @Override
  public void tellAll(UserChange change) {
    server.journal.told(change);
  }

  @Override
  public void authenticationFailed(Bytes user, Bytes command) {
    permissions.logFailure(session, isInExec() ? AclLog.Context.MULTI : AclLog.Context.TOPLEVEL, user, command);
  }

  @Override
  public boolean isInExec() {
    return output.isInArray();
  }

  @Override
  public boolean isConnected(long client) {
    return server.isOpen(client);
  }

  @Override
  public void stopListening() {
    server.clients = server.clients.left(session.id(), session.listening());
    session = session.withListening(Listening.NONE).withIdentity(session.identity().withoutTicket());
  }

  @Override
  public Reply executeQueued(Command command) {
    return switch (server.lookup(command.words())) {
      case CommandTable.Lookup.Unknown unknown -> unknown.error();
      case CommandTable.Lookup.Incomplete incomplete -> incomplete.error();
      case CommandTable.Lookup.Found found -> {
        output.beginElement(session);
        var denial = permissions.deny(session, found.spec(), command.words(), AclLog.Context.MULTI);
        isInside = true;
        var answered = denial.isPresent() ? Permissions.refusalByExec(denial.get()) : run(found.spec(), command);
        isInside = false;
        output.element(answered, session); // in the protocol of its own moment
        exhibition.begin();
        yield session.spoken(answered);
      }
    };
  }

  @Override
  public Database database() {
    return server.database(session.database());
  }

  @Override
  public long changes() {
    return server.journal.changes();
  }

  @Override
  public void reportPartialEffect(String sentence) {
    server.alarms.add(new Alarm(RedisServer.NO_PARTIAL_EFFECT, sentence));
  }

  @Override
  public Compilation compile(Bytes body) {
    return scripts.compile(body);
  }

  /** While this lasts no command may wait. Answers whether it lasted already, to be given to {@link #leave}. */
  boolean enter() {
    var wasInside = isInside;
    isInside = true;
    return wasInside;
  }

  void leave(boolean wasInside) {
    isInside = wasInside;
  }

  /** Why the user who runs a script may not run this command of it. */
  Optional<Reply.Error> refusalInScript(CommandSpec spec, List<Bytes> words) {
    return permissions.deny(session, spec, words, AclLog.Context.LUA).map(Permissions::refusalInScript);
  }

  /** What a script's command answered goes to the script. */
  Reply runForScript(CommandSpec spec, List<Bytes> words) {
    var reply = run(spec, new Command(words), true);
    output.answersNobody();
    return reply;
  }

  Optional<Boolean> mayRun(List<Bytes> words) {
    return permissions.mayRun(session, words);
  }

  @Override
  public FunctionEngine.Loaded load(Bytes library) {
    return server.scriptRunner.load(library);
  }

  @Override
  public Reply run(Code code, List<Bytes> command, List<Bytes> keys, List<Bytes> arguments, boolean isReadOnly) {
    return scripts.run(code, command, keys, arguments, isReadOnly);
  }
}
