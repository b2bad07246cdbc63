package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Glob;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.StringValue;
import java.util.List;

/** The commands for keys of any type, but for expiry and SORT. <b>Source:</b> {@code db.c} of Redis 7.0. */
public final class GenericCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("del", GenericCommands::del),
          command("unlink", GenericCommands::del),
          command("exists", GenericCommands::exists),
          command("touch", GenericCommands::touch),
          command("type", GenericCommands::type),
          command("rename", call -> rename(call, true)),
          command("renamenx", call -> rename(call, false)),
          command("copy", GenericCommands::copy),
          command("move", GenericCommands::move),
          command("keys", GenericCommands::keys),
          command("scan", GenericCommands::scan),
          command("randomkey", GenericCommands::randomKey));

  private GenericCommands() {}

  private static Reply del(Call call) {
    return Reply.of(call.words().stream().skip(1).filter(call::delete).count());
  }

  private static Reply exists(Call call) {
    return Reply.of(call.words().stream().skip(1).filter(key -> call.database().inspect(key).isPresent()).count());
  }

  private static Reply touch(Call call) {
    return Reply.of(call.words().stream().skip(1).filter(key -> call.database().read(key).isPresent()).count());
  }

  private static Reply type(Call call) {
    return new Reply.Simple(Bytes.of(typeName(call.database(), call.key())));
  }

  private static String typeName(Database database, Bytes key) {
    return database.inspect(key).map(entry -> entry.value().typeName()).orElse("none");
  }

  private static Reply rename(Call call, boolean replaces) {
    var source = call.word(1);
    var target = call.word(2);
    var database = call.database();
    if (!database.has(source)) {
      throw Call.fail(Errors.NO_SUCH_KEY);
    }
    if (source.equals(target)) {
      return replaces ? Reply.OK : Reply.ZERO;
    }
    if (database.has(target) && !replaces) {
      return Reply.ZERO;
    }
    transfer(database, source, database, target);
    database.notify(EventClass.GENERIC, "rename_from", source);
    database.notify(EventClass.GENERIC, "rename_to", target);
    return replaces ? Reply.OK : Reply.ONE;
  }

  private static void transfer(Database from, Bytes source, Database to, Bytes target) {
    var entry = from.entry(source).orElseThrow();
    to.add(target, entry.value().copy(), entry.expireAtMillis());
    from.delete(source);
    to.touch(target);
    to.count(1);
  }

  private static Reply copy(Call call) {
    var options = CopyOptions.parse(call);
    var source = call.word(1);
    var target = call.word(2);
    var from = call.database();
    var to = from.at(options.database());
    if (from.index() == to.index() && source.equals(target)) {
      throw Call.fail(Errors.SAME_OBJECT);
    }
    from.read(source);
    var entry = from.entry(source);
    if (entry.isEmpty() || to.has(target) && !options.replace()) {
      return Reply.ZERO;
    }
    var value = entry.get().value() instanceof StringValue string ? string.duplicate() : entry.get().value().copy();
    to.add(target, value, entry.get().expireAtMillis());
    to.touch(target);
    to.notify(EventClass.GENERIC, "copy_to", target);
    return Reply.ONE;
  }

  private record CopyOptions(int database, boolean replace) {
    static CopyOptions parse(Call call) {
      var database = call.database().index();
      var replace = false;
      for (var i = 3; i < call.size(); i++) {
        if (call.isOption(i, "replace")) {
          replace = true;
        } else if (call.isOption(i, "db") && i + 1 < call.size()) {
          database = databaseIndex(call, ++i);
        } else {
          throw Call.fail(Errors.SYNTAX);
        }
      }
      return new CopyOptions(database, replace);
    }
  }

  private static int databaseIndex(Call call, int word) {
    var index = call.integer(word);
    if (index < Integer.MIN_VALUE || index > Integer.MAX_VALUE) {
      throw Call.fail(Errors.OUT_OF_RANGE);
    }
    if (index < 0 || index >= Keyspace.DATABASES) {
      throw Call.fail(Errors.DB_INDEX_OUT_OF_RANGE);
    }
    return (int) index;
  }

  private static Reply move(Call call) {
    var from = call.database();
    var to = from.at(databaseIndex(call, 2));
    if (from.index() == to.index()) {
      throw Call.fail(Errors.SAME_OBJECT);
    }
    if (!from.has(call.key()) || to.has(call.key())) {
      return Reply.ZERO;
    }
    transfer(from, call.key(), to, call.key());
    from.notify(EventClass.GENERIC, "move_from", call.key());
    to.notify(EventClass.GENERIC, "move_to", call.key());
    return Reply.ONE;
  }

  private static Reply keys(Call call) {
    return Reply.bulks(call.database().keys(key -> Glob.selects(call.word(1), key)));
  }

  /** Keys that MATCH and TYPE would let pass but that have expired are removed. */
  private static Reply scan(Call call) {
    var scan = Scan.parse(call, Scan.cursor(call, 1), 2, true);
    var database = call.database();
    var page = scan.page(database::from);
    var shown = page.elements().stream()
        .map(Entry::key)
        .filter(scan::selects)
        .filter(key -> scan.type().isEmpty() || scan.type().get().equalsIgnoreCase(typeName(database, key)))
        .filter(database::has)
        .map(Reply::of)
        .toList();
    return Scan.reply(page.next(), shown);
  }

  /** Which key it names is open; an expired one that it comes upon is removed, and it tries again. */
  private static Reply randomKey(Call call) {
    var database = call.database();
    if (database.keepsExpired()) {
      return randomLiveKey(call);
    }
    for (var size = database.size(); size > 0; size = database.size()) {
      var key = database.stored(call.choose(size));
      if (database.has(key)) {
        return Reply.of(key);
      }
    }
    return Reply.NIL;
  }

  /** While clients pause. Redis looks for a live key until it finds one, and so hangs if all have expired. */
  private static Reply randomLiveKey(Call call) {
    var live = call.database().keys(key -> true);
    if (live.isEmpty() && !call.database().stored().isEmpty()) {
      throw new UnmodelledCommand(call.name(), " of expired keys while clients pause, which hangs the real server,");
    }
    return live.isEmpty() ? Reply.NIL : Reply.of(live.get(call.choose(live.size())));
  }
}
