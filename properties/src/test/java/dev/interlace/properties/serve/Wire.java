package dev.interlace.properties.serve;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.resp.CommandReader;
import dev.interlace.model.resp.Decoded;
import dev.interlace.model.resp.Protocol;
import dev.interlace.model.resp.ReplyReader;
import dev.interlace.model.resp.RespWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between clients and a server of ours, and makes a mistake that a port could make: to the clients it is a port that makes it. */
final class Wire implements AutoCloseable {
  private static final int PIECE = 64 * 1024;

  private final InetSocketAddress server;
  private final Mistake mistake;
  private final ServerSocket entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final List<Line> lines = new CopyOnWriteArrayList<>();

  private Wire(InetSocketAddress server, Mistake mistake) throws IOException {
    this.server = server;
    this.mistake = mistake;
  }

  /** To a server that runs at {@code server}. */
  static Wire to(InetSocketAddress server, Mistake mistake) throws IOException {
    var wire = new Wire(server, mistake);
    Thread.ofVirtual().start(wire::accept);
    return wire;
  }

  /** What becomes of what is sent; as it is here, all goes well. */
  interface Mistake {
    Mistake NONE = new Mistake() {};

    /** A client has sent this. */
    default void sent(Line line, byte[] piece) throws IOException {
      line.toServer(piece);
    }

    /** The server has sent this. */
    default void received(Line line, byte[] piece) throws IOException {
      line.toClient(piece);
    }

    /** A client sends nothing more. */
    default void clientEnded(Line line) throws IOException {
      line.server.shutdownOutput();
    }

    /** The server has closed the connection. */
    default void serverEnded(Line line) throws IOException {
      line.close();
    }
  }

  /** One connection. */
  final class Line {
    final Socket client;
    final Socket server;
    private final CommandReader commands = new CommandReader();
    private final ReplyReader replies = new ReplyReader();

    Line(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void toServer(byte[] piece) throws IOException {
      server.getOutputStream().write(piece);
    }

    void toServer(List<Bytes> command) throws IOException {
      toServer(RespWriter.command(command).toByteArray());
    }

    void toClient(byte[] piece) throws IOException {
      client.getOutputStream().write(piece);
    }

    void toClient(Reply reply) throws IOException {
      toClient(RespWriter.reply(reply, Protocol.RESP3).toByteArray());
    }

    /** The commands that have come whole with {@code piece}. */
    List<List<Bytes>> commands(byte[] piece) {
      commands.feed(piece, 0, piece.length);
      var whole = new ArrayList<List<Bytes>>();
      while (commands.take() instanceof Decoded.Complete<List<Bytes>>(var words)) {
        whole.add(words);
      }
      return whole;
    }

    /** Whether a command has begun to come and has not come whole. */
    boolean isUnfinished() {
      return commands.waiting() > 0;
    }

    /** The replies that have come whole with {@code piece}. */
    List<Reply> replies(byte[] piece) {
      replies.feed(Bytes.copyOf(piece, 0, piece.length));
      var whole = new ArrayList<Reply>();
      while (replies.take() instanceof Decoded.Complete<Reply>(var reply)) {
        whole.add(reply);
      }
      return whole;
    }

    Wire wire() {
      return Wire.this;
    }

    void close() throws IOException {
      client.close();
      server.close();
    }

    private void carryRequests() {
      try {
        for (var piece = piece(client); piece.length > 0; piece = piece(client)) {
          mistake.sent(this, piece);
        }
        mistake.clientEnded(this);
      } catch (IOException ended) {
        // nobody is there any more to be told
      }
    }

    private void carryAnswers() {
      try {
        for (var piece = piece(server); piece.length > 0; piece = piece(server)) {
          mistake.received(this, piece);
        }
        mistake.serverEnded(this);
      } catch (IOException ended) {
        // nobody is there any more to be told
      }
    }

    private static byte[] piece(Socket from) throws IOException {
      var buffer = new byte[PIECE];
      return Arrays.copyOf(buffer, Math.max(0, from.getInputStream().read(buffer)));
    }
  }

  /** The oldest first. */
  List<Line> lines() {
    return lines;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) entrance.getLocalSocketAddress();
  }

  /** One more connection to the server behind. */
  Socket connect() throws IOException {
    var socket = new Socket(server.getAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    return socket;
  }

  private void accept() {
    try {
      while (true) {
        var client = entrance.accept();
        client.setTcpNoDelay(true);
        var line = new Line(client, connect());
        lines.add(line);
        Thread.ofVirtual().start(line::carryRequests);
        Thread.ofVirtual().start(line::carryAnswers);
      }
    } catch (IOException closed) {
      // the end of the wire
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    for (var line : lines) {
      line.close();
    }
  }
}
