package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.notice.Message;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.Code;
import dev.interlace.model.script.Compilation;
import java.util.ArrayList;
import java.util.List;

/** EVAL, EVALSHA, their read-only forms, and SCRIPT. <b>Source:</b> {@code eval.c} of Redis 7.0. */
public final class ScriptingCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("eval", (call, connection) -> eval(call, connection, false)),
          connection("eval_ro", (call, connection) -> eval(call, connection, true)),
          connection("evalsha", (call, connection) -> evalSha(call, connection, false)),
          connection("evalsha_ro", (call, connection) -> evalSha(call, connection, true)),
          connection("script|load", ScriptingCommands::load),
          connection("script|exists", ScriptingCommands::exists),
          connection("script|flush", ScriptingCommands::flush),
          connection("script|kill", (call, connection) -> kill(connection, false)),
          connection("script|debug", ScriptingCommands::debug));

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
    return keyCount(call, Errors.NOT_AN_INTEGER);
  }

  static int keyCount(Call call, Reply.Error notANumber) {
    var keys = call.integer(2, notANumber);
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
      case Compilation.Script script -> run(new Code.Script(script), call, keys, connection, isReadOnly);
    };
  }

  /** EVAL and FCALL alike: name, body, number of keys, keys, arguments. */
  static Reply run(Code code, Call call, int keys, Connection connection, boolean isReadOnly) {
    var firstArgument = FIRST_KEY + keys;
    var words = call.words();
    return connection.run(code, words, words.subList(FIRST_KEY, firstArgument), words.subList(firstArgument, words.size()), isReadOnly);
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

  /** SCRIPT KILL and FUNCTION KILL. */
  static Reply kill(Connection connection, boolean killsFunction) {
    var busy = connection.scripting().busy().orElseThrow(() -> Call.fail(Errors.NOT_BUSY));
    var answer = busy.answerToKill(killsFunction);
    if (answer == Reply.OK) {
      connection.become(connection.scripting().withoutBusy());
      connection.tell(new Message.Served(busy.client(), busy.ifKilled()));
    }
    return answer;
  }

  /** <b>Deviation:</b> there is no debugger; to switch it on gives no verdict. */
  private static Reply debug(Call call, Connection connection) {
    if (connection.isInExec()) {
      throw Call.fail(Errors.error("ERR SCRIPT DEBUG must be called outside a pipeline"));
    }
    if (call.isOption(2, "no")) {
      return Reply.OK;
    }
    if (call.isOption(2, "yes") || call.isOption(2, "sync")) {
      throw new UnmodelledCommand("script|debug", " " + call.word(2).toLatin1());
    }
    throw Call.fail(Errors.error("ERR Use SCRIPT DEBUG YES/SYNC/NO"));
  }

  private static Reply flush(Call call, Connection connection) {
    if (call.size() > FIRST_KEY || call.size() == FIRST_KEY && !call.isOption(2, "sync") && !call.isOption(2, "async")) {
      throw Call.fail(Errors.error("ERR SCRIPT FLUSH only support SYNC|ASYNC option"));
    }
    connection.become(connection.scripting().flushed());
    return Reply.OK;
  }
}
