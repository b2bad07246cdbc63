package dev.interlace.model.server;

import dev.interlace.engine.system.Footprint;
import dev.interlace.model.clients.BlockedClients;
import dev.interlace.model.clients.Clients;
import dev.interlace.model.clients.Subscriptions;
import dev.interlace.model.clients.Waiter;
import dev.interlace.model.clients.Wish;
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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What commands and the passing of time read and write: keys, and what stands for the rest of the server.
 *
 * <p>Of what a server knows of its clients, who listens to a channel, who waits for a key, who has read one and which ids were given out are resources of their
 * own, found by comparing the state before with the state after. All else, and the settings, is one thing: a step that changes any of it commutes with no
 * other. So the usual commands, which meet nothing but keys and scripts, need not say that they look at settings; and who looks at all clients reads
 * everything.
 */
final class Footprints {
  static final Footprint CLOCK = new Footprint(new TreeSet<>(List.of(Journal.CLOCK)), new TreeSet<>());

  /** Of a command that the server does not even begin with, for reasons that are nobody's in particular. */
  static final Footprint HELD_BACK = new Footprint(new TreeSet<>(List.of(Footprint.ALL)), new TreeSet<>());

  private final SortedSet<String> reads = new TreeSet<>();
  private final SortedSet<String> writes = new TreeSet<>();
  private final SortedSet<String> noticed = new TreeSet<>();

  private Footprints() {}

  /** What the command has read and written, of a session that was {@code session} and a state that was {@code before}. */
  static Footprint of(ServerState before, Session session, Command command, RedisServer server, RedisServer.Executed executed) {
    var found = new Footprints();
    found.noteTicket(session.id(), executed.session().id());
    return found.note(before, session, command, server, executed.reply()) ? found.footprint() : Footprint.EVERYTHING;
  }

  /** What the passing of time has read and written, of a state that was {@code before}. */
  static Footprint ofTime(ServerState before, RedisServer server) {
    var found = new Footprints();
    var after = server.state();
    if (!found.noteRest(before, server) || isHeldUp(before) || !after.scripting().equals(before.scripting())) {
      return Footprint.EVERYTHING;
    }
    found.reads.add(Resources.DEADLINES);
    found.writes.addAll(List.of(Journal.CLOCK, Resources.REST));
    return found.footprint();
  }

  /** What the end of a connection has read and written. */
  static Footprint ofDisconnection(ServerState before, RedisServer server) {
    var found = new Footprints();
    return found.noteRest(before, server) && server.notices().isEmpty() ? found.footprint() : Footprint.EVERYTHING;
  }

  /** What must be written for a client to go on whose command waits in the server. */
  static Footprint ofWaiting(ServerState shared, Session session) {
    var found = new Footprints();
    found.reads.add(Resources.messages(session.id()));
    shared.clients().blocked().find(session.id()).ifPresent(found::noteWaiter);
    found.writes.clear();
    return found.footprint();
  }

  /** What must be written for a client to go on that waits for anything that it is sent. */
  static Footprint ofListening(Session session) {
    var found = new Footprints();
    found.readMessages(session);
    return found.footprint();
  }

  /**
   * Of what only hands over something that the client was sent before.
   *
   * @param waiter the id or ticket under which it was sent
   * @param mayBeTakenAway whether somebody may still keep the client from getting it
   */
  static Footprint ofHandingOver(long waiter, boolean mayBeTakenAway) {
    var found = new Footprints();
    if (waiter != Identity.ANONYMOUS) {
      (mayBeTakenAway ? found.reads : found.noticed).add(Resources.messages(waiter));
    }
    return found.footprint();
  }

  private Footprint footprint() {
    return new Footprint(reads, writes, noticed);
  }

  private boolean note(ServerState before, Session session, Command command, RedisServer server, Reply reply) {
    var after = server.state();
    if (!noteRest(before, server) || isHeldUp(before) || isHeldUp(after)) {
      return false;
    }
    reads.addAll(server.journal().reads());
    writes.addAll(server.journal().writes());
    noteScripts(before.scripting(), after.scripting(), commands(session, command));
    if (runsTransaction(session, command)) {
      switch (session.watches()) {
        case Watches.Watching(var keys) -> keys.keySet().forEach(key -> reads.add(Journal.resource(key.database(), key.key())));
        case Watches.Dirty(var keys) -> keys.forEach(key -> noticed.add(Journal.resource(key.database(), key.key())));
      }
    }
    noteExpiry(before);
    noteExpiry(after);
    noteGroups(before);
    if (reads.isEmpty() && writes.isEmpty() && !concernsSessionOnly(session, command, reply)) {
      reads.add(Resources.REST);
    }
    readMessages(session);
    return true;
  }

  /** Whether it is taken decides what others get. */
  private void noteTicket(long before, long after) {
    for (var id : List.of(before, after)) {
      if (before != after && id < Identity.ANONYMOUS) {
        writes.add(Resources.messages(id));
      }
    }
  }

