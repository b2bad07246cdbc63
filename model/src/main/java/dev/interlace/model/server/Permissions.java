package dev.interlace.model.server;

import dev.interlace.model.acl.AclLog;
import dev.interlace.model.acl.AclUser;
import dev.interlace.model.acl.Denial;
import dev.interlace.model.acl.Reason;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandAccess;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.family.ClientLine;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.session.Session;
import java.util.List;
import java.util.Optional;

/**
 * Whether the user of a connection may run a command, and how it is refused if not: in other words by the pipeline, by EXEC and within a
 * script.
 */
final class Permissions {
  private final RedisServer server;

  Permissions(RedisServer server) {
    this.server = server;
  }

  Optional<Denial> deny(Session session, CommandSpec spec, List<Bytes> words) {
    return deny(session, spec, words, context(session));
  }

  private static AclLog.Context context(Session session) {
    return session.isInTransaction() ? AclLog.Context.MULTI : AclLog.Context.TOPLEVEL;
  }

  /** Why the user may not run the command, which the log then tells; empty if they may. */
  Optional<Denial> deny(Session session, CommandSpec spec, List<Bytes> words, AclLog.Context context) {
    var user = user(session);
    if (user.mayDoAnything()) {
      return Optional.empty();
    }
    var denial = user.deny(new CommandAccess(spec.info(), words));
    denial.ifPresent(why -> log(session, why.reason(), context, object(why, spec, words), user.name()));
    return denial;
  }

  private AclUser user(Session session) {
    return server.settings.acl().user(session.identity().user()).orElseThrow();
  }

  /** Somebody could not say who they are. */
  void logFailure(Session session, AclLog.Context context, Bytes user, Bytes command) {
    log(session, Reason.AUTH, context, command, user);
  }

  private void log(Session session, Reason reason, AclLog.Context context, Bytes object, Bytes user) {
    server.host.aclLog().ifPresent(log -> log.add(
        new AclLog.Entry(1, reason, context, object, user, server.nowMillis, described(session)), (int) server.settings.number("acllog-max-len")));
  }

  /** As CLIENT LIST does it. */
  private Bytes described(Session session) {
    return server.host.telemetry().flatMap(telemetry -> server.host.peers(session).stream()
        .filter(peer -> peer.session().id() == session.id()).findFirst()
        .map(peer -> Bytes.latin1(ClientLine.of(peer, telemetry.facts().port(), server.nowMillis)))).orElse(Bytes.EMPTY);
  }

  /** Empty if there is no such command. <b>Source:</b> {@code luaRedisAclCheckCmdPermissionsCommand} in {@code script_lua.c}. */
  Optional<Boolean> mayRun(Session session, List<Bytes> words) {
    return CommandCatalog.find(words).map(info -> user(session).deny(new CommandAccess(info, words)).isEmpty());
  }

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
  private static Bytes object(Denial denial, CommandSpec spec, List<Bytes> words) {
    return switch (denial.reason()) {
      case COMMAND, AUTH -> Bytes.of(spec.name());
      case KEY, CHANNEL -> words.get(denial.position());
    };
  }
}
