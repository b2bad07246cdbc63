package dev.interlace.properties.client;

import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A connection that plays a fixed script, as the engine's does: replies, a loss, and the suspension when the script ends. */
final class ScriptedChannel implements Channel<Request, Reply> {
  /** Stands in for the engine's suspension, which only the engine can throw. */
  static final class Suspended extends Error {
    Suspended() {
      super("suspended", null, false, false);
    }
  }

  private final Deque<Object> script = new ArrayDeque<>();
  /** What happened, in order: requests as text, {@code <-} for a reply taken, {@code lost}, {@code reconnect}, {@code mark}. */
  final List<String> log = new ArrayList<>();
  private boolean isDown;
  private boolean isSuspended;

  /** @param script replies, and the text "lost" where the connection goes down */
  ScriptedChannel(Object... script) {
    this.script.addAll(List.of(script));
  }

  @Override
  public void send(Request request) {
    if (isSuspended) {
      return;
    }
    if (isDown) {
      throw new ConnectionLost();
    }
    log.add(request.toString());
  }

  @Override
  public Reply receive() {
    if (isSuspended || script.isEmpty()) {
      isSuspended = true;
      throw new Suspended();
    }
    if (isDown) {
      throw new ConnectionLost();
    }
    if (script.peek().equals("lost")) {
      script.remove();
      log.add("lost");
      isDown = true;
      throw new ConnectionLost();
    }
    log.add("<-");
    return (Reply) script.remove();
  }

  @Override
  public void reconnect() {
    if (isDown) {
      log.add("reconnect");
    }
    isDown = false;
  }

  @Override
  public void mark(String label) {
    log.add("mark " + label);
  }

  @Override
  public <T> @Nullable T retry(OptionalInt tries, Callable<@Nullable T> attempt) throws Exception {
    for (var i = 0; tries.isEmpty() || i < tries.getAsInt(); i++) {
      log.add("attempt");
      var result = attempt.call();
      if (result != null) {
        return result;
      }
    }
    return null;
  }
}
