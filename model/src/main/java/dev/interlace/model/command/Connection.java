package dev.interlace.model.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.session.Session;
import java.util.List;
import java.util.Optional;

/** The connection that a command came over, and through it the server, as narrow as the commands that need it allow. */
public interface Connection {
  Session session();

  void become(Session next);

  /** Runs a command that was queued, as EXEC does: it is past look-up and queueing. Never throws a {@link CommandFault}. */
  Reply executeQueued(Command command);

  /** The database that is selected now. */
  Database database();

  /** How many writes this step has made so far. */
  int writeCount();

  /** Notes that this step is wrong whatever the program meant: something failed, yet writes stay. */
  void reportPartialEffect(String sentence);

  /** The body of a remembered script by its SHA-1 in lower-case hex. */
  Optional<Bytes> script(String sha);

  /** Compiles the body of a script, and remembers it if it is one. */
  Compilation compile(Bytes body);

  /** Runs a script. Its commands come back through the pipeline. */
  Reply run(Compilation.Script script, List<Bytes> keys, List<Bytes> arguments, boolean isReadOnly);

  void forgetScripts();
}
