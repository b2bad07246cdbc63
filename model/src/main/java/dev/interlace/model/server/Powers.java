package dev.interlace.model.server;

import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.CommandTable;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.ScriptFlag;
import dev.interlace.model.script.Shebang;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Transaction;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What a command may do, as its flags say; those of a script or a function, where it declares some, count instead of the command's own. EXEC
 * may do what is queued.
 *
 * <p><b>Source:</b> {@code getCommandFlags} in {@code server.c}, {@code scriptFlagsToCmdFlags} in {@code script.c} of Redis 7.0.
 */
record Powers(RedisServer server, Session session) {
  boolean mayWrite(CommandSpec spec, Command command) {
    var ofItsOwn = declared(spec, command)
        .map(flags -> !flags.contains(ScriptFlag.NO_WRITES))
        .orElse(spec.has(Flag.WRITE) || spec.has(Flag.MAY_REPLICATE));
    return ofItsOwn || isAnyQueued(spec, this::mayWrite);
  }

  /** A monitor counts as a replica, and those may not. */
  boolean touchesKeys(CommandSpec spec, Command command) {
    return spec.has(Flag.READONLY) || mayWrite(spec, command) || isAnyQueued(spec, this::touchesKeys);
  }

  private boolean isAnyQueued(CommandSpec spec, BiPredicate<CommandSpec, Command> condition) {
    return spec.name().equals("exec")
        && session.transaction() instanceof Transaction.Queueing(var queued)
        && queued.stream().anyMatch(command -> Commands.TABLE.lookup(command.words()) instanceof CommandTable.Lookup.Found(var each)
            && condition.test(each, command));
  }

  private Optional<Set<ScriptFlag>> declared(CommandSpec spec, Command command) {
    return switch (spec.name()) {
      case "eval", "eval_ro" -> Shebang.declared(command.words().get(1));
      case "evalsha", "evalsha_ro" ->
          Optional.ofNullable(server.scripting.scripts().get(command.words().get(1).toLowerCase())).flatMap(Shebang::declared);
      case "fcall", "fcall_ro" -> server.scripting.functions().find(command.words().get(1)).map(found -> found.function().flags());
      default -> Optional.empty();
    };
  }
}
