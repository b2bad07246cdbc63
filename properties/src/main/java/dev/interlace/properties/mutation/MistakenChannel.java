package dev.interlace.properties.mutation;

import dev.interlace.engine.program.Channel;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandKeys;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.properties.client.LuaScript;
import dev.interlace.properties.client.RedisClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A connection over which a program sends something else than it means to, and gets the replies that it expects.
 *
 * <p>A script that the client runs itself runs when its reply is read, or when something is sent behind it.
 */
final class MistakenChannel implements Channel<Request, Reply> {
  private final Channel<Request, Reply> real;
  private final Mistake mistake;
  /** What was sent and not read, oldest first. */
  private final Deque<Answer> answers = new ArrayDeque<>();
  /** Of a transaction that is open: per command whether its element of EXEC's reply is to be shown, or its reply, if it ran at once. */
  private final List<Boolean> shown = new ArrayList<>();
  private final List<Reply> ran = new ArrayList<>();
  private boolean isQueueing;

  MistakenChannel(Channel<Request, Reply> real, Mistake mistake) {
    this.real = real;
    this.mistake = mistake;
  }

  /** Where the reply to something that was sent comes from. */
  private interface Answer {
    Reply get();
  }

  @Override
  public void send(Request request) {
    if (mistake instanceof Mistake.OwnScripts) {
      settle();
    }
    if (!(request instanceof Command command)) {
      pass(request);
      return;
    }
    var name = command.name().toLatin1().toLowerCase(Locale.ROOT);
    switch (mistake) {
      case Mistake.NoWatch none when name.equals("watch") -> answers.add(() -> Reply.OK);
      case Mistake.NoWatch none -> pass(command);
      case Mistake.TornTransaction torn -> tear(name, command);
      case Mistake.OwnScripts own -> script(name, command, own);
      case Mistake.Twice(var doubled) -> twice(name, command, doubled);
      case Mistake.Mistyped(var mistyped) -> pass(name.equals(mistyped) ? mistyped(command) : command);
      case Mistake.WaitsForEver waits -> pass(command);
    }
  }

  private void pass(Request request) {
    real.send(request);
    answers.add(real::receive);
  }

  private static Command mistyped(Command command) {
    var words = new ArrayList<>(command.words());
    CommandCatalog.find(words).ifPresent(info ->
        CommandKeys.in(info, command.words()).forEach(key -> words.set(key.position(), Bytes.latin1(words.get(key.position()).toLatin1() + "~"))));
    return new Command(words);
  }

  private void tear(String name, Command command) {
    switch (name) {
      case "multi" -> {
        isQueueing = true;
        ran.clear();
        answers.add(() -> Reply.OK);
      }
      case "exec" -> {
        isQueueing = false;
        answers.add(() -> new Reply.Array(List.copyOf(ran)));
      }
      case "discard" -> {
        isQueueing = false;
        answers.add(() -> Reply.OK);
      }
      default -> {
        var isInside = isQueueing;
        real.send(command);
        answers.add(() -> {
          var reply = real.receive();
          if (isInside) {
            ran.add(reply);
          }
          return isInside ? Reply.QUEUED : reply;
        });
      }
    }
  }

  private void script(String name, Command command, Mistake.OwnScripts own) {
    isQueueing = name.equals("multi") || isQueueing && !name.equals("exec") && !name.equals("discard");
    var source = isQueueing ? null : switch (name) {
      case "eval" -> command.words().get(1);
      case "evalsha" -> own.sources().get(command.words().get(1));
      default -> null;
    };
    if (source == null) {
      pass(command);
      return;
    }
    var words = command.words().stream().map(Bytes::toUtf8).toList();
    var keys = Integer.parseInt(words.get(2));
    var script = new LuaScript(source.toUtf8(), words.subList(3, 3 + keys), words.subList(3 + keys, words.size()));
    answers.add(() -> script.runOn(new RedisClient(new ScriptsChannel(real))));
  }

  private void twice(String name, Command command, String doubled) {
    var isDoubled = name.equals(doubled);
    if (name.equals("multi")) {
      isQueueing = true;
      shown.clear();
    } else if (name.equals("exec") || name.equals("discard")) {
      isQueueing = false;
      real.send(command);
      answers.add(() -> withoutHidden(real.receive()));
      return;
    } else if (isQueueing) {
      shown.add(true);
      if (isDoubled) {
        shown.add(false);
      }
    }
    real.send(command);
    if (isDoubled) {
      real.send(command);
    }
    answers.add(() -> {
      var reply = real.receive();
      if (isDoubled) {
        real.receive();
      }
      return reply;
    });
  }

  private Reply withoutHidden(Reply executed) {
    if (!(executed instanceof Reply.Array(var items)) || items.size() != shown.size()) {
      return executed;
    }
    var kept = new ArrayList<Reply>();
    for (var i = 0; i < items.size(); i++) {
      if (shown.get(i)) {
        kept.add(items.get(i));
      }
    }
    return new Reply.Array(kept);
  }

  /** Reads every reply that is outstanding. */
  private void settle() {
    for (var left = answers.size(); left > 0; left--) {
      var reply = answers.removeFirst().get();
      answers.addLast(() -> reply);
    }
  }

  @Override
  public Reply receive() {
    return answers.isEmpty() ? real.receive() : answers.removeFirst().get();
  }

  @Override
  public Reply ask(Request request) {
    return real.ask(request);
  }

  @Override
  public void reconnect() {
    answers.clear();
    isQueueing = false;
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
