package dev.interlace.model.serve;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Neighbours;
import dev.interlace.model.resp.RespWriter;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Servers that are reached over the network. Who asks one waits, and with it everybody whom it serves, as in Redis.
 *
 * <p>Connections are kept for the next time. <b>Source:</b> {@code migrateGetSocket}, {@code migrateCommand} in {@code cluster.c} of Redis 7.0.
 */
final class OtherServers implements Neighbours, AutoCloseable {
  private final SortedMap<String, Line> lines = new TreeMap<>();

  private record Line(Socket socket, InputStream in) {
    void close() {
      try {
        socket.close();
      } catch (IOException alreadyGone) {
        // closing is all we wanted
      }
    }
  }

  /** A connection that was kept may have ended since: then, and if nothing was answered yet, a fresh one is tried. */
  @Override
  public Answers ask(String host, int port, int timeoutMillis, List<List<Bytes>> requests) {
    var isKept = lines.containsKey(host + ":" + port);
    var answers = tryToAsk(host, port, timeoutMillis, requests);
    return isKept && answers.trouble().isPresent() && answers.lines().isEmpty() ? tryToAsk(host, port, timeoutMillis, requests) : answers;
  }

  private Answers tryToAsk(String host, int port, int timeoutMillis, List<List<Bytes>> requests) {
    var answered = new ArrayList<Bytes>();
    var trouble = Trouble.CONNECTING;
    try {
      var line = line(host, port, timeoutMillis);
      trouble = Trouble.WRITING;
      var writer = new RespWriter();
      requests.forEach(writer::write);
      line.socket.getOutputStream().write(writer.toBytes().toByteArray());
      trouble = Trouble.READING;
      while (answered.size() < requests.size()) {
        answered.add(readLine(line.in));
      }
      return new Answers(answered, Optional.empty());
    } catch (ConnectException refused) {
      return new Answers(answered, Optional.of(Trouble.WRITING)); // Redis finds out when it writes
    } catch (IOException broken) {
      Optional.ofNullable(lines.remove(host + ":" + port)).ifPresent(Line::close);
      return new Answers(answered, Optional.of(trouble));
    }
  }

  private Line line(String host, int port, int timeoutMillis) throws IOException {
    var kept = lines.get(host + ":" + port);
    if (kept != null) {
      kept.socket.setSoTimeout(timeoutMillis);
      return kept;
    }
    var socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(host, port), timeoutMillis);
    socket.setSoTimeout(timeoutMillis);
    var line = new Line(socket, new BufferedInputStream(socket.getInputStream()));
    lines.put(host + ":" + port, line);
    return line;
  }

  private static Bytes readLine(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return Bytes.wrap(line.toByteArray());
  }

  @Override
  public void close() {
    lines.values().forEach(Line::close);
    lines.clear();
  }
}
