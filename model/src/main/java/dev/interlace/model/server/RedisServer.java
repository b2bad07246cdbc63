package dev.interlace.model.server;

import dev.interlace.engine.system.Alarm;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.CommandTable;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.Handler;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.keyspace.Journal;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.ScriptState;
import dev.interlace.model.script.Shebang;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Transaction;
import dev.interlace.model.session.Watches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A server during one step: the pipeline that every command passes, in Redis' order.
 *
 * <p>Look up, arity, allowed here?, queue or run, note what changed. <b>Source:</b> {@code processCommand} and {@code call} in
 * {@code server.c} of Redis 7.0.
 */
public final class RedisServer {
  /** The name under which a step that failed and yet wrote is reported. */
  public static final String NO_PARTIAL_EFFECT = "no partial effect";

  private final ServerState before;
  private final Keyspace keyspace;
  private final Chooser chooser;
  private final ScriptRunner scriptRunner;
  private final Journal journal = new Journal();
  private final List<Alarm> alarms = new ArrayList<>();
  private SortedMap<String, Bytes> scripts;
  private ScriptState scriptState;

  /**
   * @param before stays as it is
   * @param scriptRunner keeps nothing between scripts, but is costly to make
   */
  public RedisServer(ServerState before, Chooser chooser, ScriptRunner scriptRunner) {
    this.before = before;
    this.keyspace = before.keyspace().fork();
    this.scripts = before.scripts();
    this.scriptState = before.scriptState();
    this.chooser = chooser;
    this.scriptRunner = scriptRunner;
  }

  /** What a command came to. */
  public record Executed(Reply reply, Session session) {}

  /** Runs one command of a client whose session is {@code session}. */
  public Executed execute(Session session, Command command) {
    var connection = new StepConnection(session);
    var reply = connection.process(command);
    var isSpoken = reply instanceof Reply.Array && command.name().equalsIgnoreCase("exec");
    return new Executed(isSpoken ? reply : spoken(reply, connection.session), connection.session);
  }

  /** HELLO answers in the protocol it asked for. Within EXEC each command speaks the protocol of its own moment. */
  private static Reply spoken(Reply reply, Session session) {
    return session.protocol() == 2 ? reply.asResp2() : reply.asResp3();
  }

  /** The state now; the server must not be used any more. */
  public ServerState state() {
    var isUnchanged = journal.changes().isEmpty() && scripts == before.scripts() && scriptState.equals(before.scriptState());
    return isUnchanged ? before : new ServerState(keyspace, before.nowMillis(), scripts, scriptState);
  }

  public Journal journal() {
    return journal;
  }

  /** What the server itself knows to be wrong with the step. */
  public List<Alarm> alarms() {
    return alarms;
  }

  private final class StepConnection implements Connection {
    private Session session;

    /** How many changes the session has been told of; a script's commands tell it before the script itself ends. */
    private int toldChanges = journal.changes().size();

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
      var call = new Call(spec, command.words(), database(), before.nowMillis(), chooser, isFromScript);
      Reply reply;
      try {
        reply = switch (spec.handler()) {
          case Handler.OnKeyspace handler -> handler.run(call);
          case Handler.OnConnection handler -> handler.run(call, this);
        };
      } catch (CommandFault fault) {
        reply = fault.error();
      }
      var changes = journal.changes();
      session = session.after(changes.subList(toldChanges, changes.size()));
      toldChanges = changes.size();
      return reply;
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
    public Reply executeQueued(Command command) {
      return switch (Commands.TABLE.lookup(command.words())) {
        case CommandTable.Lookup.Unknown unknown -> unknown.error();
        case CommandTable.Lookup.Incomplete incomplete -> incomplete.error();
        case CommandTable.Lookup.Found found -> spoken(run(found.spec(), command), session);
      };
    }

    @Override
    public Database database() {
      return new Database(keyspace, journal, session.database(), before.nowMillis());
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
    public Optional<Bytes> script(String sha) {
      return Optional.ofNullable(scripts.get(sha));
    }

    @Override
    public Compilation compile(Bytes body) {
      var compilation = scriptRunner.compile(body);
      if (compilation instanceof Compilation.Script script && !scripts.containsKey(script.sha1().toLatin1())) {
        var more = new TreeMap<>(scripts);
        more.put(script.sha1().toLatin1(), body);
        scripts = more;
      }
      return compilation;
    }

    @Override
    public Reply run(Compilation.Script script, List<Bytes> keys, List<Bytes> arguments, boolean isReadOnly) {
      var writesBefore = writeCount();
      var database = session.database();
      var mayOnlyRead = isReadOnly || script.shebang().flags().contains(Shebang.Flag.NO_WRITES);
      var result = scriptRunner.run(script, keys, arguments, words -> executeFromScript(words, mayOnlyRead), scriptState);
      scriptState = result.state();
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

    @Override
    public void forgetScripts() {
      scripts = new TreeMap<>();
      scriptState = scriptState.flushed();
    }
  }
}
