package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.script.FunctionLibrary.Function;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Callable;
import dev.interlace.model.script.lua.LuaError;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code redis.register_function}, and what it has been given so far. Source: Redis 7.0, {@code function_lua.c}. */
final class FunctionRegistration {
  static final String TOO_LATE = "redis.register_function can only be called on FUNCTION LOAD command";

  private static final String IN = " given to redis.register_function";

  private final List<Registered> registered = new ArrayList<>();

  record Registered(Function function, Value callback) {}

  /** In order of registration. */
  List<Registered> registered() {
    return registered;
  }

  int register(Call call) {
    if (call.count() < 1 || call.count() > 2) {
      throw ErrorTables.raise(call, "wrong number of arguments to redis.register_function");
    }
    var next = call.count() == 1 ? named(call) : positional(call);
    try {
      FunctionMetadata.checkName(next.function.name());
    } catch (FunctionMetadata.Refused e) {
      throw ErrorTables.raise(call, FunctionMetadata.BAD_NAME);
    }
    if (registered.stream().anyMatch(each -> each.function.name().equals(next.function.name()))) {
      throw ErrorTables.raise(call, "Function already exists in the library");
    }
    registered.add(next);
    return 0;
  }

  private static Registered positional(Call call) {
    var name = text(call.arg(1));
    if (name == null) {
      throw ErrorTables.raise(call, "first argument to redis.register_function must be a string");
    }
    if (!(call.arg(2) instanceof Callable callback)) {
      throw ErrorTables.raise(call, "second argument to redis.register_function must be a function");
    }
    return new Registered(new Function(name.toLatin1(), Optional.empty(), EnumSet.noneOf(ScriptFlag.class)), callback);
  }

  private static @Nullable Bytes text(Value value) {
    return value instanceof Str || value instanceof Num ? Bytes.latin1(value.toString()) : null;
  }

  private static Registered named(Call call) {
    if (!(call.arg(1) instanceof Table table)) {
      throw ErrorTables.raise(
          call, "calling redis.register_function with a single argument is only applicable to Lua table (representing named arguments).");
    }
    var arguments = new Named(call);
    for (var slot = table.slotAfter(Nil.NIL); slot >= 0; slot = table.slotAfter(table.keyAt(slot))) {
      var key = text(table.keyAt(slot));
      if (key == null) {
        throw ErrorTables.raise(call, "named argument key" + IN + " is not a string");
      }
      arguments.take(Str.of(key).untilNul().toLowerCase(Locale.ROOT), table.valueAtSlot(slot));
    }
    return arguments.registered();
  }

  private static final class Named {
    private final Call call;
    private @Nullable Bytes name;
    private @Nullable Bytes description;
    private @Nullable Callable callback;
    private Set<ScriptFlag> flags = EnumSet.noneOf(ScriptFlag.class);

    Named(Call call) {
      this.call = call;
    }

    void take(String key, Value value) {
      switch (key) {
        case "function_name" -> name = string(key, value);
        case "description" -> description = string(key, value);
        case "callback" -> {
          if (!(value instanceof Callable function)) {
            throw ErrorTables.raise(call, "callback argument" + IN + " must be a function");
          }
          callback = function;
        }
        case "flags" -> flags = flags(value);
        default -> throw ErrorTables.raise(call, "unknown argument" + IN);
      }
    }

    private Bytes string(String key, Value value) {
      var text = text(value);
      if (text == null) {
        throw ErrorTables.raise(call, key + " argument" + IN + " must be a string");
      }
      return text;
    }

    /** Up to the first that is missing; no more may follow. */
    private Set<ScriptFlag> flags(Value value) {
      if (!(value instanceof Table list)) {
        throw ErrorTables.raise(call, "flags argument to redis.register_function must be a table representing function flags");
      }
      var found = EnumSet.noneOf(ScriptFlag.class);
      for (var i = 1; !list.get(i).isNil(); i++) {
        found.add(flag(list.get(i)).orElseThrow(() -> unknownFlag()));
      }
      return found;
    }

    private static Optional<ScriptFlag> flag(Value value) {
      return value instanceof Str word ? ScriptFlag.named(word.untilNul()) : Optional.empty();
    }

    private LuaError unknownFlag() {
      return ErrorTables.raise(call, "unknown flag given");
    }

    Registered registered() {
      if (name == null) {
        throw ErrorTables.raise(call, "redis.register_function must get a function name argument");
      }
      if (callback == null) {
        throw ErrorTables.raise(call, "redis.register_function must get a callback argument");
      }
      return new Registered(new Function(name.toLatin1(), Optional.ofNullable(description), flags), callback);
    }
  }
}
