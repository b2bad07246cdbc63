package dev.interlace.properties.spec;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A kind of server that chapters can be run against. */
public interface SpecTarget {
  /** For messages: {@code redis-server 7.0.15}, {@code model}. */
  String name();

  /** Whether blocks marked {@code oracle} are run too. */
  boolean isOracle();

  /** A server with an empty keyspace that nobody is connected to. */
  Server start();

  /** One server for one chapter. */
  interface Server extends AutoCloseable {
    /** A new connection for the client called {@code client}. */
    Connection open(String client);

    /** Lets {@code duration} of the server's time go by. */
    void pass(Duration duration);

    @Override
    void close();
  }

  /** One client's connection. */
  interface Connection extends AutoCloseable {
    /** Sends a command. */
    void send(List<Bytes> command);

    /** The next reply; a server on a real clock may take as long as it needs, within reason. Empty if none comes. */
    Optional<Reply> receive();

    /** The next reply if it is there or about to be; empty if the command is blocked. */
    Optional<Reply> poll();

    @Override
    void close();
  }
}
