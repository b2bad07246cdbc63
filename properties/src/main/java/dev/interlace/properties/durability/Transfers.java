package dev.interlace.properties.durability;

import dev.interlace.model.request.Command;
import java.util.List;
import java.util.function.Consumer;

/**
 * The life of a small bank: two clients transfer money in transactions, faster than once a second, with one pause that is longer than the usual rule for
 * saving says.
 *
 * @param rewrites whether the log is rewritten on the way
 */
public record Transfers(boolean rewrites) implements Consumer<Life> {
  private static final int COUNT = 14;
  private static final int BEFORE_PAUSE = 9;
  private static final int BEFORE_REWRITE = 5;

  @Override
  public void accept(Life life) {
    var alice = life.connect();
    var bob = life.connect();
    life.write(alice, List.of(Command.of("SET", "account:a", "1000")));
    for (var i = 0; i < COUNT; i++) {
      var client = i % 2 == 0 ? alice : bob;
      life.write(client, List.of(
          Command.of("MULTI"), Command.of("DECRBY", "account:a", "10"), Command.of("INCRBY", "account:b", "10"),
          Command.of("LPUSH", "transfers", "transfer " + i), Command.of("EXEC")));
      life.pass(i == BEFORE_PAUSE ? 301_000 : 400);
      if (rewrites && i == BEFORE_REWRITE) {
        life.send(alice, Command.of("BGREWRITEAOF"));
      }
    }
  }
}