  /** Who can be sent something reads that with the reply to every command. */
  private void readMessages(Session session) {
    if (session.id() != Identity.ANONYMOUS) {
      reads.add(Resources.messages(session.id()));
    }
  }

  /** All but keys and scripts; false if the step commutes with no other. */
  private boolean noteRest(ServerState before, RedisServer server) {
    var after = server.state();
    noteMessages(server);
    return after.settings().equals(before.settings()) && noteClients(before.clients(), after.clients());
  }

  private boolean noteClients(Clients before, Clients after) {
    if (before == after) {
      return true;
    }
    if (!after.monitors().equals(before.monitors()) || !after.staleWatches().equals(before.staleWatches()) || !after.pause().equals(before.pause())
        || !after.trackers().clients().equals(before.trackers().clients()) || !after.trackers().prefixes().equals(before.trackers().prefixes())) {
      return false;
    }
    if (after.lastId() != before.lastId() || !after.named().equals(before.named())) {
      reads.add(Resources.IDS);
      writes.add(Resources.IDS);
    }
    noteListeners(before.subscriptions(), after.subscriptions());
    before.trackers().keys().differences(after.trackers().keys()).forEach(key -> writes.add(Resources.readers(key)));
    noteWaiting(before.blocked(), after.blocked());
    return true;
  }

  private void noteListeners(Subscriptions before, Subscriptions after) {
    before.channels().differences(after.channels()).forEach(channel -> writes.add(Resources.channel(channel)));
    before.shardChannels().differences(after.shardChannels()).forEach(channel -> writes.add(Resources.channel(channel)));
    if (!before.patterns().equals(after.patterns())) {
      writes.add(Resources.PATTERNS);
    }
  }

  private void noteWaiting(BlockedClients before, BlockedClients after) {
    before.waiters().stream().filter(waiter -> after.find(waiter.client()).isEmpty()).forEach(this::noteWaiter);
    after.waiters().stream().filter(waiter -> before.find(waiter.client()).isEmpty()).forEach(this::noteWaiter);
  }

  /** One who begins or ceases to wait: whoever had written any of its keys before would have given it something else. */
  private void noteWaiter(Waiter waiter) {
    for (var key : waiter.keys()) {
      reads.add(Journal.resource(waiter.database(), key));
      reads.add(Resources.waiting(waiter.database(), key));
      writes.add(Resources.waiting(waiter.database(), key));
    }
    if (waiter.deadlineMillis() != Waiter.FOR_EVER) {
      reads.add(Journal.CLOCK);
      writes.add(Resources.DEADLINES);
    }
  }

  /**
   * Whether a member of a group is told that its stream has gone depends on the types that anybody waits for. <b>Source:</b> {@code signalKeyAsReady},
   * {@code blocked_clients_by_type}.
   */
  private void noteGroups(ServerState before) {
    for (var waiter : before.clients().blocked().waiters()) {
      if (waiter.wish() instanceof Wish.ReadAsGroup && waiter.keys().stream().anyMatch(key -> writes.contains(Journal.resource(waiter.database(), key)))) {
        reads.add(Footprint.ALL);
      }
    }
  }

  /** Whether some or all clients may be refused or held back because of what another does for a while. */
  private static boolean isHeldUp(ServerState state) {
    return state.scripting().busy().isPresent() || !state.clients().pause().isNone();
  }

  /** Two steps that send something to one client do not commute: it is told which came first. */
  private void noteMessages(RedisServer server) {
    for (var notice : server.notices()) {
      if (notice instanceof Message message) {
        writes.add(Resources.messages(message.client()));
      }
    }
  }

  /** What a key that expires is depends on the clock; and whoever writes it may have changed, or taken away, a deadline. */
  private void noteExpiry(ServerState state) {
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      for (var key : state.keyspace().expired(database, Long.MAX_VALUE)) {
        var resource = Journal.resource(database, key);
        if (writes.contains(resource)) {
          reads.add(Journal.CLOCK);
          writes.add(Resources.DEADLINES);
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
  private void noteScripts(Scripting before, Scripting after, List<Command> commands) {
    for (var command : commands) {
      if (isAboutScripts(command)) {
        reads.add(Resources.SCRIPTS);
        named(command).forEach(script -> reads.add(Resources.script(script)));
        if (command.words().size() > 1 && command.words().get(1).equalsIgnoreCase("flush")) {
          writes.add(Resources.SCRIPTS);
        }
      }
    }
    after.scripts().keySet().stream().filter(script -> !before.scripts().containsKey(script)).forEach(script -> writes.add(Resources.script(script)));
    var isOnlyMore = after.left().equals(before.left()) && after.functions().equals(before.functions()) && after.busy().equals(before.busy())
        && after.scripts().keySet().containsAll(before.scripts().keySet());
    if (!isOnlyMore) {
      writes.add(Resources.SCRIPTS);
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
