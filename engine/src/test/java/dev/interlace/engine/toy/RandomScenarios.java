package dev.interlace.engine.toy;

import static dev.interlace.engine.toy.Programs.call;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.random.Prng;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Small scenarios drawn from a seed: every kind of program, few enough steps for {@link BruteForce}. */
public final class RandomScenarios {
  /** A scenario; brute force is feasible on it. */
  public record Drawn(Map<String, Long> registers, List<Client<Request, Long>> clients, FaultBudget faults) {
    @Override
    public String toString() {
      return registers + " " + faults + " "
          + clients.stream().map(client -> client.name() + client.operations().stream().map(Operation::name).toList()).toList();
    }
  }

  private record Sized(Operation<Request, Long> operation, int steps) {}

  private RandomScenarios() {}

  public static Drawn draw(long seed) {
    var prng = new Prng(seed);
    var faults = switch (prng.nextInt(5)) {
      case 0 -> new FaultBudget(1, 0);
      case 1 -> new FaultBudget(0, 1);
      default -> FaultBudget.NONE;
    };
    var clientCount = 2 + prng.nextInt(2);
    var room = faults.isNone() ? 10 - clientCount : 6;
    var perClient = new ArrayList<List<Operation<Request, Long>>>();
    for (var c = 0; c < clientCount; c++) {
      perClient.add(new ArrayList<>());
    }
    for (var i = 0; i < 2 * clientCount; i++) {
      var sized = draw(prng);
      if (sized.steps <= room) {
        room -= sized.steps;
        perClient.get(i % clientCount).add(sized.operation);
      }
    }
    var clients = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < clientCount; c++) {
      clients.add(new Client<>(List.of("alice", "bob", "carol").get(c), perClient.get(c)));
    }
    return new Drawn(Map.of("x", (long) prng.nextInt(2), "y", (long) prng.nextInt(2)), clients, faults);
  }

  /**
   * Two to four clients of one to six steps, at most eight together, on four registers, so that much is independent; some clients run the same
   * programs. Every sixth has faults.
   */
  public static Drawn drawIndependent(long seed) {
    var prng = new Prng(seed);
    var faults = prng.nextInt(6) == 0 ? new FaultBudget(prng.nextInt(2), 1) : FaultBudget.NONE;
    var clientCount = 2 + prng.nextInt(3);
    var room = faults.isNone() ? 8 : 5;
    var clients = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < clientCount; c++) {
      var isTwin = c > 0 && prng.nextInt(3) == 0;
      var operations = isTwin ? clients.get(prng.nextInt(c)).operations() : operations(prng);
      var kept = new ArrayList<Operation<Request, Long>>();
      for (var operation : operations) {
        if (STEPS.getOrDefault(operation.name(), 1) <= room) {
          room -= STEPS.getOrDefault(operation.name(), 1);
          kept.add(operation);
        }
      }
      clients.add(new Client<>(List.of("alice", "bob", "carol", "dave").get(c), kept));
    }
    return new Drawn(Map.of("x", (long) prng.nextInt(2), "y", (long) prng.nextInt(2)), clients, faults);
  }

  /** Two to four clients, of at most eight steps together, on three registers: most wait for something that others give and take. */
  public static Drawn drawWaiting(long seed) {
    var prng = new Prng(seed);
    var room = 8;
    var clients = new ArrayList<Client<Request, Long>>();
    for (var name : List.of("alice", "bob", "carol", "dave").subList(0, 2 + prng.nextInt(3))) {
      var operations = new ArrayList<Operation<Request, Long>>();
      for (var i = 0; i <= prng.nextInt(3); i++) {
        var sized = drawWaiting(prng, List.of("x", "y", "z").get(prng.nextInt(3)), List.of("x", "y", "z").get(prng.nextInt(3)));
        if (sized.steps <= room) {
          room -= sized.steps;
          operations.add(sized.operation);
        }
      }
      clients.add(new Client<>(name, operations));
    }
    return new Drawn(Map.of("x", (long) prng.nextInt(2), "y", (long) prng.nextInt(2)), clients, FaultBudget.NONE);
  }

  private static Sized drawWaiting(Prng prng, String r, String s) {
    var n = prng.nextInt(3) - 1;
    return switch (prng.nextInt(8)) {
      case 0, 1, 2 -> new Sized(Programs.operation("take " + r, channel -> call(channel, new Request.Take(r))), 1);
      case 3 -> new Sized(Programs.operation("add " + n + " to " + r, channel -> call(channel, new Request.Add(r, n))), 1);
      case 4 -> new Sized(Programs.operation("give " + r, channel -> call(channel, new Request.Add(r, 1))), 1);
      case 5 -> new Sized(Programs.operation("set " + r + " to " + n, channel -> call(channel, new Request.Set(r, n))), 1);
      case 6 -> new Sized(Programs.operation("commit, watching " + r + " and " + s, channel -> {
        call(channel, new Request.Watch(r));
        call(channel, new Request.Watch(s));
        return call(channel, new Request.Commit(s, 5));
      }), 3);
      default -> new Sized(Programs.operation("take " + r + ", give " + s, channel -> {
        call(channel, new Request.Take(r));
        return call(channel, new Request.Add(s, 1));
      }), 2);
    };
  }

  /** Two or three clients of one to four steps, at most five together, of a system that may go down once, or at most three and twice. */
  public static Drawn drawFragile(long seed) {
    var prng = new Prng(seed);
    var faults = switch (prng.nextInt(4)) {
      case 0 -> new FaultBudget(0, 0, 1, 0);
      case 1 -> new FaultBudget(0, 0, 0, 1);
      case 2 -> new FaultBudget(0, 0, 1, 1);
      default -> new FaultBudget(1, 0, 0, 1);
    };
    var room = faults.processCrashes() + faults.powerLosses() + faults.repliesLost() > 1 ? 3 : 5;
    var clients = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < 2 + prng.nextInt(2); c++) {
      var isTwin = c > 0 && prng.nextInt(3) == 0;
      var kept = new ArrayList<Operation<Request, Long>>();
      for (var operation : isTwin ? clients.get(prng.nextInt(c)).operations() : operations(prng)) {
        if (STEPS.getOrDefault(operation.name(), 1) <= room) {
          room -= STEPS.getOrDefault(operation.name(), 1);
          kept.add(operation);
        }
      }
      clients.add(new Client<>(List.of("alice", "bob", "carol").get(c), kept));
    }
    return new Drawn(Map.of("x", (long) prng.nextInt(2), "y", (long) prng.nextInt(2)), clients, faults);
  }

  private static final Map<String, Integer> STEPS = Map.of("increment", 6, "compare and set", 4, "pipelined", 3, "choose", 3, "sleep", 3, "unread", 2,
      "transfer", 3, "marked", 4, "look", 2, "dying ahead", 2);

  private static List<Operation<Request, Long>> operations(Prng prng) {
    var operations = new ArrayList<Operation<Request, Long>>();
    for (var i = 0; i <= prng.nextInt(3); i++) {
      var registers = List.of("x", "y", "z", "u");
      var drawn = draw(prng, registers.get(prng.nextInt(4)), registers.get(prng.nextInt(4))).operation;
      operations.add(drawn.name().equals("sleep") && prng.nextInt(2) > 0
          ? Programs.operation("read", channel -> call(channel, new Request.Get("z")))
          : drawn);
    }
    return operations;
  }

  private static Sized draw(Prng prng) {
    return draw(prng, prng.nextInt(2) == 0 ? "x" : "y", prng.nextInt(2) == 0 ? "x" : "y");
  }

  private static Sized draw(Prng prng, String r, String s) {
    var n = prng.nextInt(3);
    return switch (prng.nextInt(16)) {
      case 0 -> new Sized(Programs.carelessIncrement(r), 2);
      case 1 -> new Sized(compareAndSet(r), 4);
      case 2 -> new Sized(Programs.operation("add", channel -> call(channel, new Request.Add(r, n))), 1);
      case 3 -> new Sized(pipelined(r, s), 3);
      case 4 -> new Sized(Programs.watchedIncrement(r, OptionalInt.of(2)), 6);
      case 5 -> new Sized(chosen(r, s), 3);
      case 6 -> new Sized(sleeping(r, 100 * (n + 1)), 3);
      case 7 -> new Sized(unread(r, s), 2);
      case 8 -> new Sized(transfer(r, s), 3);
      case 9 -> new Sized(dying(r), 2);
      case 10 -> new Sized(Programs.operation("take", channel -> call(channel, new Request.Take(r))), 1);
      case 11 -> new Sized(Programs.operation("nothing", channel -> n == 0 ? null : "said " + n), 0);
      case 12 -> new Sized(reconnecting(r), 2);
      case 13 -> new Sized(marked(r), 4);
      case 14 -> new Sized(Programs.operation("look", channel ->
          new Object[] {call(channel, new Request.Get(r)), call(channel, new Request.Get(s))}), 2);
      default -> new Sized(dyingAhead(r, s), 2);
    };
  }

  private static Operation<Request, Long> compareAndSet(String r) {
    return Programs.operation("compare and set", channel -> channel.retry(OptionalInt.of(2), () -> {
      var value = call(channel, new Request.Get(r));
      return call(channel, new Request.CompareAndSet(r, value, value + 1)) == 1 ? true : null;
    }));
  }

  private static Operation<Request, Long> pipelined(String r, String s) {
    return Programs.operation("pipelined", channel -> {
      channel.send(new Request.Get(r));
      channel.send(new Request.Add(s, 1));
      var sum = channel.receive() + channel.receive();
      return call(channel, new Request.Set(r, sum));
    });
  }

  private static Operation<Request, Long> chosen(String r, String s) {
    return Programs.operation("choose", channel -> {
      var chosen = call(channel, new Request.Choose(r, 2));
      return chosen == 1 ? call(channel, new Request.Add(s, 2)) : chosen;
    });
  }

  private static Operation<Request, Long> sleeping(String r, long millis) {
    return Programs.operation("sleep", channel -> {
      call(channel, new Request.Sleep(millis));
      return call(channel, new Request.Get(r));
    });
  }

  private static Operation<Request, Long> unread(String r, String s) {
    return Programs.operation("unread", channel -> {
      channel.send(new Request.Add(r, 1));
      channel.send(new Request.Add(s, 1));
      return "sent";
    });
  }

  private static Operation<Request, Long> transfer(String r, String s) {
    return Programs.operation("transfer", channel -> {
      if (call(channel, new Request.Get(r)) <= 0) {
        return false;
      }
      call(channel, new Request.Add(r, -1));
      call(channel, new Request.Add(s, 1));
      return true;
    });
  }

  private static Operation<Request, Long> dying(String r) {
    return Programs.operation("dying", channel -> {
      if (call(channel, new Request.Get(r)) == 0) {
        throw new IllegalStateException("nothing there");
      }
      return call(channel, new Request.Add(r, 1));
    });
  }

  private static Operation<Request, Long> dyingAhead(String r, String s) {
    return Programs.operation("dying ahead", channel -> {
      channel.send(new Request.Get(r));
      channel.send(new Request.Add(s, 1));
      if (channel.receive() == 0) {
        throw new IllegalStateException("gave up");
      }
      return channel.receive();
    });
  }

  private static Operation<Request, Long> reconnecting(String r) {
    return Programs.operation("reconnect", channel -> {
      channel.reconnect();
      try {
        return call(channel, new Request.Add(r, 1));
      } catch (ConnectionLost lost) {
        channel.reconnect();
        return call(channel, new Request.Add(r, 10));
      }
    });
  }

  private static Operation<Request, Long> marked(String r) {
    return Programs.operation("marked", channel -> {
      for (var i = 0; i < 2; i++) {
        channel.mark("try " + i);
        var value = call(channel, new Request.Get(r));
        if (call(channel, new Request.CompareAndSet(r, value, value + 3)) == 1) {
          return true;
        }
      }
      return Aborted.GAVE_UP;
    });
  }

  private enum Aborted {
    GAVE_UP
  }
}
