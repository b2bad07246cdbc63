package dev.interlace.model.server;

import dev.interlace.model.reply.Parts;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one client is sent in one step, in order: mostly one reply.
 *
 * <p>EXEC's array is made of what its commands wrote, and of what its client was sent meanwhile.
 */
final class Output {
  private final List<Reply> written = new ArrayList<>();

  /** Lines of MONITOR about the client's own command, which it reads after the reply. */
  private final List<Reply> lines = new ArrayList<>();

  /** Where the reply of the command at hand begins in {@link #written}, if the command has begun to write it. */
  private OptionalInt replyAt = OptionalInt.empty();

  /** How many parts of it are written. */
  private int parts;

  /** How many were written before each of what the client was sent since it began. */
  private final List<Integer> places = new ArrayList<>();

  /** Where EXEC's array begins in {@link #written}, once it does. */
  private OptionalInt arrayStart = OptionalInt.empty();

  /** Whether the client is told how long that is. */
  private boolean hasHead;

  /** Whether the connection is to end: nothing more is sent. */
  private boolean isOver;

  /** Appends the reply of the command itself, after which nothing comes. */
  void end(Reply reply, Session session) {
    if (reply instanceof Reply.Array(var items) && isInArray()) {
      gather(items.size());
    } else {
      append(session.spoken(reply)); // HELLO answers in the protocol it asked for
    }
    written.addAll(lines);
  }

  /** Ends without the reply: the client wanted none. Pushed messages are sent all the same. */
  void endSilently(Reply reply, Session session) {
    answersNobody();
    pushes(reply, session).forEach(this::append);
    written.addAll(lines);
  }

  private static List<Reply> pushes(Reply reply, Session session) {
    return reply.parts().stream().filter(Reply.Push.class::isInstance).map(session::spoken).toList();
  }

  /** Appends a reply. */
  void append(Reply reply) {
    var replies = reply.parts();
    if (places.isEmpty()) {
      written.addAll(replies);
    } else {
      var meanwhile = written.subList(replyAt.orElseThrow(), written.size());
      var all = Parts.interleaved(replies, meanwhile, places);
      meanwhile.clear();
      written.addAll(all);
    }
    answersNobody();
  }

  /** What the client is sent from now on comes behind so many parts of the reply, although the command is still at work. */
  void answered(int partsOfReply) {
    replyAt = OptionalInt.of(replyAt.orElse(written.size()));
    parts = partsOfReply;
  }

  /** The reply of the command at hand goes to a script, or is complete. */
  void answersNobody() {
    replyAt = OptionalInt.empty();
    places.clear();
  }

  /** Appends something unasked, behind all that was written so far. */
  void push(Reply push) {
    if (isOver) {
      return;
    }
    written.add(push);
    if (replyAt.isPresent()) {
      places.add(parts);
    }
  }

  void showAfterwards(Reply line) {
    lines.add(line);
  }

  /** EXEC comes to its next command. */
  void beginElement(Session session) {
    if (arrayStart.isEmpty()) {
      arrayStart = OptionalInt.of(written.size());
      hasHead = !session.manners().isMute();
    }
    isOver = session.isClosed();
  }

  boolean isInArray() {
    return arrayStart.isPresent();
  }

  /** Appends what one of EXEC's commands answered, or of that only what is pushed to a client that wants no replies. */
  void element(Reply reply, Session session) {
    if (isOver) {
      answersNobody();
    } else if (session.manners().isMute()) {
      answersNobody();
      pushes(reply, session).forEach(this::append);
    } else {
      append(session.spoken(reply));
      written.addAll(lines);
    }
    lines.clear();
  }

  /**
   * Makes EXEC's array of what was written since it began. Redis announces as many elements as there were commands, and never
   * mind if some wrote more: who reads it finds the rest behind the array. Nor if some wrote nothing.
   */
  private void gather(int announced) {
    var elements = written.subList(arrayStart.orElseThrow(), written.size());
    if (!hasHead) {
      return;
    }
    if (elements.size() < announced) {
      written.add(arrayStart.getAsInt(), new Reply.Head('*', announced));
      return;
    }
    var array = new Reply.Array(elements.subList(0, announced));
    var rest = List.copyOf(elements.subList(announced, elements.size()));
    elements.clear();
    written.add(array);
    written.addAll(rest);
  }

  /** Whether the client waits for a rest that never comes. */
  boolean isHalf() {
    return written.stream().anyMatch(Reply.Head.class::isInstance) || isInArray() && !hasHead && !written.isEmpty();
  }

  Reply written() {
    return written.size() == 1 ? written.getFirst() : new Reply.Several(written);
  }
}
