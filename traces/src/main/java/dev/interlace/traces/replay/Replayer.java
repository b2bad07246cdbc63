package dev.interlace.traces.replay;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.history.Execution;
import dev.interlace.engine.history.NotApplicable;
import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.search.Schedule;
import dev.interlace.engine.search.World;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Settings;
import dev.interlace.traces.format.BadTrace;
import dev.interlace.traces.format.KeyState;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replays a trace on the model without the code that produced it: each client sends what the trace says it sent, the engine takes
 * the recorded schedule, and every reply and every changed key must be the recorded one.
 */
public final class Replayer {
  private Replayer() {}

  /**
   * Strict: the first difference ends it and is named. What is repeated for ever is taken twice.
   *
   * @throws BadTrace if the trace contradicts itself
   */
  public static Replay replay(Trace trace) {
    return switch (replayUnrolled(trace.unrolled())) {
      case Replay.Reproduced all -> new Replay.Reproduced(trace.steps().size());
      case Replay.Diverged diverged -> diverged;
    };
  }

  private static Replay replayUnrolled(Trace trace) {
    Execution<ServerState, Request, Reply> execution;
    try {
      execution = Execution.replay(world(trace), Schedule.parse(trace.schedule()));
    } catch (NotApplicable e) {
      return new Replay.Diverged("step " + e.step(), e.expected().toString(), "enabled is " + e.enabled());
    } catch (IllegalArgumentException e) {
      throw new BadTrace("it cannot be replayed: " + e.getMessage(), e);
    }
    var again = Recorder.record(trace.scenario(), trace.property(), trace.sentence(), trace.seed(), system(trace), execution);
    for (var i = 0; i < trace.steps().size(); i++) {
      var different = compare(trace.steps().get(i), again.steps().get(i), i + 1);
      if (different.isPresent()) {
        return different.get();
      }
    }
    if (!trace.end().equals(again.end())) {
      return new Replay.Diverged("the end", text(trace.end()), text(again.end()));
    }
    return new Replay.Reproduced(trace.steps().size());
  }

  private static World<ServerState, ?, Request, Reply, ?> world(Trace trace) {
    var clients = trace.clients().stream().map(client -> script(trace, client.name())).toList();
    var faults = new FaultBudget(count(trace, TraceStep.Fault.REPLY_LOST), count(trace, TraceStep.Fault.CONNECTION_DROPPED),
        count(trace, TraceStep.Fault.PROCESS_CRASH), count(trace, TraceStep.Fault.POWER_LOSS));
    return new World<>(system(trace), clients, faults);
  }

  private static RedisSystem system(Trace trace) {
    var settings = Settings.DEFAULT.with(trace.start().configuration());
    var system = RedisSystem.given(settings, trace.given()).at(trace.start().millis());
    return trace.start().mayGoDown() ? system.thatMayGoDown() : system;
  }

  private static int count(Trace trace, TraceStep.Fault fault) {
    return (int) trace.steps().stream().filter(step -> step.fault() == fault).count();
  }

  /**
   * A client that sends the recorded requests one by one, whatever it is answered, and then one more that the schedule never
   * executes: the original may have had more to do, and time passes only while somebody has.
   */
  private static Client<Request, Reply> script(Trace trace, String name) {
    var requests = new ArrayList<Request>();
    var waiting = Optional.<Request>empty();
    for (var step : trace.steps()) {
      if (step.client().equals(Optional.of(name))) {
        var isOver = step.fault() != TraceStep.Fault.NOT_ANSWERED && (step.reply().isPresent() || step.fault() != TraceStep.Fault.NONE);
        // one that waits, or is not answered, is recorded again
        waiting = isOver ? Optional.empty() : step.request();
        if (isOver) {
          requests.add(step.request().orElseThrow());
        }
      }
    }
    waiting.ifPresent(requests::add);
    return new Client<>(name, List.of(new Operation<Request, Reply>("recorded", channel -> send(channel, requests))));
  }

  private static Reply send(Channel<Request, Reply> channel, List<Request> requests) {
    for (var request : requests) {
      try {
        channel.send(request);
        channel.receive();
      } catch (ConnectionLost lost) {
        channel.reconnect();
      }
    }
    channel.send(new Request.ReadClock());
    return channel.receive();
  }

  private static Optional<Replay> compare(TraceStep recorded, TraceStep now, int number) {
    var where = "step " + number + ", " + recorded.choice();
    if (!recorded.reply().equals(now.reply())) {
      return Optional.of(new Replay.Diverged(where, text(recorded.reply()), text(now.reply())));
    }
    if (!recorded.changed().equals(now.changed())) {
      return Optional.of(new Replay.Diverged(where + ", changed keys", text(recorded.changed()), text(now.changed())));
    }
    if (recorded.fault() != now.fault()) {
      return Optional.of(new Replay.Diverged(where + ", fault", recorded.fault().toString(), now.fault().toString()));
    }
    if (recorded.advanceMillis() != now.advanceMillis()) {
      return Optional.of(new Replay.Diverged(where, "time +" + recorded.advanceMillis() + " ms", "time +" + now.advanceMillis() + " ms"));
    }
    return Optional.empty();
  }

  private static String text(Optional<Reply> reply) {
    return reply.map(ReplyText::oneLine).orElse("no reply");
  }

  private static String text(List<KeyState> keys) {
    return keys.isEmpty() ? "nothing" : String.join(", ", keys.stream().map(KeyState::toString).toList());
  }
}
