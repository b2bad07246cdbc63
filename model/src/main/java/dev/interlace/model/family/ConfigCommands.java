package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Glob;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.durability.Durability;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import dev.interlace.model.settings.Parameter;
import dev.interlace.model.settings.Parameters;
import dev.interlace.model.settings.Refused;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** CONFIG. <b>Source:</b> {@code config.c} of Redis 7.0. */
public final class ConfigCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("config|get", ConfigCommands::get),
          connection("config|set", ConfigCommands::set),
          connection("config|rewrite", ConfigCommands::rewrite),
          connection("config|resetstat", ConfigCommands::resetStatistics));

  private static final int FIRST = 2;
  private static final Reply.Error NO_FILE = Errors.error("ERR The server is running without a config file");

  private ConfigCommands() {}

  /** In the order asked for, those of one pattern by name; a name is answered as it was spelt first. */
  private static Reply get(Call call, Connection connection) {
    var shown = new LinkedHashMap<Parameter, Bytes>();
    for (var pattern : call.words().subList(FIRST, call.size())) {
      if (pattern.toLatin1().matches("(?s).*[\\[*?].*")) {
        Parameters.all().stream()
            .filter(parameter -> parameter.access() != Parameter.Access.HIDDEN)
            .filter(parameter -> Glob.matchesIgnoringCase(pattern, Bytes.of(parameter.name())))
            .forEach(parameter -> shown.putIfAbsent(parameter, Bytes.of(parameter.name())));
      } else {
        Parameters.find(pattern.toLowerCase()).ifPresent(parameter -> shown.putIfAbsent(parameter, pattern));
      }
    }
    var pairs = new ArrayList<Pair>();
    shown.forEach((parameter, name) ->
        pairs.add(new Pair(Reply.of(name), Reply.of(Bytes.latin1(connection.settings().shown(parameter.current()))))));
    return new Reply.MapReply(pairs);
  }

  /** All or nothing; names are looked at before values. */
  private static Reply set(Call call, Connection connection) {
    if (call.size() % 2 != 0) {
      throw Call.fail(Errors.SYNTAX);
    }
    var parameters = new ArrayList<Parameter>();
    for (var i = FIRST; i < call.size(); i += 2) {
      parameters.add(settable(call.word(i), parameters, connection.settings()));
    }
    var settings = connection.settings();
    for (var i = 0; i < parameters.size(); i++) {
      var name = parameters.get(i).name();
      try {
        settings = settings.assign(name, call.word(FIRST + 2 * i + 1).toLatin1());
      } catch (Refused refused) {
        throw Call.fail(Errors.configSetFailed(name, refused.getMessage()));
      }
    }
    var before = connection.settings();
    connection.become(settings);
    if (settings.isOn("appendonly") != before.isOn("appendonly") && !isLogged(connection, settings.isOn("appendonly"))) {
      connection.become(before);
      throw Call.fail(Errors.configSetFailed("appendonly", "Unable to turn on AOF. Check server logs."));
    }
    connection.host().durability().ifPresent(Durability::reconfigured);
    return Reply.OK;
  }

  private static boolean isLogged(Connection connection, boolean shallBe) {
    if (connection.recoverable().isTracked()) {
      throw new UnmodelledCommand("config|set", " of appendonly, while what an outage leaves is explored,");
    }
    return connection.host().durability().map(durability -> durability.become(shallBe, connection.isInExec())).orElse(true);
  }

  private static Parameter settable(Bytes name, List<Parameter> earlier, Settings settings) {
    var parameter = Parameters.find(name.toLowerCase()).orElseThrow(() -> Call.fail(Errors.unknownParameter(name)));
    if (parameter.access() == Parameter.Access.IMMUTABLE) {
      throw Call.fail(Errors.configSetFailed(parameter.name(), "can't set immutable config"));
    }
    if (parameter.access() == Parameter.Access.PROTECTED && settings.text("enable-protected-configs").equals("no")) {
      throw Call.fail(Errors.configSetFailed(parameter.name(), "can't set protected config"));
    }
    if (earlier.contains(parameter)) {
      throw Call.fail(Errors.configSetFailed(parameter.name(), "duplicate parameter"));
    }
    return parameter;
  }

  private static Reply rewrite(Call call, Connection connection) {
    var file = connection.host().surroundings().configurationFile();
    if (file.isEmpty()) {
      return NO_FILE;
    }
    try {
      file.get().rewrite(connection.settings(), false);
      return Reply.OK;
    } catch (AccessDeniedException e) {
      return Errors.error("ERR Rewriting config file: Permission denied");
    } catch (IOException e) {
      return Errors.error("ERR Rewriting config file: " + e.getMessage());
    }
  }

  private static Reply resetStatistics(Call call, Connection connection) {
    connection.host().telemetry().ifPresent(Telemetry::reset); // nothing is counted where nothing runs
    return Reply.OK;
  }
}
