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

  /** Appends the reply of the command itself, after which nothing comes. */
  void end(Reply reply, Session session) {
    if (reply instanceof Reply.Array(var items) && isInArray()) {
      gather(items.size());
    } else {
      append(session.spoken(reply)); // HELLO answers in the protocol it asked for
    }
    written.addAll(lines);
  }

  /** Ends without the reply, and without what EXEC's commands answered: the client wanted none. Pushed messages are sent all the same. */
  void endSilently(Reply reply, Session session) {
    answersNobody();
    arrayStart.ifPresent(start -> written.subList(start, written.size()).clear());
    var items = reply instanceof Reply.Several(var several) ? several : List.of(reply);
    items.stream().filter(Reply.Push.class::isInstance).map(session::spoken).forEach(this::append);
    written.addAll(lines);
  }

  /** Appends a reply. */
  void append(Reply reply) {
    var replies = reply instanceof Reply.Several(var items) ? items : List.of(reply);
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
    written.add(push);
    if (replyAt.isPresent()) {
      places.add(parts);
    }
  }

  void showAfterwards(Reply line) {
    lines.add(line);
  }

  void beginArray() {
    arrayStart = OptionalInt.of(arrayStart.orElse(written.size()));
  }

  boolean isInArray() {
    return arrayStart.isPresent();
  }

  /** Appends what one of EXEC's commands answered. */
  void element(Reply reply) {
    append(reply);
    written.addAll(lines);
    lines.clear();
  }

  /**
   * Makes EXEC's array of what was written since it began. Redis announces as many elements as there were commands, and never
   * mind if some wrote more: who reads it finds the rest behind the array.
   */
  private void gather(int announced) {
    var elements = written.subList(arrayStart.orElseThrow(), written.size());
    var array = new Reply.Array(elements.subList(0, announced));
    var rest = List.copyOf(elements.subList(announced, elements.size()));
    elements.clear();
    written.add(array);
    written.addAll(rest);
  }

  Reply written() {
    return written.size() == 1 ? written.getFirst() : new Reply.Several(written);
  }
}
