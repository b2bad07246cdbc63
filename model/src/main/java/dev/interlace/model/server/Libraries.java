package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.rdb.LoadFault;
import dev.interlace.model.script.FunctionEngine;
import dev.interlace.model.script.FunctionLibrary;
import dev.interlace.model.script.Functions;
import java.util.List;

/** Makes functions of what an RDB file holds of them. <b>Source:</b> {@code rdbFunctionLoad} in {@code rdb.c} of Redis 7.0. */
final class Libraries {
  private final ScriptRunner runner;
  private Functions functions = Functions.NONE;

  Libraries(ScriptRunner runner) {
    this.runner = runner;
  }

  Functions of(List<Bytes> codes) {
    codes.forEach(this::add);
    return functions;
  }

  /** @throws LoadFault if the code does not compile, or has something of the same name as another */
  void add(Bytes code) {
    functions = switch (runner.load(code)) {
      case FunctionEngine.Loaded.Refused refused -> throw new LoadFault(LoadFault.Kind.LIBRARY);
      case FunctionEngine.Loaded.Library(var library) -> joined(functions, library);
    };
  }

  private static Functions joined(Functions functions, FunctionLibrary library) {
    var isKnown = functions.libraries().containsKey(library.name())
        || library.functions().stream().anyMatch(function -> functions.find(Bytes.of(function.name())).isPresent());
    if (isKnown) {
      throw new LoadFault(LoadFault.Kind.LIBRARY);
    }
    return functions.with(library);
  }
}
