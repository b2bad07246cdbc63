package dev.interlace.model.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.session.Session;
import java.util.List;
import java.util.Optional;

/** The connection that a command came over, and through it the server, as narrow as the commands that need it allow. */
public interface Connection {
  Session session();

  void become(Session next);

  /** Runs a command that was queued, as EXEC does: it is past look-up and queueing. Never throws a {@link CommandFault}. */
  Reply executeQueued(Command command);

  /** Runs a command on behalf of a script. Never throws a {@link CommandFault}. */
  Reply executeFromScript(List<Bytes> words);

  /** The database that is selected now. */
  Database database();

  /** How many writes this step has made so far. */
  int writeCount();

  /** Notes that this step is wrong whatever the program meant: something failed, yet writes stay. */
  void reportPartialEffect(String sentence);

  /** The body of a script by its SHA-1 in lower-case hex. */
  Optional<Bytes> script(String sha);

  void rememberScript(String sha, Bytes body);

  void forgetScripts();
}
