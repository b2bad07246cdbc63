package dev.interlace.model.server;

import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.durability.Durability;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Transaction;
import dev.interlace.model.settings.Settings;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the settings of the server let a command through. <b>Source:</b> {@code processCommand} in {@code server.c} of Redis 7.0.
 */
record Admission(RedisServer server, Session session) {
  /** Why not; empty if they do. */
  Optional<Reply.Error> refusal(CommandSpec spec) {
    var settings = server.settings;
    if (spec.has(Flag.PROTECTED) && isForbidden(spec, settings)) {
      return Optional.of(Errors.notAllowed(container(spec)));
    }
    if (settings.configuration().isEmpty() && server.host.durability().isEmpty()) {
      return Optional.empty();
    }
    if (needsMemory(spec) && isOutOfMemory()) {
      return Optional.of(Errors.OUT_OF_MEMORY);
    }
    var trouble = trouble();
    if (trouble.isPresent() && (writes(spec) || spec.name().equals("ping"))) {
      return trouble;
    }
    var lacksReplicas = settings.number("min-replicas-to-write") > 0 && settings.number("min-replicas-max-lag") > 0;
    return lacksReplicas && writes(spec) ? Optional.of(Errors.NO_REPLICAS) : Optional.empty();
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
  private boolean needsMemory(CommandSpec spec) {
    if (!session.isInTransaction()) {
      return spec.has(Flag.DENYOOM);
    }
    return switch (spec.name()) {
      case "exec" -> anyQueued(Flag.DENYOOM);
      case "discard", "multi", "watch", "unwatch", "reset", "quit" -> false;
      default -> true;
    };
  }

  private boolean writes(CommandSpec spec) {
    return spec.has(Flag.WRITE) || spec.name().equals("exec") && anyQueued(Flag.WRITE);
  }

  private boolean anyQueued(Flag flag) {
    return session.transaction() instanceof Transaction.Queueing(var queued)
        && queued.stream().anyMatch(command -> Commands.find(command).filter(each -> each.has(flag)).isPresent());
  }

  /** Keys are never thrown out to make room: where the policy would have it so there is no verdict. */
  boolean isOutOfMemory() {
    var limit = server.settings.configuration().containsKey("maxmemory") ? server.settings.number("maxmemory") : 0;
    var isFull = limit != 0 && Long.compareUnsigned(MemoryEstimate.of(server.keyspace), limit) > 0;
    if (isFull && !server.settings.text("maxmemory-policy").equals("noeviction") && !MemoryEstimate.isEmpty(server.keyspace)) {
      throw new UnmodelledCommand("eviction", " by maxmemory-policy " + server.settings.text("maxmemory-policy"));
    }
    return isFull;
  }
}
