package dev.interlace.model.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.Clients;
import dev.interlace.model.clients.StaleWatches;
import dev.interlace.model.clients.Subscriptions;
import dev.interlace.model.clients.Wish;
import dev.interlace.model.durability.Recoverable;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.notice.Message;
import dev.interlace.model.notice.UserChange;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.Code;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.FunctionEngine;
import dev.interlace.model.script.Scripting;
import dev.interlace.model.session.Session;
import dev.interlace.model.settings.Settings;
import java.util.List;

/** The connection that a command came over, and through it the server, as narrow as the commands that need it allow. */
public interface Connection {
  Session session();

  void become(Session next);

  /** The id of this client; one that had none gets it now. */
  long clientId();

  /** What stands for this client among those who listen, now that it begins to listen to {@code name} or ceases to: its id if it has one. */
  long listenerId(Bytes name);

  /** What the server knows of its clients together. Who asks depends on all that any client does; so rather ask for less. */
  Clients clients();

  /** Who listens to what, for who asks about {@code channel} alone. */
  Subscriptions subscriptions(Bytes channel);

  void become(Subscriptions next);

  /** Watches that shield others. */
  StaleWatches staleWatches();

  void become(Clients next);

  Settings settings();

  void become(Settings next);

  Scripting scripting();

  void become(Scripting next);

  /** What would be found of the data after an outage. */
  Recoverable recoverable();

  void become(Recoverable next);

  /** Everything that would be saved now. */
  RdbContent content();

  /** Whether the server is one that runs, with telemetry and peers, and not a state that is explored. */
  Host host();

  /** Sends something to one client; if it is this one, before the reply of the command at hand. */
  void tell(Message message);

  /**
   * Blocks this client until somebody gives it what it wishes, or {@code deadlineMillis} has passed.
   *
   * @param otherwise what it is answered where nobody may wait: in a transaction and in a script
   * @return what it is answered now: {@link Reply#NOTHING}, or {@code otherwise}
   */
  Reply await(Wish wish, List<Bytes> keys, long deadlineMillis, Reply otherwise);

  /** Keeps a word of the command at hand, such as a password, from MONITOR. <b>Source:</b> {@code redactClientCommandArgument}. */
  void hide(int word);

  /** The session of another client, {@code before} this step, as the step has made it so far. */
  Session now(Session before);

  /** Notes that somebody could not say who they are. */
  void authenticationFailed(Bytes user, Bytes command);

  /** Tells every connection of a user, this one included. */
  void tellAll(UserChange change);

  /** Whether EXEC is running this command. */
  boolean isInExec();

  /** Whether a client of this id has a connection. */
  boolean isConnected(long client);

  /** Takes the client out of all that the server sends unasked: subscriptions, tracking, monitors. */
  void stopListening();

  /** Runs a command that was queued, as EXEC does: it is past look-up and queueing. Never throws a {@link CommandFault}. */
  Reply executeQueued(Command command);

  /** The database that is selected now. */
  Database database();

  /** How many writes this step has made so far. */
  long changes();

  /** Notes that this step is wrong whatever the program meant: something failed, yet writes stay. */
  void reportPartialEffect(String sentence);

  /** Compiles the body of a script, and remembers it if it is one. */
  Compilation compile(Bytes body);

  /** Loads a library of functions, without adding it to those of the server. */
  FunctionEngine.Loaded load(Bytes library);

  /**
   * Runs a script or function. Its commands come back through the pipeline.
   *
   * @param command the words that called it
   */
  Reply run(Code code, List<Bytes> command, List<Bytes> keys, List<Bytes> arguments, boolean isReadOnly);
}
