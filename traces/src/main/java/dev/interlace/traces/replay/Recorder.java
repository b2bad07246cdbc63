package dev.interlace.traces.replay;

import dev.interlace.engine.fault.Outage;
import dev.interlace.engine.history.Exchange;
import dev.interlace.engine.history.Execution;
import dev.interlace.engine.history.Step;
import dev.interlace.engine.program.ClientResult;
import dev.interlace.engine.search.Choice;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.traces.format.KeyState;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceStep;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Turns an execution of the engine into a trace. */
public final class Recorder {
  private Recorder() {}

  /**
   * @param scenario the name to find the scenario by
   * @param system what was explored
   * @param repeatsFrom see {@link Trace}
   */
  public static Trace record(
      String scenario,
      String property,
      String sentence,
      OptionalLong seed,
      RedisSystem system,
      Execution<ServerState, Request, Reply> execution,
      OptionalInt repeatsFrom) {
    var clients = new ArrayList<Trace.TraceClient>();
    for (var i = 0; i < execution.clients().size(); i++) {
      clients.add(new Trace.TraceClient(execution.clients().get(i), text(execution.results().get(i))));
    }
    var last = execution.steps().isEmpty() ? execution.initial() : execution.steps().getLast().after();
    return new Trace(
        scenario,
        property,
        sentence,
        new Trace.Start(execution.initial().nowMillis(), system.settings().configuration(), system.mayGoDown()),
        seed,
        system.given(),
        clients,
        execution.steps().stream().map(Recorder::step).toList(),
        repeatsFrom,
        KeyState.of(last));
  }

  /** The same of an execution that ends. */
  public static Trace record(
      String scenario, String property, String sentence, OptionalLong seed, RedisSystem system, Execution<ServerState, Request, Reply> execution) {
    return record(scenario, property, sentence, seed, system, execution, OptionalInt.empty());
  }

  /** What a client's operations came to; the one result of a client with one operation stands alone. */
  private static String text(ClientResult result) {
    if (result.failure().isEmpty() && result.values().isEmpty()) {
      return "(not finished)";
    }
    return result.failure().isEmpty() && result.values().size() == 1 ? String.valueOf(result.value(0)) : result.toString();
  }

  private static TraceStep step(Step<ServerState, Request, Reply> step) {
    return new TraceStep(
        step.choice().toString(),
        step.exchange().map(Exchange::client),
        step.exchange().map(Exchange::operationName),
        step.exchange().map(Exchange::request),
        step.exchange().flatMap(Exchange::reply),
        fault(step),
        step.after().nowMillis() - step.before().nowMillis(),
        KeyState.changed(step.before(), step.after()),
        step.enabled().stream().map(Choice::toString).toList());
  }

  private static TraceStep.Fault fault(Step<ServerState, Request, Reply> step) {
    return switch (step.choice()) {
      case Choice.Run run -> step.exchange().filter(Exchange::isConnectionLost).isPresent() ? TraceStep.Fault.CONNECTION_GONE : TraceStep.Fault.NONE;
      case Choice.Environment environment -> TraceStep.Fault.NONE;
      case Choice.LoseReply lost -> TraceStep.Fault.REPLY_LOST;
      case Choice.DropConnection dropped -> TraceStep.Fault.CONNECTION_DROPPED;
      case Choice.InFlight last -> TraceStep.Fault.NOT_ANSWERED;
      case Choice.GoDown(var outage, var left) ->
          outage == Outage.PROCESS_CRASH ? TraceStep.Fault.PROCESS_CRASH : TraceStep.Fault.POWER_LOSS;
    };
  }
}
