package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.front.Compiler;
import dev.interlace.model.script.front.SourceText;
import dev.interlace.model.script.front.SyntaxError;
import dev.interlace.model.script.lib.CjsonSettings;
import dev.interlace.model.script.lua.Builtin;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Execution;
import dev.interlace.model.script.lua.HeapImage;
import dev.interlace.model.script.lua.LuaError;
import dev.interlace.model.script.lua.OutOfBudget;
import dev.interlace.model.script.lua.Proto;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads libraries of functions and calls their functions, as FUNCTION LOAD and FCALL of Redis 7.0.15 do.
 *
 * <p>While a library loads it sees little but {@code redis.register_function}; when its functions are called they see the globals of
 * scripts without KEYS and ARGV. What they keep in variables of the library is in {@link FunctionLibrary#heap}; the engine holds on to the
 * objects themselves only as long as they are what the library says.
 *
 * <p><b>Source:</b> {@code function_lua.c}.
 */
public final class FunctionEngine {
  /** Redis gives a library 500 ms to load. */
  private static final ScriptLimits LOADING = new ScriptLimits(500 * ScriptLimits.UNITS_PER_MILLI);

  private static final String TIMEOUT = "ERR FUNCTION LOAD timeout";

  private final Sandbox sandbox = new Sandbox(Environment.Kind.FUNCTIONS);
  private final Table functionGlobals = sandbox.machine.globals;
  private final Table loadGlobals;
  /** Of the library that loads now; a function of a library that has loaded may still hold on to {@code redis.register_function}. */
  private Optional<FunctionRegistration> registration = Optional.empty();
  private final int lastId;
  private final Map<Integer, Value> shared;
  private final Map<Bytes, Proto> compiled = new HashMap<>();
  /** By the name of the library. */
  private final Map<String, Live> live = new HashMap<>();

  /** The functions of a library as the machine has them now, and what they reach then. */
  private record Live(FunctionLibrary library, List<Value> callbacks) {}

  public FunctionEngine() {
    loadGlobals = LoadEnvironment.build(sandbox.machine, this::register);
    lastId = sandbox.machine.lastId();
    shared = SharedObjects.of(List.of(functionGlobals, loadGlobals, sandbox.machine.stringMetatable));
  }

  /** What became of a text for FUNCTION LOAD. */
  public sealed interface Loaded {
    record Library(FunctionLibrary library) implements Loaded {}

    record Refused(Reply.Error error) implements Loaded {}
  }

  /** Loads a library; names that others have are not looked at. */
  public Loaded load(Bytes code) {
    try {
      return new Loaded.Library(library(code));
    } catch (FunctionMetadata.Refused e) {
      return new Loaded.Refused(new Reply.Error(Bytes.latin1("ERR " + LuaEngine.lines(String.valueOf(e.getMessage())))));
    }
  }

  private FunctionLibrary library(Bytes code) throws FunctionMetadata.Refused {
    var metadata = FunctionMetadata.parse(code.toLatin1());
    var proto = compile(code, metadata.bodyStart());
    var found = registered(proto);
    if (found.isEmpty()) {
      throw new FunctionMetadata.Refused("No functions registered");
    }
    var functions = found.stream().map(FunctionRegistration.Registered::function).toList();
    var callbacks = found.stream().map(FunctionRegistration.Registered::callback).toList();
    var library = new FunctionLibrary(metadata.name(), code, functions, HeapImage.of(callbacks, lastId));
    live.put(library.name(), new Live(library, callbacks));
    return library;
  }

  private Proto compile(Bytes code, int bodyStart) throws FunctionMetadata.Refused {
    var known = compiled.get(code);
    if (known != null) {
      return known;
    }
    try {
      var proto = Compiler.compile(new SourceText(code.toLatin1().substring(bodyStart)), "@user_function", 0);
      compiled.put(code, proto);
      return proto;
    } catch (SyntaxError e) {
      throw new FunctionMetadata.Refused("Error compiling function: " + e.text());
    }
  }

  private int register(Call call) {
    return registration.orElseThrow(() -> ErrorTables.raise(call, FunctionRegistration.TOO_LATE)).register(call);
  }

  private List<FunctionRegistration.Registered> registered(Proto proto) throws FunctionMetadata.Refused {
    var machine = sandbox.machine;
    var collected = new FunctionRegistration();
    registration = Optional.of(collected);
    sandbox.begin(Sandbox.NO_HOST, LOADING, new Sandbox.Left(0, CjsonSettings.INITIAL, false), lastId);
    machine.setBudget(LOADING.budget(), null);
    machine.globals = loadGlobals;
    try {
      Execution.run(machine, proto, false);
      return collected.registered();
    } catch (LuaError e) {
      throw new FunctionMetadata.Refused("Error registering functions: " + ScriptErrors.message(machine, e.value()));
    } catch (OutOfBudget e) {
      throw new FunctionMetadata.Refused("Error registering functions: " + TIMEOUT);
    } finally {
      registration = Optional.empty();
      machine.globals = functionGlobals;
    }
  }

  /**
   * What became of a call, and what persists after it.
   *
   * @param functions the library's heap among them
   * @param units how long it took, as its budget counts
   */
  public record Result(Ended ended, long randomBits, Functions functions, long units) {}

  /** Calls a function from its start to its end, or to the end of its budget. */
  public Result call(
      Functions.Found found, List<Bytes> keys, List<Bytes> arguments, ScriptHost host, Functions before, long randomBits, ScriptLimits limits) {
    var library = found.library();
    var callback = live(library).callbacks.get(library.functions().indexOf(found.function()));
    sandbox.begin(host, limits, new Sandbox.Left(randomBits, before.cjson(), before.hasOverflowedStack()), library.heap().lastId());
    var ended = sandbox.run(
        () -> Execution.call(sandbox.machine, callback, before.hasOverflowedStack(), sandbox.array(keys), sandbox.array(arguments)),
        Bytes.of(found.function().name()));
    var left = sandbox.left();
    var units = limits.budget() - sandbox.machine.budget();
    return new Result(ended, left.randomBits(), before.with(after(library), left.cjson(), left.hasOverflowedStack()), units);
  }

  private Live live(FunctionLibrary library) {
    var held = live.get(library.name());
    if (held != null && (held.library == library || held.library.equals(library))) {
      return held;
    }
    var restored = new Live(library, library.heap().restore(shared));
    live.put(library.name(), restored);
    return restored;
  }

  private FunctionLibrary after(FunctionLibrary library) {
    if (library.heap().isConstant()) {
      return library;
    }
    var callbacks = live(library).callbacks;
    live.remove(library.name()); // unless this succeeds, what it holds is not what any library says
    var next = library.with(HeapImage.of(callbacks, lastId));
    live.put(next.name(), new Live(next, callbacks));
    return next;
  }
}
