package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.script.ScriptFlag;
import dev.interlace.model.script.Shebang;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a command may do, as far as it can be told before it runs: a script that declares flags does what these say, and EXEC does what is
 * queued. <b>Source:</b> {@code getCommandFlags}, {@code scriptFlagsToCmdFlags} of Redis 7.0.15.
 */
record Intent(RedisServer server, Session session) {
  private static final int SHA_LENGTH = 40;

  boolean mayWrite(CommandSpec spec, List<Bytes> words) {
    return has(Flag.WRITE, spec, words) || has(Flag.MAY_REPLICATE, spec, words);
  }

  boolean touchesKeys(CommandSpec spec, List<Bytes> words) {
    return mayWrite(spec, words) || has(Flag.READONLY, spec, words);
  }

  boolean has(Flag flag, CommandSpec spec, List<Bytes> words) {
    if (spec.name().equals("exec")) {
      return session.transaction() instanceof Transaction.Queueing(var queued) && queued.stream().anyMatch(command ->
          Commands.find(command).filter(each -> has(flag, each, command.words())).isPresent());
    }
    var declared = spec.has(Flag.SKIP_MONITOR) ? declared(spec, words) : Optional.<Set<ScriptFlag>>empty(); // all that run scripts have it
    return declared.isEmpty() ? spec.has(flag) : switch (flag) {
      case WRITE -> !declared.get().contains(ScriptFlag.NO_WRITES);
      case DENYOOM -> !declared.get().contains(ScriptFlag.NO_WRITES) && !declared.get().contains(ScriptFlag.ALLOW_OOM);
      case MAY_REPLICATE -> false;
      default -> spec.has(flag);
    };
  }

  private Optional<Set<ScriptFlag>> declared(CommandSpec spec, List<Bytes> words) {
    return switch (spec.name()) {
      case "eval", "eval_ro" -> Shebang.flagsOf(words.get(1));
      case "evalsha", "evalsha_ro" -> words.get(1).length() != SHA_LENGTH
          ? Optional.empty()
          : Optional.ofNullable(server.scripting.scripts().get(words.get(1).toLowerCase())).flatMap(Shebang::flagsOf);
      case "fcall", "fcall_ro" -> server.scripting.functions().find(words.get(1)).map(found -> found.function().flags());
      default -> Optional.empty();
    };
  }
}
