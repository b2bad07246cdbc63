package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.lib.LibraryTable;
import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.LuaError;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.NumberText;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.version.RedisVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code redis}. Errors of its functions are tables with {@code err} and carry no position.
 *
 * <p>Source: Redis 7.0, {@code script_lua.c} ({@code luaRegisterRedisAPI}) and {@code eval.c} ({@code scriptingInit}).
 */
final class RedisLibrary {
  private static final String NOT_TEXT = "Lua redis lib command arguments must be strings or integers";
  private static final String NO_ARGUMENT = "Please specify at least one argument for this redis lib call";
  private static final String BAD_FLAGS = "Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.";
  private static final int REPLICATION_MASK = 3;

  private final Session session;

  /** What the functions need of the run in progress. */
  interface Session {
    ScriptHost host();

    /** The budget with which it started. */
    long budget();

    /** The script is about to call a command; false if it has called as many as its host has patience for. */
    boolean mayCall();

    int protocol();

    void setProtocol(int protocol);
  }

  private RedisLibrary(Session session) {
    this.session = session;
  }

  /** The functions that scripts and functions have. */
  static LibraryTable open(Machine machine, Session session) {
    var library = new RedisLibrary(session);
    var table = new LibraryTable(machine, new Table(machine))
        .add("call", call -> library.run(call, true))
        .add("pcall", call -> library.run(call, false));
    addLog(table, (level, message) -> session.host().log(level, message));
    return table
        .add("setresp", library::setResp)
        .add("sha1hex", RedisLibrary::sha1Hex)
        .add("error_reply", RedisLibrary::errorReply)
        .add("status_reply", RedisLibrary::statusReply)
        .add("set_repl", library::setReplication)
        .set("REPL_NONE", Num.of(0))
        .set("REPL_AOF", Num.of(1))
        .set("REPL_SLAVE", Num.of(2))
        .set("REPL_REPLICA", Num.of(2))
        .set("REPL_ALL", Num.of(REPLICATION_MASK))
        .add("acl_check_cmd", library::aclCheck);
  }

  /** The log, its levels, and the version: what a function library sees even while it loads. */
  static void addLog(LibraryTable redis, Log log) {
    redis
        .add("log", call -> log(call, log))
        .set("LOG_DEBUG", Num.of(0))
        .set("LOG_VERBOSE", Num.of(1))
        .set("LOG_NOTICE", Num.of(2))
        .set("LOG_WARNING", Num.of(3))
        .set("REDIS_VERSION_NUM", Num.of(RedisVersion.MODELLED.number()))
        .set("REDIS_VERSION", Str.of(RedisVersion.MODELLED.text()));
  }

  /** Where {@code redis.log} writes. */
  interface Log {
    void write(int level, Bytes message);
  }

  private int run(Call call, boolean raisesErrors) {
    List<Bytes> command;
    try {
      command = command(call);
    } catch (LuaError e) {
      if (raisesErrors) {
        throw e;
      }
      return call.push(e.value());
    }
    call.charge(session.mayCall() ? command.size() + (command.getLast().length() >> 3) : session.budget());
    if (call.machine().isKilled()) { // what it would still do once it is killed cannot be known before somebody kills it
      throw new LuaError(ErrorTables.table(call, "Script killed by user with SCRIPT KILL..."));
    }
    session.host().ranFor(session.budget() - call.machine().budget());
    var reply = session.host().call(command);
    var value = new ReplyToLua(call, session.protocol()).convert(reply);
    if (raisesErrors && reply instanceof Reply.Error) {
      throw new LuaError(value);
    }
    return call.push(value);
  }

  /** Name and arguments; a number is written with 17 digits, so 0.1 becomes 0.10000000000000001. */
  private static List<Bytes> command(Call call) {
    if (call.count() == 0) {
      throw ErrorTables.raise(call, NO_ARGUMENT);
    }
    var command = new ArrayList<Bytes>(call.count());
    for (var i = 1; i <= call.count(); i++) {
      if (call.arg(i) instanceof Str s) {
        command.add(s.toBytes());
      } else if (call.arg(i) instanceof Num n) {
        command.add(Bytes.latin1(NumberText.general(n, 17, false)));
      } else {
        throw ErrorTables.raise(call, NOT_TEXT);
      }
    }
    return command;
  }

  private static int log(Call call, Log log) {
    if (call.count() < 2) {
      throw ErrorTables.raise(call, "redis.log() requires two arguments or more.");
    }
    var level = call.toNumber(1);
    if (level == null) {
      throw ErrorTables.raise(call, "First argument must be a number (log level).");
    }
    var number = Num.toInt32(level.value());
    if (number < 0 || number > 3) {
      throw ErrorTables.raise(call, "Invalid debug level.");
    }
    var message = new StringBuilder();
    for (var i = 2; i <= call.count(); i++) {
      if (call.arg(i) instanceof Str || call.arg(i) instanceof Num) {
        message.append(i > 2 ? " " : "").append(call.arg(i));
      }
    }
    log.write(number, Bytes.latin1(message.toString()));
    return 0;
  }

  private int setResp(Call call) {
    if (call.count() != 1) {
      throw ErrorTables.raise(call, "redis.setresp() requires one argument.");
    }
    var version = integer(call, 1);
    if (version != 2 && version != 3) {
      throw ErrorTables.raise(call, "RESP version must be 2 or 3.");
    }
    session.setProtocol((int) version);
    return 0;
  }

  private static long integer(Call call, int n) {
    var number = call.toNumber(n);
    return number == null ? 0 : Num.toInt64(number.value());
  }

  /** Anything but a string or number counts as empty. */
  private static int sha1Hex(Call call) {
    if (call.count() != 1) {
      throw ErrorTables.raise(call, "wrong number of arguments");
    }
    var value = call.arg(1);
    var content = value instanceof Str || value instanceof Num ? Bytes.latin1(value.toString()) : Bytes.EMPTY;
    call.charge(content.length());
    return call.push(Str.of(Sha1.hex(content)));
  }

  private static int errorReply(Call call) {
    if (call.count() != 1 || !(call.arg(1) instanceof Str text)) {
      return call.push(ErrorTables.table(call, "wrong number or type of arguments"));
    }
    var shown = text.untilNul();
    return call.push(ErrorTables.table(call, shown.startsWith("-") ? shown : "-" + shown));
  }

  private static int statusReply(Call call) {
    if (call.count() != 1 || !(call.arg(1) instanceof Str text)) {
      return call.push(ErrorTables.table(call, "wrong number or type of arguments"));
    }
    var table = call.newTable();
    table.set(ReplyFields.OK, text);
    return call.push(table);
  }

  private int setReplication(Call call) {
    if (call.count() != 1) {
      throw ErrorTables.raise(call, "redis.set_repl() requires two arguments.");
    }
    var flags = integer(call, 1);
    if ((flags & ~REPLICATION_MASK) != 0) {
      throw ErrorTables.raise(call, BAD_FLAGS);
    }
    session.host().setReplication((int) flags);
    return 0;
  }

  private int aclCheck(Call call) {
    var allowed = session.host().mayRun(command(call));
    if (allowed.isEmpty()) {
      throw ErrorTables.raise(call, "Invalid command passed to redis.acl_check_cmd()");
    }
    return call.push(Bool.of(allowed.get()));
  }

}
