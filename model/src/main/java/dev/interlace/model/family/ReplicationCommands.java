package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.List;

/**
 * ROLE, WAIT, REPLICAOF, FAILOVER, REPLCONF and their like, on a master that is alone and stays so. <b>Source:</b> {@code replication.c} of
 * Redis 7.0.
 */
public final class ReplicationCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("role", call -> Reply.array(List.of(Reply.bulk("master"), Reply.ZERO, Reply.EMPTY_ARRAY))),
          command("wait", ReplicationCommands::await),
          command("replicaof", ReplicationCommands::replicaOf),
          command("slaveof", ReplicationCommands::replicaOf),
          command("failover", ReplicationCommands::failover),
          command("replconf", ReplicationCommands::replConf),
          command("psync", ReplicationCommands::synchronize),
          command("sync", ReplicationCommands::synchronize));

  private static final Reply.Error NO_FAILOVER = Errors.error("ERR No failover in progress.");
  private static final Reply.Error NO_REPLICAS = Errors.error("ERR FAILOVER requires connected replicas.");
  private static final int MOST_PORT = 65_535;

  private ReplicationCommands() {}

  /** No replica will ever acknowledge; <b>Deviation:</b> that is said at once, and not when the time is up. */
  private static Reply await(Call call) {
    call.integer(1);
    if (call.integer(2, Errors.TIMEOUT_NOT_AN_INTEGER) < 0) {
      throw Call.fail(Errors.TIMEOUT_NEGATIVE);
    }
    return Reply.ZERO;
  }

  private static Reply replicaOf(Call call) {
    if (call.isOption(1, "no") && call.isOption(2, "one")) {
      return Reply.OK;
    }
    var port = Numbers.parseLong(call.word(2));
    if (port.isEmpty() || port.getAsLong() < 0 || port.getAsLong() > MOST_PORT) {
      throw Call.fail(Errors.error("ERR Invalid master port"));
    }
    throw new UnmodelledCommand(call.name(), " with a master");
  }

  private static Reply synchronize(Call call) {
    throw new UnmodelledCommand(call.name(), " (replication is no part of the model)");
  }

  private static Reply failover(Call call) {
    if (call.size() == 2 && call.isOption(1, "abort")) {
      throw Call.fail(NO_FAILOVER);
    }
    for (var i = 1; i < call.size(); i++) {
      var left = call.size() - i - 1;
      if (call.isOption(i, "timeout") && left >= 1) {
        if (call.integer(++i) <= 0) {
          throw Call.fail(Errors.error("ERR FAILOVER timeout must be greater than 0"));
        }
      } else if (call.isOption(i, "to") && left >= 2) {
        call.integer(i + 2);
        i += 2;
      } else if (!call.isOption(i, "force")) {
        throw Call.fail(Errors.SYNTAX);
      }
    }
    throw Call.fail(NO_REPLICAS);
  }

  /** <b>Deviation:</b> what is said here would matter to a replica alone, and is forgotten. */
  private static Reply replConf(Call call) {
    if (call.size() % 2 == 0) {
      throw Call.fail(Errors.SYNTAX);
    }
    for (var i = 1; i < call.size(); i += 2) {
      switch (call.word(i).toLowerCase()) {
        case "listening-port", "rdb-only" -> call.integer(i + 1, Integer.MIN_VALUE, Integer.MAX_VALUE, Errors.NOT_AN_INTEGER);
        case "capa", "ip-address" -> {}
        case "ack", "getack" -> {
          return Reply.NOTHING;
        }
        case "rdb-filter-only" -> checkFilter(call.word(i + 1));
        default -> throw Call.fail(Errors.error("ERR Unrecognized REPLCONF option: " + call.word(i).toLatin1()));
      }
    }
    return Reply.OK;
  }

  private static void checkFilter(Bytes filter) {
    for (var word : filter.toLatin1().split(" ")) {
      if (!word.isEmpty() && !Bytes.latin1(word).equalsIgnoreCase("functions")) {
        throw Call.fail(Errors.error("ERR Unsupported rdb-filter-only option: " + word));
      }
    }
  }
}
