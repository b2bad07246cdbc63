package dev.interlace.properties.mutation;

import dev.interlace.engine.program.Channel;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a script that a client runs itself. A script without an end, which a server is found to be deaf in at once, would go ever
 * deeper here; so who has called so often that nobody means to look further waits for ever.
 */
final class ScriptsChannel implements Channel<Request, Reply> {
  private static final int MOST_CALLS = 150;
  private static final int MOST_OF_THE_SAME = 30;

  private final Channel<Request, Reply> real;
  private final Map<Request, Integer> sent = new HashMap<>();
  private int calls;

  ScriptsChannel(Channel<Request, Reply> real) {
    this.real = real;
  }

  @Override
  public void send(Request request) {
    if (++calls > MOST_CALLS || sent.merge(request, 1, Integer::sum) > MOST_OF_THE_SAME) {
      real.send(Command.of("BLPOP", RedisMutations.NOBODY_PUSHES_HERE, "0"));
      real.receive();
    }
    real.send(request);
  }

  @Override
  public Reply receive() {
    return real.receive();
  }

  @Override
  public void reconnect() {
    real.reconnect();
  }

  @Override
  public void mark(String label) {
    real.mark(label);
  }

  @Override
  public <T> @Nullable T retry(OptionalInt tries, Callable<@Nullable T> attempt) throws Exception {
    return real.retry(tries, attempt);
  }
}
