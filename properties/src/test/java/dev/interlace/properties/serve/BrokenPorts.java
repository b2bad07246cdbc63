package dev.interlace.properties.serve;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.resp.CommandReader;
import dev.interlace.model.resp.Decoded;
import dev.interlace.model.resp.RespWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What a port could do wrong with the connections that it has. A limit that it does not keep needs no wire: it is a server without the setting. */
final class BrokenPorts {
  private static final List<Bytes> HARMLESS = Command.of("CLIENT", "SETNAME", "x").words();

  private BrokenPorts() {}

  /** Of what arrives at once only the first command is run. */
  static Wire.Mistake forgetsTheRestOfAPiece() {
    return onCommands((line, commands) -> {
      if (!commands.isEmpty()) {
        line.toServer(commands.getFirst());
      }
    });
  }

  /** What arrives at once is run backwards. */
  static Wire.Mistake runsBackwards() {
    return onCommands((line, commands) -> {
      for (var command : commands.reversed()) {
        line.toServer(command);
      }
    });
  }

  static Wire.Mistake runsOnBehindQuit() {
    return onCommands((line, commands) -> {
      for (var command : commands) {
        line.toServer(command.getFirst().equalsIgnoreCase("quit") ? HARMLESS : command);
      }
    });
  }

  static Wire.Mistake answersWhoWantsNoReply() {
    return onCommands((line, commands) -> {
      for (var command : commands) {
        if (command.size() < 2 || !command.get(1).equalsIgnoreCase("reply")) {
          line.toServer(command);
        }
      }
    });
  }

  /** Runs on while a command waits: what comes behind it goes by a connection of its own. */
  static Wire.Mistake runsOnBehindAWaiter() {
    return onCommands((line, commands) -> {
      var waits = false;
      for (var command : commands) {
        if (waits) {
          line.wire().connect().getOutputStream().write(RespWriter.command(command).toByteArray());
        } else {
          line.toServer(command);
        }
        waits |= command.getFirst().equalsIgnoreCase("blpop");
      }
    });
  }

  private interface OnCommands {
    void sent(Wire.Line line, List<List<Bytes>> commands) throws IOException;
  }

  private static Wire.Mistake onCommands(OnCommands mistake) {
    return new Wire.Mistake() {
      @Override
      public void sent(Wire.Line line, byte[] piece) throws IOException {
        mistake.sent(line, line.commands(piece));
      }
    };
  }

  /** Takes what arrives at once for whole commands. */
  static Wire.Mistake losesPieces() {
    return new Wire.Mistake() {
      @Override
      public void sent(Wire.Line line, byte[] piece) throws IOException {
        var whole = new CommandReader();
        whole.feed(piece, 0, piece.length);
        while (whole.take() instanceof Decoded.Complete<List<Bytes>>(var command)) {
          line.toServer(command);
        }
      }
    };
  }

  /** Ends a connection as soon as its client sends nothing more. */
  static Wire.Mistake endsWithItsClient() {
    return new Wire.Mistake() {
      @Override
      public void clientEnded(Wire.Line line) throws IOException {
        line.close();
      }
    };
  }

  /** Keeps the place of a client that has left. */
  static Wire.Mistake keepsWhoHasLeft() {
    return new Wire.Mistake() {
      @Override
      public void clientEnded(Wire.Line line) {}
    };
  }

  static Wire.Mistake staysOpenBehindQuit() {
    return new Wire.Mistake() {
      @Override
      public void serverEnded(Wire.Line line) {}
    };
  }

  /** Ends all connections when it ends one. */
  static Wire.Mistake endsAllWithOne() {
    return new Wire.Mistake() {
      @Override
      public void serverEnded(Wire.Line ended) throws IOException {
        for (var line : ended.wire().lines()) {
          line.close();
        }
      }
    };
  }

  /** Waits until a client takes what it is sent, and serves nobody meanwhile. */
  static Wire.Mistake waitsForSlowReaders() {
    var writing = new ReentrantLock();
    return new Wire.Mistake() {
      @Override
      public void received(Wire.Line line, byte[] piece) throws IOException {
        writing.lock();
        try {
          line.toClient(piece);
        } finally {
          writing.unlock();
        }
      }
    };
  }

  /** Waits until a command has come whole, and serves nobody meanwhile. */
  static Wire.Mistake waitsForUnfinishedCommands() {
    var unfinished = new ReentrantLock();
    return new Wire.Mistake() {
      @Override
      public void sent(Wire.Line line, byte[] piece) throws IOException {
        unfinished.lock();
        line.commands(piece);
        line.toServer(piece);
        while (!line.isUnfinished() && unfinished.isHeldByCurrentThread()) {
          unfinished.unlock();
        }
      }
    };
  }

  /** Sends pushed messages only behind the next reply. */
  static Wire.Mistake pushesLate() {
    return new Wire.Mistake() {
      private final List<Reply> late = new ArrayList<>();

      @Override
      public void received(Wire.Line line, byte[] piece) throws IOException {
        for (var reply : line.replies(piece)) {
          if (reply instanceof Reply.Push) {
            late.add(reply);
          } else {
            line.toClient(reply);
            for (var push : late) {
              line.toClient(push);
            }
            late.clear();
          }
        }
      }
    };
  }

  /** Sends everything to whoever came last. */
  static Wire.Mistake mixesUpConnections() {
    return new Wire.Mistake() {
      @Override
      public void received(Wire.Line line, byte[] piece) throws IOException {
        line.wire().lines().getLast().toClient(piece);
      }
    };
  }
}
