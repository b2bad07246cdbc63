package dev.interlace.properties;

import dev.interlace.engine.program.Channel;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.ServerState;
import dev.interlace.properties.client.JedisProgram;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A connection to a model server that nobody else uses: runs what is given at once, and keeps the commands. */
final class GivenChannel implements Channel<Request, Reply> {
  private final List<Command> commands = new ArrayList<>();
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final LiveServer server = new LiveServer(ServerState.EMPTY);
  private final long client = server.open("given", LiveServer.Outlet.NOBODY);

  /** @param before commands to run first; they are among {@link #commands()} */
  GivenChannel(List<Command> before) {
    for (var command : before) {
      send(command);
      receive();
    }
  }

  /** All of {@code before} and what {@code setUp} sends after it. */
  static List<Command> record(List<Command> before, Setup setUp) {
    var channel = new GivenChannel(before);
    JedisProgram program = jedis -> {
      setUp.run(jedis);
      return null;
    };
    try {
      program.asProgram().run(channel);
    } catch (RuntimeException thrown) {
      throw thrown;
    } catch (Exception thrown) { // a checked exception of the user's set-up, which can only be a mistake in it
      throw new IllegalArgumentException("given: the set-up throws " + thrown, thrown);
    }
    return channel.commands();
  }

  /** Every command so far, in order. */
  List<Command> commands() {
    return List.copyOf(commands);
  }

  @Override
  public void send(Request request) {
    if (!(request instanceof Command command)) {
      throw new IllegalArgumentException("given: no time passes before the start: " + request);
    }
    var reply = server.execute(client, command);
    if (reply instanceof Reply.Error(var text)) {
      throw new IllegalArgumentException("given " + command + ": the server answers " + text);
    }
    commands.add(command);
    replies.add(reply);
  }

  @Override
  public Reply receive() {
    return replies.remove();
  }

  @Override
  public void reconnect() {}

  @Override
  public void mark(String label) {}

  @Override
  public <T> @Nullable T retry(OptionalInt tries, Callable<@Nullable T> attempt) throws Exception {
    for (var i = 0; tries.isEmpty() || i < tries.getAsInt(); i++) {
      var result = attempt.call();
      if (result != null) {
        return result;
      }
    }
    return null;
  }
}
