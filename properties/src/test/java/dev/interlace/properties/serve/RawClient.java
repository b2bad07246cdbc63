package dev.interlace.properties.serve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A socket on which bytes are sent and received as they are, one character a byte. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;

  private RawClient(Socket socket) {
    this.socket = socket;
  }

  static RawClient connect(InetSocketAddress address) throws IOException {
    return connect(address, PATIENCE_MILLIS);
  }

  /** @param patienceMillis how long it waits to be connected, and for anything that it is to receive */
  static RawClient connect(InetSocketAddress address, int patienceMillis) throws IOException {
    var socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(address, patienceMillis);
    socket.setSoTimeout(patienceMillis);
    return new RawClient(socket);
  }

  /** What a server answers to {@code request}, until it has answered everything and closed the connection. */
  static String exchange(InetSocketAddress address, String request) throws IOException {
    try (var client = connect(address)) {
      client.send(request);
      client.halfClose();
      return client.receiveAll();
    }
  }

  /** A server that has closed the connection takes nothing more, which is no error here. */
  RawClient send(String latin1) throws IOException {
    try {
      socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
    } catch (SocketException closed) {
      return this;
    }
    return this;
  }

  /** Sends nothing more, and goes on receiving. */
  RawClient halfClose() throws IOException {
    try {
      socket.shutdownOutput();
    } catch (SocketException closed) {
      return this;
    }
    return this;
  }

  /** Everything until the connection ends, in whichever way. */
  String receiveAll() throws IOException {
    var all = new ByteArrayOutputStream();
    var buffer = new byte[64 * 1024];
    try {
      for (var n = socket.getInputStream().read(buffer); n >= 0; n = socket.getInputStream().read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException stillOpen) {
      throw new AssertionError("the connection is still open after " + all.toString(StandardCharsets.ISO_8859_1), stillOpen);
    } catch (SocketException reset) {
      // What was sent before the reset has been read.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** Exactly {@code length} bytes, or fewer if the connection ends. */
  String receive(int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /** Everything up to and with the first {@code end}. */
  String receiveThrough(String end) throws IOException {
    var received = new StringBuilder();
    while (received.indexOf(end) < 0) {
      var next = socket.getInputStream().read();
      if (next < 0) {
        throw new AssertionError("the connection ended after " + received);
      }
      received.append((char) next);
    }
    return received.toString();
  }

  /** Sends {@code request} and receives what must be {@code answer}. */
  void expect(String request, String answer) throws IOException {
    send(request);
    var received = receive(answer.length());
    if (!received.equals(answer)) {
      throw new AssertionError("expected " + answer + " but received " + received);
    }
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
