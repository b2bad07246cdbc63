package dev.interlace.model.server;

import dev.interlace.engine.system.Footprint;
import dev.interlace.model.keyspace.Journal;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.notice.Message;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.Scripting;
import dev.interlace.model.script.Sha1;
import dev.interlace.model.session.Identity;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Transaction;
import dev.interlace.model.session.Watches;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The footprint of a command: the keys it read and wrote, and what stands for the rest of the server.
 *
 * <p>What a server knows of its clients and its settings is one thing: a step that changes any of it commutes with no other, and a client that others
 * can send messages to, because the server knows it by its id, takes no step that commutes with another. So the usual commands of anonymous
 * clients, which can meet nothing but keys and scripts, need not say that they look at settings.
 */
final class Footprints {
  /** Scripts, functions, and what one script leaves for the next. A blank, so that no key of database 0 is taken for it by chance. */
  private static final String SCRIPTS = "the scripts";

  /** One script that is kept, by its digest. */
  private static final String SCRIPT = "the script ";

  /** What one client is sent unasked, by its id. */
  private static final String MESSAGES = "the messages to ";

  /** Whatever else a command may have looked at that is not a key. */
  private static final String REST = "the rest";

  /** When keys expire, which decides how far time moves. */
  private static final String DEADLINES = "the deadlines";

  static final Footprint CLOCK = new Footprint(new TreeSet<>(List.of(Journal.CLOCK)), new TreeSet<>());
  private static final Footprint TIME = new Footprint(new TreeSet<>(List.of(DEADLINES)), new TreeSet<>(List.of(Journal.CLOCK, REST)));

  private Footprints() {}

  /** What the command has read and written, of a session that was {@code session} and a state that was {@code before}. */
  static Footprint of(ServerState before, Session session, Command command, RedisServer server, Reply reply) {
    var after = server.state();
    if (session.id() != Identity.ANONYMOUS || !isAlike(before, after) || isHeldUp(before) || isHeldUp(after)) {
      return Footprint.EVERYTHING;
    }
    var journal = server.journal();
    var reads = new TreeSet<>(journal.reads());
    var writes = new TreeSet<>(journal.writes());
    noteScripts(before.scripting(), after.scripting(), commands(session, command), reads, writes);
    if (runsTransaction(session, command) && !session.watches().equals(Watches.NONE)) {
      reads.add(Footprint.SESSION);
    }
    if (runsTransaction(session, command) && session.watches() instanceof Watches.Watching(var keys)) {
      keys.keySet().forEach(key -> reads.add(Journal.resource(key.database(), key.key())));
    }
    noteExpiry(before, reads, writes);
    noteExpiry(after, reads, writes);
    noteMessages(server, writes);
    if (reads.isEmpty() && writes.isEmpty() && !concernsSessionOnly(session, command, reply)) {
      reads.add(REST);
    }
    return new Footprint(reads, writes);
  }

  /** What the passing of time has read and written, of a state that was {@code before}. */
  static Footprint ofTime(ServerState before, RedisServer server) {
    var after = server.state();
    var isOnlyTime = isAlike(before, after) && after.scripting().equals(before.scripting()) && server.notices().isEmpty();
    return isOnlyTime && !isHeldUp(before) ? TIME : Footprint.EVERYTHING;
  }

  private static boolean isAlike(ServerState before, ServerState after) {
    return after.clients().equals(before.clients()) && after.settings().equals(before.settings());
  }

  /** Whether some or all clients may be refused or held back because of what another does for a while. */
  private static boolean isHeldUp(ServerState state) {
    return state.scripting().busy().isPresent() || !state.clients().pause().isNone();
  }

  /** Two steps that send something to one client do not commute: it is told which came first. */
  private static void noteMessages(RedisServer server, TreeSet<String> writes) {
    for (var notice : server.notices()) {
      if (notice instanceof Message message) {
        writes.add(MESSAGES + message.client());
      }
    }
  }

  /** What a key that expires is depends on the clock; and whoever writes it may have changed, or taken away, a deadline. */
  private static void noteExpiry(ServerState state, TreeSet<String> reads, TreeSet<String> writes) {
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      for (var key : state.keyspace().expired(database, Long.MAX_VALUE)) {
        var resource = Journal.resource(database, key);
        if (writes.contains(resource)) {
          reads.add(Journal.CLOCK);
          writes.add(DEADLINES);
        } else if (reads.contains(resource)) {
          reads.add(Journal.CLOCK);
        }
      }
    }
  }

  private static boolean runsTransaction(Session session, Command command) {
    return command.name().equalsIgnoreCase("exec") && session.transaction() instanceof Transaction.Queueing;
  }

  /** What runs: the command itself, or what it has queued before. */
  private static List<Command> commands(Session session, Command command) {
    return switch (session.transaction()) {
      case Transaction.None none -> List.of(command);
      case Transaction.Queueing(var queued) -> runsTransaction(session, command) ? queued : List.of();
      case Transaction.Poisoned poisoned -> List.of();
    };
  }

  /** Each script that is kept is a resource of its own; all else about scripts is one more, and who throws all scripts away writes that. */
  private static void noteScripts(Scripting before, Scripting after, List<Command> commands, TreeSet<String> reads, TreeSet<String> writes) {
    for (var command : commands) {
      if (isAboutScripts(command)) {
        reads.add(SCRIPTS);
        named(command).forEach(script -> reads.add(SCRIPT + script));
        if (command.words().size() > 1 && command.words().get(1).equalsIgnoreCase("flush")) {
          writes.add(SCRIPTS);
        }
      }
    }
    after.scripts().keySet().stream().filter(script -> !before.scripts().containsKey(script)).forEach(script -> writes.add(SCRIPT + script));
    var isOnlyMore = after.left().equals(before.left()) && after.functions().equals(before.functions()) && after.busy().equals(before.busy())
        && after.scripts().keySet().containsAll(before.scripts().keySet());
    if (!isOnlyMore) {
      writes.add(SCRIPTS);
    }
  }

  /** The digests of the scripts that a command may be about. */
  private static List<String> named(Command command) {
    var words = command.words();
    return switch (command.name().toLatin1().toLowerCase(Locale.ROOT)) {
      case "eval", "eval_ro" -> words.size() < 2 ? List.of() : List.of(Sha1.hex(words.get(1)).toLatin1());
      case "evalsha", "evalsha_ro" -> words.size() < 2 ? List.of() : List.of(words.get(1).toLatin1().toLowerCase(Locale.ROOT));
      case "script" -> words.stream().skip(2)
          .flatMap(word -> Stream.of(word.toLatin1().toLowerCase(Locale.ROOT), Sha1.hex(word).toLatin1())).toList();
      default -> List.of();
    };
  }

  private static boolean isAboutScripts(Command command) {
    return switch (command.name().toLatin1().toLowerCase(Locale.ROOT)) {
      case "eval", "eval_ro", "evalsha", "evalsha_ro", "script", "fcall", "fcall_ro", "function" -> true;
      default -> false;
    };
  }

  private static boolean concernsSessionOnly(Session session, Command command, Reply reply) {
    if (reply.equals(Reply.QUEUED) || session.transaction() instanceof Transaction.Poisoned) {
      return true;
    }
    return switch (command.name().toLatin1().toLowerCase(Locale.ROOT)) {
      case "multi", "discard", "unwatch", "ping", "echo", "select" -> true;
      case "exec" -> session.watches() instanceof Watches.Dirty || !session.isInTransaction();
      default -> false;
    };
  }
}
