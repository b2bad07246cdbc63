package dev.interlace.properties.bench;

import dev.interlace.engine.program.Operation;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.properties.RedisScenario;
import java.util.Collections;
import java.util.List;

/** What the search is measured on. Every client command is a step; programs return nothing. */
public enum Workload {
  /** Reads the stock, which is 1, and if there is some takes one: oversells. */
  W1("stock is never negative at the end", false),
  /** Increments a counter by WATCH, again and again until EXEC takes it, so many times. */
  W2("every increment counts", true),
  /** Increments a counter by GET and SET, so many times: loses updates. */
  W3("every increment counts", false),
  /** Writes four times to a key of its own. */
  W4("the last write stays", true),
  /** Moves 1 between two of four accounts that hold 1 each, by WATCH, until EXEC takes it or there is nothing to move. */
  W5("no money is made or lost", true);

  private static final int ACCOUNTS = 4;
  private static final int WRITES = 4;

  private final String property;
  private final boolean holds;

  Workload(String property, boolean holds) {
    this.property = property;
    this.holds = holds;
  }

  /** The one property that is judged: at the end. */
  public String property() {
    return property;
  }

  /** Whether the property holds with two clients or more. */
  public boolean holds() {
    return holds;
  }

  /** Whether the clients do it so many times. */
  public boolean isRepeated() {
    return this == W2 || this == W3;
  }

  /** <b>Range:</b> both at least 1; {@code repeat} is 1 for a workload that is not repeated. */
  public RedisScenario scenario(int clients, int repeat) {
    var empty = RedisScenario.named(name() + ", " + clients + " clients" + (isRepeated() ? ", repeated " + repeat : ""));
    var scenario = given(empty);
    for (var c = 0; c < clients; c++) {
      scenario = scenario.client("c" + c, operations(c, repeat));
    }
    for (var builtIn : List.of("serializable", "no partial effect", "no client dies", "no deadlock")) {
      scenario = scenario.without(builtIn, "the search is measured, not what is made of it");
    }
    return scenario.atEnd(property, db -> switch (this) {
      case W1 -> db.integer("stock") >= 0;
      case W2, W3 -> db.integer("k") == (long) clients * repeat;
      case W4 -> db.integer("own0") == WRITES;
      case W5 -> db.integer("account0") + db.integer("account1") + db.integer("account2") + db.integer("account3") == ACCOUNTS;
    });
  }

  private RedisScenario given(RedisScenario empty) {
    return switch (this) {
      case W1 -> empty.given("SET stock 1");
      case W2, W3 -> empty.given("SET k 0");
      case W4 -> empty;
      case W5 -> empty.given("MSET account0 1 account1 1 account2 1 account3 1");
    };
  }

  private List<Operation<Request, Reply>> operations(int c, int repeat) {
    return Collections.nCopies(isRepeated() ? repeat : 1, RedisScenario.plainOperation(name(), program(c)));
  }

  private WorkloadProgram program(int c) {
    return switch (this) {
      case W1 -> new WorkloadProgram.Buy();
      case W2 -> new WorkloadProgram.WatchedIncrement();
      case W3 -> new WorkloadProgram.CarelessIncrement();
      case W4 -> new WorkloadProgram.Writes("own" + c, WRITES);
      case W5 -> new WorkloadProgram.Transfer("account" + c % ACCOUNTS, "account" + (c + 1) % ACCOUNTS);
    };
  }
}
