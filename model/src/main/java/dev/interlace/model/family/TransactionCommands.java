package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Transaction;
import dev.interlace.model.session.Watches;
import dev.interlace.model.version.Quirk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** MULTI, EXEC, DISCARD, WATCH, UNWATCH. <b>Source:</b> {@code multi.c} of Redis 7.0. */
public final class TransactionCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("multi", TransactionCommands::multi),
          connection("exec", TransactionCommands::exec),
          connection("discard", TransactionCommands::discard),
          connection("watch", TransactionCommands::watch),
          connection("unwatch", TransactionCommands::unwatch));

  private TransactionCommands() {}

  private static Reply multi(Call call, Connection connection) {
    if (connection.session().isInTransaction()) {
      throw Call.fail(Errors.NESTED_MULTI);
    }
    connection.become(connection.session().withTransaction(new Transaction.Queueing(List.of())));
    return Reply.OK;
  }

  private static Reply exec(Call call, Connection connection) {
    var session = connection.session();
    return switch (session.transaction()) {
      case Transaction.None none -> throw Call.fail(Errors.EXEC_WITHOUT_MULTI);
      // A command refused while queueing outweighs a touched key.
      case Transaction.Poisoned poisoned -> {
        connection.become(ended(session));
        yield Errors.EXEC_ABORT;
      }
      case Transaction.Queueing queueing -> {
        var isTouched = isTouched(connection);
        connection.become(ended(session));
        yield isTouched ? Reply.NIL_ARRAY : runAll(queueing, connection);
      }
    };
  }

  /**
   * A watched key that expired since the watch counts as touched, although nobody removed it. <b>Source:</b>
   * {@code isWatchedKeyExpired}.
   */
  private static boolean isTouched(Connection connection) {
    return switch (connection.session().watches()) {
      case Watches.Dirty dirty -> true;
      case Watches.Watching watching ->
          watching.keys().entrySet().stream()
              .anyMatch(watch -> !watch.getValue().isStale() && connection.database().at(watch.getKey().database()).isExpired(watch.getKey().key()));
    };
  }

  private static Reply runAll(Transaction.Queueing queueing, Connection connection) {
    var replies = new ArrayList<Reply>();
    var writes = new ArrayList<Long>();
    var before = connection.changes();
    for (var command : queueing.queued()) {
      var soFar = connection.changes();
      replies.add(connection.executeQueued(command));
      writes.add(connection.changes() - soFar);
    }
    reportFirstError(queueing.queued(), replies, writes, connection.changes() - before, connection);
    return new Reply.Array(replies);
  }

  /** What a failed script wrote itself is reported with the script. */
  private static void reportFirstError(
      List<Command> commands, List<Reply> replies, List<Long> writes, long allWrites, Connection connection) {
    for (var i = 0; i < replies.size(); i++) {
      if (replies.get(i) instanceof Reply.Error error && allWrites > writes.get(i)) {
        connection.reportPartialEffect(
            "EXEC ran " + commands.get(i) + " into an error (" + error.text() + ") and kept what the other commands wrote");
        return;
      }
    }
  }

  private static Reply discard(Call call, Connection connection) {
    if (!connection.session().isInTransaction()) {
      throw Call.fail(Errors.DISCARD_WITHOUT_MULTI);
    }
    connection.become(ended(connection.session()));
    return Reply.OK;
  }

  private static Session ended(Session session) {
    return session.withTransaction(Transaction.NONE).withWatches(Watches.NONE);
  }

  private static Reply watch(Call call, Connection connection) {
    if (connection.session().isInTransaction()) {
      throw Call.fail(Errors.WATCH_IN_MULTI);
    }
    for (var key : call.words().subList(1, call.size())) {
      watch(new Watches.WatchedKey(call.database().index(), key), call.database().isExpired(key), connection);
    }
    return Reply.OK;
  }

  private static void watch(Watches.WatchedKey key, boolean isStale, Connection connection) {
    switch (connection.session().watches()) {
      case Watches.Dirty dirty -> connection.become(connection.session().withWatches(dirty.with(key)));
      case Watches.Watching watching -> {
        if (isStale) {
          connection.clientId(); // who shields others must be told from them
        }
        var isShielded = connection.settings().version().has(Quirk.STALE_WATCH_SHIELDS_LATER_ONES);
        var shields = isShielded ? connection.staleWatches().on(key) : Collections.<Long>emptySortedSet();
        var watch = new Watches.Watch(isStale, shields);
        connection.become(connection.session().withWatches(watching.with(key, watch)));
      }
    }
  }

  private static Reply unwatch(Call call, Connection connection) {
    connection.become(connection.session().withWatches(Watches.NONE));
    return Reply.OK;
  }
}
