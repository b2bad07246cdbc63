package dev.interlace.properties.soundness;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.properties.durability.Policy;
import java.util.ArrayList;
import java.util.List;

/**
 * A random scenario.
 *
 * @param clients per client what it does, one thing after the other
 */
record Workload(List<Command> given, List<List<Errand>> clients, FaultBudget faults, Policy policy) {
  private static final List<String> NAMES = List.of("alice", "bob", "carol");

  Workload(List<Command> given, List<List<Errand>> clients, FaultBudget faults) {
    this(given, clients, faults, Policy.NOTHING);
  }

  RedisSystem system() {
    return faults.hasOutages() ? RedisSystem.given(policy.settings(), given).thatMayGoDown() : RedisSystem.given(given);
  }

  List<Client<Request, Reply>> programs() {
    var programs = new ArrayList<Client<Request, Reply>>();
    for (var c = 0; c < clients.size(); c++) {
      var errands = clients.get(c);
      programs.add(new Client<>(NAMES.get(c), errands.stream().map(errand -> errand.operation(errands.indexOf(errand))).toList()));
    }
    return programs;
  }

  /** The same with the last things left out until there are about {@code most} orders at most. */
  Workload trimmed(double most) {
    var kept = new ArrayList<>(clients.stream().map(ArrayList::new).toList());
    while (orders(kept) > most) {
      var longest = kept.getFirst();
      for (var client : kept) {
        longest = steps(client) > steps(longest) ? client : longest;
      }
      var last = longest.removeLast();
      if (last.statements().size() > 1) {
        longest.add(new Errand(last.statements().subList(0, last.statements().size() - 1), last.tells(), last.whenLost()));
      }
    }
    kept.removeIf(List::isEmpty);
    return new Workload(given, kept.stream().map(List::copyOf).toList(), faults, policy);
  }

  /** The number of orders of the clients' steps, and of places for faults and for the passing of time. */
  private double orders(List<? extends List<Errand>> all) {
    var orders = 1.0;
    var total = 0;
    for (var client : all) {
      for (var i = 1; i <= steps(client); i++) {
        orders = orders * ++total / i;
      }
    }
    var isTimed = all.toString().contains("Sleep[") || all.toString().contains(" PX") || all.toString().contains("EXPIRE")
        || all.toString().contains(" 0.005");
    return orders * (faults.isNone() ? 1 : 2 * total) * (isTimed ? total : 1);
  }

  private static int steps(List<Errand> client) {
    return client.stream().mapToInt(Errand::steps).sum();
  }
}
