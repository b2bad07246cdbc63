package dev.interlace.model.server;

import dev.interlace.model.acl.Denial;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.List;

/** How a command that a user may not run is refused: in other words by the pipeline, by EXEC and within a script. */
final class Permissions {
  private Permissions() {}

  static Reply.Error refusal(Denial denial, CommandSpec spec) {
    return switch (denial.reason()) {
      case COMMAND, AUTH -> Errors.noPermission(spec.name());
      case KEY -> Errors.NO_KEY_PERMISSION;
      case CHANNEL -> Errors.NO_CHANNEL_PERMISSION;
    };
  }

  /** The command was allowed when it was queued. */
  static Reply.Error refusalByExec(Denial denial) {
    return Errors.permissionLostBeforeExec(switch (denial.reason()) {
      case COMMAND, AUTH -> "no permission to execute the command or subcommand";
      case KEY -> "no permission to touch the specified keys";
      case CHANNEL -> "no permission to access one of the channels used as arguments to the command";
    });
  }

  static Reply.Error refusalInScript(Denial denial) {
    return Errors.noPermissionInScript(switch (denial.reason()) {
      case COMMAND, AUTH -> "run this command or subcommand";
      case KEY -> "access at least one of the keys mentioned in the command arguments";
      case CHANNEL -> "access at least one of the channels mentioned in the command arguments";
    });
  }

  /** What the log tells of. */
  static Bytes object(Denial denial, CommandSpec spec, List<Bytes> words) {
    return switch (denial.reason()) {
      case COMMAND, AUTH -> Bytes.of(spec.name());
      case KEY, CHANNEL -> words.get(denial.position());
    };
  }
}
