package dev.interlace.properties.soundness;

import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.engine.program.Operation;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a random program.
 *
 * @param tells what it returns
 * @param whenLost what it does when its connection goes down
 */
record Errand(List<Statement> statements, Tells tells, WhenLost whenLost) {
  enum Tells {
    EVERYTHING,
    THE_LAST,
    NOTHING,
    /** Everything, but null where it gave up. */
    EVERYTHING_OR_NULL
  }

  enum WhenLost {
    DIE,
    GIVE_UP,
    TRY_AGAIN
  }

  int steps() {
    return statements.stream().mapToInt(Statement::steps).sum();
  }

  Operation<Request, Reply> operation(int number) {
    return new Operation<>("errand " + number, channel -> {
      try {
        return run(channel);
      } catch (ConnectionLost lost) {
        return switch (whenLost) {
          case DIE -> throw lost;
          case GIVE_UP -> {
            channel.reconnect();
            yield tells == Tells.EVERYTHING_OR_NULL ? null : false;
          }
          case TRY_AGAIN -> {
            channel.reconnect();
            yield run(channel);
          }
        };
      }
    });
  }

  private @Nullable Object run(Channel<Request, Reply> channel) throws Exception {
    var seen = new ArrayList<String>();
    for (var statement : statements) {
      if (!statement.run(channel, seen)) {
        return tells == Tells.EVERYTHING_OR_NULL ? null : false;
      }
    }
    return switch (tells) {
      case EVERYTHING, EVERYTHING_OR_NULL -> List.copyOf(seen);
      case THE_LAST -> seen.isEmpty() ? "" : seen.getLast();
      case NOTHING -> null;
    };
  }
}
