package dev.interlace.engine.toy;

import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.program.Program;
import dev.interlace.engine.property.Scenario;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;

/** Programs for the toy system. */
public final class Programs {
  private Programs() {}

  public static long call(Channel<Request, Long> channel, Request request) {
    channel.send(request);
    return channel.receive();
  }

  public static Operation<Request, Long> operation(String name, Program<Request, Long> program) {
    return new Operation<>(name, program);
  }

  /** Reads, then writes one more. */
  public static Operation<Request, Long> carelessIncrement(String register) {
    return operation("increment", channel -> {
      var value = call(channel, new Request.Get(register));
      return call(channel, new Request.Set(register, value + 1));
    });
  }

  /** Watches, reads, and commits one more; again until it succeeds. */
  public static Operation<Request, Long> watchedIncrement(String register, OptionalInt tries) {
    return operation("increment", channel -> channel.retry(tries, () -> {
      call(channel, new Request.Watch(register));
      var value = call(channel, new Request.Get(register));
      return call(channel, new Request.Commit(register, value + 1)) == 1 ? true : null;
    }));
  }

  public static Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> scenario(String name, Map<String, Long> registers) {
    return Scenario.named(name, new Toy(registers));
  }
}
