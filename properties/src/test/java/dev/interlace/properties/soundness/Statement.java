package dev.interlace.properties.soundness;

import dev.interlace.engine.program.Channel;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A piece of a random program. Each is written so that its replies, or what depends on them, come out in the operation's result. */
sealed interface Statement {
  /** How many steps it takes at most. */
  int steps();

  /** Runs it; false if it gave up. */
  boolean run(Channel<Request, Reply> channel, List<String> seen) throws Exception;

  private static Reply call(Channel<Request, Reply> channel, Request request) {
    channel.send(request);
    return channel.receive();
  }

  private static void exchange(Channel<Request, Reply> channel, List<String> seen, Request request) {
    seen.add(call(channel, request).toString());
  }

  /** One command. */
  record Call(Command command) implements Statement {
    @Override
    public int steps() {
      return 1;
    }

    @Override
    public boolean run(Channel<Request, Reply> channel, List<String> seen) {
      exchange(channel, seen, command);
      return true;
    }
  }

  /** Several commands sent before the first reply is read. */
  record Pipeline(List<Command> commands) implements Statement {
    @Override
    public int steps() {
      return commands.size();
    }

    @Override
    public boolean run(Channel<Request, Reply> channel, List<String> seen) {
      commands.forEach(channel::send);
      commands.forEach(command -> seen.add(channel.receive().toString()));
      return true;
    }
  }

  /** A command whose reply nobody waits for; comes last in an operation. */
  record Unread(Command command) implements Statement {
    @Override
    public int steps() {
      return 1;
    }

    @Override
    public boolean run(Channel<Request, Reply> channel, List<String> seen) {
      channel.send(command);
      return true;
    }
  }

  /** The second command, or the third, or none: it depends on what the first was answered. */
  record Branch(Command asked, Command ifMissing, Command ifEven) implements Statement {
    @Override
    public int steps() {
      return 2;
    }

    @Override
    public boolean run(Channel<Request, Reply> channel, List<String> seen) {
      var reply = call(channel, asked);
      seen.add(reply.toString());
      if (reply instanceof Reply.Nil || reply.equals(Reply.ZERO)) {
        exchange(channel, seen, ifMissing);
      } else if (reply.toString().length() % 2 == 0) {
        exchange(channel, seen, ifEven);
      }
      return true;
    }
  }

  /** Reads a number and writes one more. */
  record ReadThenWrite(String key) implements Statement {
    @Override
    public int steps() {
      return 2;
    }

    @Override
    public boolean run(Channel<Request, Reply> channel, List<String> seen) {
      var reply = call(channel, Command.of("GET", key));
      var value = reply instanceof Reply.Bulk(var text) ? text.toUtf8() : "0";
      exchange(channel, seen, Command.of("SET", key, value.matches("-?[0-9]{1,9}") ? Long.toString(Long.parseLong(value) + 1) : "1"));
      return true;
    }
  }

  /**
   * A block of MULTI.
   *
   * @param watched none: no WATCH
   * @param tries how often EXEC may answer nil before the operation gives up
   */
  record Block(List<String> watched, Command read, List<Command> queued, boolean discards, int tries) implements Statement {
    @Override
    public int steps() {
      return tries * ((watched.isEmpty() ? 2 : 4) + queued.size());
    }

    @Override
    public boolean run(Channel<Request, Reply> channel, List<String> seen) throws Exception {
      var replies = channel.retry(OptionalInt.of(tries), () -> attempt(channel));
      if (replies != null) {
        seen.addAll(replies);
      }
      return replies != null;
    }

    private List<String> attempt(Channel<Request, Reply> channel) {
      var replies = new ArrayList<String>();
      if (!watched.isEmpty()) {
        var words = new ArrayList<>(List.of("WATCH"));
        words.addAll(watched);
        call(channel, Command.of(words.toArray(new String[0])));
        exchange(channel, replies, read);
      }
      call(channel, Command.of("MULTI"));
      queued.forEach(command -> exchange(channel, replies, command));
      var end = call(channel, Command.of(discards ? "DISCARD" : "EXEC"));
      replies.add(end.toString());
      return end instanceof Reply.NilArray ? null : replies;
    }
  }

  /**
   * Subscribes, perhaps waits for a message, and leaves again.
   *
   * @param commands sent in between; in RESP2 the server refuses most
   */
  record Listen(Ear ear, boolean waits, List<Command> commands) implements Statement {
    /** What is sent to listen, and then to do so no more. */
    enum Ear {
      NEWS("UNSUBSCRIBE news", "SUBSCRIBE news"),
      SPORT("UNSUBSCRIBE sport", "SUBSCRIBE sport"),
      PATTERN("PUNSUBSCRIBE n*", "PSUBSCRIBE n*"),
      KNOWN("UNSUBSCRIBE news", "MULTI", "SUBSCRIBE news", "CLIENT ID", "EXEC"),
      CHANGING("UNSUBSCRIBE sport", "SUBSCRIBE news", "SUBSCRIBE sport", "UNSUBSCRIBE news");

      private final Command end;
      private final List<Command> begin;

      Ear(String end, String... begin) {
        this.end = Command.of(end.split(" "));
        this.begin = Stream.of(begin).map(line -> Command.of(line.split(" "))).toList();
      }
    }

    @Override
    public int steps() {
      return ear.begin.size() + 1 + (waits ? 1 : 0) + commands.size();
    }

    @Override
    public boolean run(Channel<Request, Reply> channel, List<String> seen) {
      ear.begin.forEach(command -> exchange(channel, seen, command));
      commands.forEach(command -> exchange(channel, seen, command));
      if (waits) {
        exchange(channel, seen, new Request.Receive());
      }
      exchange(channel, seen, ear.end);
      return true;
    }
  }

  /**
   * Reads a key that the server is to watch over, and hears whether it was written before the second read.
   *
   * @param options of CLIENT TRACKING ON
   */
  record Copy(String key, List<String> options) implements Statement {
    @Override
    public int steps() {
      return 4;
    }

    @Override
    public boolean run(Channel<Request, Reply> channel, List<String> seen) {
      call(channel, Command.of("HELLO", "3")); // its reply tells an id, and ids are given in the order of asking
      var words = new ArrayList<>(List.of("CLIENT", "TRACKING", "ON"));
      words.addAll(options);
      exchange(channel, seen, Command.of(words.toArray(new String[0])));
      exchange(channel, seen, Command.of("GET", key));
      exchange(channel, seen, Command.of("GET", key));
      return true;
    }
  }

  /** Lets time pass. */
  record Sleep(int millis) implements Statement {
    @Override
    public int steps() {
      return 2;
    }

    @Override
    public boolean run(Channel<Request, Reply> channel, List<String> seen) {
      exchange(channel, seen, new Request.Sleep(Duration.ofMillis(millis)));
      return true;
    }
  }

  /** Reads the clock. */
  record Clock() implements Statement {
    @Override
    public int steps() {
      return 1;
    }

    @Override
    public boolean run(Channel<Request, Reply> channel, List<String> seen) {
      exchange(channel, seen, new Request.ReadClock());
      return true;
    }
  }
}
