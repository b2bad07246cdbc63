package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Glob;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.rdb.DumpPayload;
import dev.interlace.model.rdb.FunctionsPayload;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.Busy;
import dev.interlace.model.script.Code;
import dev.interlace.model.script.FunctionEngine;
import dev.interlace.model.script.FunctionLibrary;
import dev.interlace.model.script.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** FCALL, FCALL_RO and FUNCTION. <b>Source:</b> {@code functions.c} of Redis 7.0. */
public final class FunctionCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("fcall", (call, connection) -> fcall(call, connection, false)),
          connection("fcall_ro", (call, connection) -> fcall(call, connection, true)),
          connection("function|load", FunctionCommands::load),
          connection("function|delete", FunctionCommands::delete),
          connection("function|list", FunctionCommands::list),
          connection("function|flush", FunctionCommands::flush),
          connection("function|stats", FunctionCommands::stats),
          connection("function|dump", FunctionCommands::dump),
          connection("function|restore", FunctionCommands::restore),
          connection("function|kill", (call, connection) -> ScriptingCommands.kill(connection, true)));

  private FunctionCommands() {}

  private static Reply fcall(Call call, Connection connection, boolean isReadOnly) {
    var found = connection.scripting().functions().find(call.word(1)).orElseThrow(() -> Call.fail(Errors.FUNCTION_NOT_FOUND));
    var keys = ScriptingCommands.keyCount(call, Errors.BAD_KEY_COUNT);
    return ScriptingCommands.run(new Code.Function(found), call, keys, connection, isReadOnly);
  }

  private static Reply load(Call call, Connection connection) {
    var last = call.size() - 1;
    for (var i = 2; i < last; i++) {
      if (!call.isOption(i, "replace")) {
        throw Call.fail(Errors.oneLine("ERR Unknown option given: " + call.word(i).toLatin1()));
      }
    }
    return switch (connection.load(call.word(last))) {
      case FunctionEngine.Loaded.Refused(var error) -> error;
      case FunctionEngine.Loaded.Library(var library) -> {
        connection.become(connection.scripting().with(joined(connection.scripting().functions(), library, last > 2)));
        call.counts(1);
        yield Reply.bulk(library.name());
      }
    };
  }

  /** <b>Source:</b> {@code functionsCreateWithLibraryCtx}. */
  private static Functions joined(Functions functions, FunctionLibrary library, boolean replaces) {
    if (functions.libraries().containsKey(library.name()) && !replaces) {
      throw Call.fail(Errors.error("ERR Library '" + library.name() + "' already exists"));
    }
    var others = functions.without(library.name());
    for (var function : library.functions()) {
      if (others.find(Bytes.of(function.name())).isPresent()) {
        throw Call.fail(Errors.error("ERR Function " + function.name() + " already exists"));
      }
    }
    return others.with(library);
  }

  private static Reply dump(Call call, Connection connection) {
    var codes = connection.scripting().functions().libraries().values().stream().map(FunctionLibrary::code).toList();
    return Reply.of(FunctionsPayload.of(codes, connection.settings().isOn("rdbcompression")));
  }

  private static Reply restore(Call call, Connection connection) {
    if (call.size() > 4) {
      throw Call.fail(Errors.subcommandSyntax(call.word(0), call.word(1)));
    }
    var hasPolicy = call.size() == 4;
    var replaces = hasPolicy && call.isOption(3, "replace");
    var flushes = hasPolicy && call.isOption(3, "flush");
    if (hasPolicy && !replaces && !flushes && !call.isOption(3, "append")) {
      throw Call.fail(Errors.error("ERR Wrong restore policy given, value should be either FLUSH, APPEND or REPLACE."));
    }
    if (!DumpPayload.isWhole(call.word(2))) {
      throw Call.fail(Errors.error("ERR DUMP payload version or checksum are wrong"));
    }
    var codes = FunctionsPayload.read(call.word(2)).orElseThrow(() -> Call.fail(Errors.error("ERR given type is not a function")));
    var functions = flushes ? Functions.NONE : connection.scripting().functions();
    for (var code : codes) {
      functions = switch (connection.load(code)) {
        case FunctionEngine.Loaded.Refused(var error) -> throw Call.fail(error);
        case FunctionEngine.Loaded.Library(var library) -> restored(functions, library, replaces);
      };
    }
    connection.become(connection.scripting().with(functions));
    call.counts(1);
    return Reply.OK;
  }

  private static Functions restored(Functions functions, FunctionLibrary library, boolean replaces) {
    if (functions.libraries().containsKey(library.name()) && !replaces) {
      throw Call.fail(Errors.error("ERR Library " + library.name() + " already exists")); // without quotes, unlike FUNCTION LOAD
    }
    return joined(functions, library, true);
  }

  private static Reply delete(Call call, Connection connection) {
    var scripting = connection.scripting();
    var name = call.word(2).toLatin1();
    if (!scripting.functions().libraries().containsKey(name)) {
      throw Call.fail(Errors.LIBRARY_NOT_FOUND);
    }
    connection.become(scripting.with(scripting.functions().without(name)));
    call.counts(1);
    return Reply.OK;
  }

  private static Reply flush(Call call, Connection connection) {
    if (call.size() > 3) {
      throw Call.fail(Errors.subcommandSyntax(call.word(0), call.word(1)));
    }
    if (call.size() == 3 && !call.isOption(2, "sync") && !call.isOption(2, "async")) {
      throw Call.fail(Errors.error("ERR FUNCTION FLUSH only supports SYNC|ASYNC option"));
    }
    connection.become(connection.scripting().with(Functions.NONE));
    call.counts(1);
    return Reply.OK;
  }

  private static Reply list(Call call, Connection connection) {
    Optional<Bytes> pattern = Optional.empty();
    var withCode = false;
    for (var i = 2; i < call.size(); i++) {
      if (!withCode && call.isOption(i, "withcode")) {
        withCode = true;
      } else if (pattern.isEmpty() && call.isOption(i, "libraryname")) {
        if (++i == call.size()) {
          throw Call.fail(Errors.error("ERR library name argument was not given"));
        }
        pattern = Optional.of(call.word(i));
      } else {
        throw Call.fail(Errors.unknownArgument(call.word(i)));
      }
    }
    var shown = new ArrayList<Reply>();
    for (var library : connection.scripting().functions().libraries().values()) {
      if (pattern.isEmpty() || Glob.matchesIgnoringCase(pattern.get(), Bytes.of(library.name()))) {
        shown.add(shown(library, withCode));
      }
    }
    return new Reply.Array(shown);
  }

  private static Reply shown(FunctionLibrary library, boolean withCode) {
    var fields = new ArrayList<>(List.of(
        field("library_name", Reply.bulk(library.name())),
        field("engine", Reply.bulk("LUA")),
        field("functions", new Reply.Array(library.functions().stream().map(FunctionCommands::shown).toList()))));
    if (withCode) {
      fields.add(field("library_code", Reply.of(library.code())));
    }
    return new Reply.MapReply(fields);
  }

  private static Reply shown(FunctionLibrary.Function function) {
    Reply description = function.description().isPresent() ? Reply.of(function.description().get()) : Reply.NIL;
    List<Reply> flags = function.flags().stream().map(flag -> (Reply) new Reply.Simple(Bytes.of(flag.word()))).toList();
    return new Reply.MapReply(List.of(
        field("name", Reply.bulk(function.name())), field("description", description), field("flags", new Reply.SetReply(flags))));
  }

  private static Reply shown(Busy busy, long nowMillis) {
    return new Reply.MapReply(List.of(
        field("name", Reply.of(busy.name())),
        field("command", Reply.bulks(busy.command())),
        field("duration_ms", Reply.of(nowMillis - busy.sinceMillis()))));
  }

  private static Reply.Pair field(String name, Reply value) {
    return new Reply.Pair(Reply.bulk(name), value);
  }

  private static Reply stats(Call call, Connection connection) {
    var busy = connection.scripting().busy();
    if (busy.isPresent() && !busy.get().isFunction()) {
      throw Call.fail(busy.get().refusal());
    }
    var functions = connection.scripting().functions();
    var counts = new Reply.MapReply(List.of(
        field("libraries_count", Reply.of(functions.libraries().size())), field("functions_count", Reply.of(functions.count()))));
    return new Reply.MapReply(List.of(
        field("running_script", busy.map(each -> shown(each, call.nowMillis())).orElse(Reply.NIL)),
        field("engines", new Reply.MapReply(List.of(field("LUA", counts))))));
  }
}
