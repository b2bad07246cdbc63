package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.allKeys;
import static dev.interlace.model.command.CommandSpec.firstKey;
import static dev.interlace.model.command.CommandSpec.read;
import static dev.interlace.model.command.CommandSpec.twoKeys;
import static dev.interlace.model.command.CommandSpec.write;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Glob;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.CommandSpec.KeyPositions;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.RedisValue;
import java.util.ArrayList;
import java.util.List;

/** The commands for keys of any type, but for expiry and SORT. <b>Source:</b> {@code db.c} of Redis 7.0. */
public final class GenericCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          write("del", -2, allKeys(), GenericCommands::del),
          write("unlink", -2, allKeys(), GenericCommands::del),
          read("exists", -2, allKeys(), GenericCommands::exists),
          read("touch", -2, allKeys(), GenericCommands::exists),
          read("type", 2, firstKey(), GenericCommands::type),
          write("rename", 3, twoKeys(), call -> rename(call, true)),
          write("renamenx", 3, twoKeys(), call -> rename(call, false)),
          write("copy", -3, twoKeys(), GenericCommands::copy),
          write("move", 3, firstKey(), GenericCommands::move),
          read("keys", 2, KeyPositions.NONE, GenericCommands::keys),
          read("scan", -2, KeyPositions.NONE, GenericCommands::scan),
          read("randomkey", 1, KeyPositions.NONE, GenericCommands::randomKey));

  private GenericCommands() {}

  private static Reply del(Call call) {
    return Reply.of(call.words().stream().skip(1).filter(call.database()::delete).count());
  }

  private static Reply exists(Call call) {
    return Reply.of(call.words().stream().skip(1).filter(call.database()::has).count());
  }

  private static Reply type(Call call) {
    return new Reply.Simple(Bytes.of(typeName(call.database(), call.key())));
  }

  private static String typeName(Database database, Bytes key) {
    return database.find(key).map(RedisValue::typeName).orElse("none");
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
    return replaces ? Reply.OK : Reply.ONE;
  }

  private static void transfer(Database from, Bytes source, Database to, Bytes target) {
    var entry = from.entry(source).orElseThrow();
    to.add(target, entry.value().copy(), entry.expireAtMillis());
    from.delete(source);
    to.touch(target);
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
    var entry = from.entry(source);
    if (entry.isEmpty() || to.has(target) && !options.replace()) {
      return Reply.ZERO;
    }
    to.add(target, entry.get().value().copy(), entry.get().expireAtMillis());
    to.touch(target);
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
    return Reply.ONE;
  }

  private static Reply keys(Call call) {
    return Reply.bulks(call.database().keys().stream().filter(key -> Glob.selects(call.word(1), key)).toList());
  }

  /** Keys that MATCH and TYPE would let pass but that have expired are removed. */
  private static Reply scan(Call call) {
    var scan = Scan.parse(call, Scan.cursor(call, 1), 2, true);
    var database = call.database();
    var page = scan.page(database.stored());
    var shown = scan.selected(page.elements()).stream()
        .filter(key -> scan.type().isEmpty() || scan.type().get().equalsIgnoreCase(typeName(database, key)))
        .filter(database::has)
        .map(Reply::of)
        .toList();
    return Scan.reply(page.next(), shown);
  }

  /** Which key it names is open; an expired one that it comes upon is removed, and it tries again. */
  private static Reply randomKey(Call call) {
    var candidates = new ArrayList<>(call.database().stored());
    while (!candidates.isEmpty()) {
      var key = candidates.remove(call.choose(candidates.size()));
      if (call.database().has(key)) {
        return Reply.of(key);
      }
    }
    return Reply.NIL;
  }
}
