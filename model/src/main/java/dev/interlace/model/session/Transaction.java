package dev.interlace.model.session;

import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.List;

/** Where a connection stands between MULTI and EXEC. */
public sealed interface Transaction {
  Transaction NONE = new None();

  /** No MULTI is open: commands run at once. */
  record None() implements Transaction {}

  /** MULTI is open: commands wait in the order given. */
  record Queueing(List<Command> queued) implements Transaction {
    public Queueing {
      queued = List.copyOf(queued);
    }

    public Queueing with(Command command) {
      var longer = new ArrayList<>(queued);
      longer.add(command);
      return new Queueing(longer);
    }
  }

  /**
   * A command was refused while queueing: EXEC can only answer EXECABORT. <b>Source:</b> {@code CLIENT_DIRTY_EXEC}.
   *
   * @param queued what was queued before; nothing is any more
   */
  record Poisoned(List<Command> queued) implements Transaction {
    public Poisoned {
      queued = List.copyOf(queued);
    }
  }

  /** What waits for EXEC. */
  default List<Command> queued() {
    return List.of();
  }

  /** After a command of it was refused. */
  default Transaction poisoned() {
    return this instanceof None ? this : new Poisoned(queued());
  }
}
