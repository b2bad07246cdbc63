package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.Neighbours;
import dev.interlace.model.command.Neighbours.Trouble;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.rdb.DumpPayload;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * MIGRATE: keys that go to another server. Everybody waits until it has answered. <b>Source:</b> {@code migrateCommand} in
 * {@code cluster.c} of Redis 7.0. <b>Deviation:</b> in exploration nobody is at the other end; a
 * SELECT is sent even if the connection has that database already.
 *
 * @param keys those that were named
 * @param login the words of AUTH, if any
 */
record Migration(List<Bytes> keys, boolean copies, boolean replaces, List<Bytes> login) {
  private static final int FIRST_OPTION = 6;
  private static final int USUAL_TIMEOUT_MILLIS = 1_000;
  private static final int MOST_PORTS = 65_535;
  private static final Reply NO_KEY = new Reply.Simple(Bytes.of("NOKEY"));

  static Reply migrate(Call call, Connection connection) {
    var migration = parse(call, connection);
    var timeout = call.integer(5);
    var database = call.integer(4);
    var there = migration.keys.stream().filter(key -> call.database().read(key).isPresent()).toList(); // looks at all of them
    call.propagateNothing();
    if (there.isEmpty()) {
      return NO_KEY;
    }
    var patience = timeout <= 0 ? USUAL_TIMEOUT_MILLIS : (int) Math.min(timeout, Integer.MAX_VALUE);
    var answers = migration.ask(call, connection, database, patience, there);
    return migration.finish(call, there, answers);
  }

  private static Migration parse(Call call, Connection connection) {
    var keys = List.of(call.word(3));
    var copies = false;
    var replaces = false;
    var login = List.<Bytes>of();
    for (var i = FIRST_OPTION; i < call.size(); i++) {
      switch (call.word(i).toLowerCase()) {
        case "copy" -> copies = true;
        case "replace" -> replaces = true;
        case "auth" -> {
          login = hidden(1, i, call, connection);
          i++;
        }
        case "auth2" -> {
          login = hidden(2, i, call, connection);
          i += 2;
        }
        case "keys" -> {
          if (!call.word(3).isEmpty()) {
            throw Call.fail(Errors.MIGRATE_KEY_NOT_EMPTY);
          }
          keys = call.words().subList(i + 1, call.size());
          i = call.size();
        }
        default -> throw Call.fail(Errors.SYNTAX);
      }
    }
    return new Migration(keys, copies, replaces, login);
  }

  /** The words behind {@code option} are nobody's business. */
  private static List<Bytes> hidden(int count, int option, Call call, Connection connection) {
    if (option + count >= call.size()) {
      throw Call.fail(Errors.SYNTAX);
    }
    for (var i = 1; i <= count; i++) {
      connection.hide(option + i);
    }
    var words = new ArrayList<>(List.of(Bytes.of("AUTH")));
    words.addAll(call.words().subList(option + 1, option + 1 + count));
    return words;
  }

  private Neighbours.Answers ask(Call call, Connection connection, long database, int timeoutMillis, List<Bytes> there) {
    var port = Numbers.parseLong(call.word(2)).orElse(0);
    if (port < 1 || port > MOST_PORTS) {
      return new Neighbours.Answers(List.of(), Optional.of(Trouble.CONNECTING));
    }
    var requests = new ArrayList<List<Bytes>>();
    if (!login.isEmpty()) {
      requests.add(login);
    }
    requests.add(Call.words("SELECT", database));
    var compresses = connection.settings().isOn("rdbcompression");
    there.forEach(key -> requests.add(restoring(key, call, compresses)));
    return connection.host().surroundings().neighbours().ask(call.word(1).toLatin1(), (int) port, timeoutMillis, requests);
  }

  private List<Bytes> restoring(Bytes key, Call call, boolean compresses) {
    var entry = call.database().storedEntry(key).orElseThrow();
    var ttl = entry.expireAtMillis() == Entry.NEVER ? 0 : Math.max(1, entry.expireAtMillis() - call.nowMillis());
    var words = new ArrayList<>(Call.words("RESTORE", key, ttl, DumpPayload.of(entry.value(), compresses)));
    if (replaces) {
      words.add(Bytes.of("REPLACE"));
    }
    return words;
  }

  /** What has arrived is removed here, unless a copy was asked for. */
  private Reply finish(Call call, List<Bytes> there, Neighbours.Answers answers) {
    var preparing = login.isEmpty() ? 1 : 2;
    var first = answers.lines().stream().limit(preparing).filter(Migration::isError).findFirst();
    var error = first;
    var gone = new ArrayList<>(Call.words("DEL"));
    for (var i = preparing; i < answers.lines().size(); i++) {
      var line = answers.lines().get(i);
      if (first.isPresent() || isError(line)) {
        error = error.or(() -> Optional.of(line));
      } else if (!copies && call.delete(there.get(i - preparing))) {
        gone.add(there.get(i - preparing));
      }
    }
    if (gone.size() > 1) {
      call.propagateAs(() -> gone);
    }
    if (error.isPresent() && answers.lines().size() > preparing) {
      return Errors.targetReplied(error.get());
    }
    return answers.trouble().<Reply>map(trouble -> Errors.noAnswer(trouble.text())).orElse(Reply.OK);
  }

  private static boolean isError(Bytes line) {
    return !line.isEmpty() && line.at(0) == '-';
  }
}
