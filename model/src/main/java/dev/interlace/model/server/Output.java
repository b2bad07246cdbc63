package dev.interlace.model.server;

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

  /** Where the reply of the command at hand belongs in {@link #written}, if not at the end. */
  private OptionalInt replyAt = OptionalInt.empty();

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

  /** Ends without the reply: the client wanted none. Pushed messages are sent all the same. */
  void endSilently(Reply reply, Session session) {
    append(new Reply.Several(pushes(reply, session)));
    written.addAll(lines);
  }

  private static List<Reply> pushes(Reply reply, Session session) {
    return reply.parts().stream().filter(Reply.Push.class::isInstance).map(session::spoken).toList();
  }

  /** Appends a reply. */
  void append(Reply reply) {
    written.addAll(replyAt.orElse(written.size()), reply.parts());
    replyAt = OptionalInt.empty();
  }

  /** What the client is sent from now on comes after the reply, although the command is still at work. */
  void answered() {
    replyAt = OptionalInt.of(written.size());
  }

  /** The reply of the command at hand goes to a script. */
  void answersNobody() {
    replyAt = OptionalInt.empty();
  }

  /** Appends something unasked, behind all that was written so far. */
  void push(Reply push) {
    written.add(push);
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

  /** Appends what one of EXEC's commands answered, or of that only what is pushed to a client that wants no replies. */
  void element(Reply reply, Session session) {
    append(session.manners().isSilent() ? new Reply.Several(pushes(reply, session)) : session.spoken(reply));
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
