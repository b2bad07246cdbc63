package dev.interlace.model.server;

import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.durability.Durability;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.session.Session;
import dev.interlace.model.settings.Settings;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the settings of the server let a command through. <b>Source:</b> {@code processCommand} in {@code server.c} of Redis 7.0.
 */
record Admission(RedisServer server, Session session) {
  /** Why not; empty if they do. */
  Optional<Reply.Error> refusal(CommandSpec spec, Command command) {
    var settings = server.settings;
    if (spec.has(Flag.PROTECTED) && isForbidden(spec, settings)) {
      return Optional.of(Errors.notAllowed(container(spec)));
    }
    if (settings.configuration().isEmpty() && server.host.durability().isEmpty()) {
      server.lacksMemory = false;
      return Optional.empty();
    }
    makeRoom();
    if (server.lacksMemory && needsMemory(spec, command)) {
      return Optional.of(Errors.OUT_OF_MEMORY);
    }
    var trouble = trouble();
    if (trouble.isPresent() && (new Powers(server, session).has(Flag.WRITE, spec, command) || spec.name().equals("ping"))) {
      return trouble;
    }
    var lacksReplicas = settings.number("min-replicas-to-write") > 0 && settings.number("min-replicas-max-lag") > 0;
    return lacksReplicas && new Powers(server, session).has(Flag.WRITE, spec, command) ? Optional.of(Errors.NO_REPLICAS) : Optional.empty();
  }

  /** Why nothing may be written, if the disk is the reason. <b>Source:</b> {@code writeCommandsDeniedByDiskError}. */
  Optional<Reply.Error> trouble() {
    return server.host.durability().flatMap(Durability::trouble).map(trouble -> switch (trouble) {
      case Durability.Trouble.OfSnapshots unsaved -> Errors.CANNOT_SAVE;
      case Durability.Trouble.OfLog(var reason) -> Errors.cannotAppend(reason);
    });
  }

  private static String container(CommandSpec spec) {
    var bar = spec.name().indexOf('|');
    return bar < 0 ? spec.name() : spec.name().substring(0, bar);
  }

  private static boolean isForbidden(CommandSpec spec, Settings settings) {
    return settings.text("enable-" + container(spec).toLowerCase(Locale.ROOT) + "-command").equals("no");
  }

  /** What is queued counts, whatever it is. */
  private boolean needsMemory(CommandSpec spec, Command command) {
    return switch (spec.name()) {
      case "discard", "reset", "quit" -> false;
      case "exec" -> new Powers(server, session).has(Flag.DENYOOM, spec, command);
      default -> session.isInTransaction() || new Powers(server, session).has(Flag.DENYOOM, spec, command);
    };
  }

  private void makeRoom() {
    if (server.scripting.busy().isEmpty()) {
      server.lacksMemory = !new Eviction(server).makesRoom();
      server.announcer.tellPending();
    }
  }
}
