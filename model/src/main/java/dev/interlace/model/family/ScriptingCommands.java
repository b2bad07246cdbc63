package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.Shebang;
import java.util.ArrayList;
import java.util.List;

/** EVAL, EVALSHA, their read-only forms, and SCRIPT LOAD, EXISTS, FLUSH. <b>Source:</b> {@code eval.c} of Redis 7.0. */
public final class ScriptingCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("eval", (call, connection) -> eval(call, connection, false)),
          connection("eval_ro", (call, connection) -> eval(call, connection, true)),
          connection("evalsha", (call, connection) -> evalSha(call, connection, false)),
          connection("evalsha_ro", (call, connection) -> evalSha(call, connection, true)),
          connection("script|load", ScriptingCommands::load),
          connection("script|exists", ScriptingCommands::exists),
          connection("script|flush", ScriptingCommands::flush));

  private static final Reply.Error WRITES_BY_READ_ONLY = Errors.error("ERR Can not execute a script with write flag using *_ro command.");
  private static final int SHA_LENGTH = 40;
  private static final int FIRST_KEY = 3;

  private ScriptingCommands() {}

  private static Reply eval(Call call, Connection connection, boolean isReadOnly) {
    var keys = keyCount(call);
    return run(connection.compile(call.word(1)), call, keys, connection, isReadOnly);
  }

  private static Reply evalSha(Call call, Connection connection, boolean isReadOnly) {
    if (call.word(1).length() != SHA_LENGTH) {
      throw Call.fail(Errors.NO_SCRIPT);
    }
    var keys = keyCount(call);
    var body = connection.scripting().scripts().get(call.word(1).toLowerCase());
    return body == null ? Errors.NO_SCRIPT : run(connection.compile(body), call, keys, connection, isReadOnly);
  }

  private static int keyCount(Call call) {
    var keys = call.integer(2);
    if (keys > call.size() - FIRST_KEY) {
      throw Call.fail(Errors.TOO_MANY_KEYS);
    }
    if (keys < 0) {
      throw Call.fail(Errors.NEGATIVE_KEYS);
    }
    return (int) keys;
  }

  private static Reply run(Compilation compilation, Call call, int keys, Connection connection, boolean isReadOnly) {
    return switch (compilation) {
      case Compilation.Refused refused -> refused.reply();
      case Compilation.Script script when isReadOnly && mayWrite(script.shebang()) -> WRITES_BY_READ_ONLY;
      case Compilation.Script script -> {
        var firstArgument = FIRST_KEY + keys;
        var words = call.words();
        yield connection.run(script, words.subList(FIRST_KEY, firstArgument), words.subList(firstArgument, words.size()), isReadOnly);
      }
    };
  }

  /** A script without a first line of its own promises nothing and is stopped at its first write. */
  private static boolean mayWrite(Shebang shebang) {
    return shebang.isPresent() && !shebang.flags().contains(Shebang.Flag.NO_WRITES);
  }

  private static Reply load(Call call, Connection connection) {
    return switch (connection.compile(call.word(2))) {
      case Compilation.Refused refused -> refused.reply();
      case Compilation.Script script -> Reply.of(script.sha1());
    };
  }

  private static Reply exists(Call call, Connection connection) {
    var known = new ArrayList<Reply>();
    for (Bytes sha : call.words().subList(2, call.size())) {
      known.add(connection.scripting().scripts().containsKey(sha.toLowerCase()) ? Reply.ONE : Reply.ZERO);
    }
    return new Reply.Array(known);
  }

  private static Reply flush(Call call, Connection connection) {
    if (call.size() > FIRST_KEY || call.size() == FIRST_KEY && !call.isOption(2, "sync") && !call.isOption(2, "async")) {
      throw Call.fail(Errors.error("ERR SCRIPT FLUSH only support SYNC|ASYNC option"));
    }
    connection.become(connection.scripting().flushed());
    return Reply.OK;
  }
}
