package dev.interlace.model.server;

import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.ScriptFlag;
import dev.interlace.model.script.Shebang;
import dev.interlace.model.session.Session;
import java.util.Optional;
import java.util.Set;

/**
 * What a command may do, as its flags say; those of a script or a function, where it declares some, count instead of the command's own. EXEC
 * may do what is queued, even if nothing will come of it. <b>Deviation:</b> in exploration what was queued after a watched key was touched counts too.
 *
 * <p><b>Source:</b> {@code getCommandFlags} in {@code server.c}, {@code scriptFlagsToCmdFlags} in {@code script.c} of Redis 7.0.
 */
record Powers(RedisServer server, Session session) {
  boolean mayWrite(CommandSpec spec, Command command) {
    return has(Flag.WRITE, spec, command) || has(Flag.MAY_REPLICATE, spec, command);
  }

  /** A monitor counts as a replica, and those may not. */
  boolean touchesKeys(CommandSpec spec, Command command) {
    return mayWrite(spec, command) || has(Flag.READONLY, spec, command);
  }

  boolean has(Flag flag, CommandSpec spec, Command command) {
    if (spec.name().equals("exec")) {
      return session.transaction().queued().stream().anyMatch(each -> server.find(each).filter(found -> has(flag, found, each)).isPresent());
    }
    var declared = spec.has(Flag.SKIP_MONITOR) ? declared(spec, command) : Optional.<Set<ScriptFlag>>empty(); // all that run scripts have it
    return declared.isEmpty() ? spec.has(flag) : switch (flag) {
      case WRITE -> !declared.get().contains(ScriptFlag.NO_WRITES);
      case DENYOOM -> !declared.get().contains(ScriptFlag.NO_WRITES) && !declared.get().contains(ScriptFlag.ALLOW_OOM);
      case MAY_REPLICATE -> false;
      default -> spec.has(flag);
    };
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
