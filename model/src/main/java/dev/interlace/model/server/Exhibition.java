package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.session.Session;
import java.util.ArrayList;
import java.util.List;

/** What MONITOR shows of one client's command and of those that it runs. <b>Source:</b> {@code replicationFeedMonitors} of Redis 7.0. */
final class Exhibition {
  /** Where clients come from in a server that is explored. */
  private static final String EXPLORED_ADDRESS = "127.0.0.1:0";
  private static final Bytes REDACTED = Bytes.of("(redacted)");

  private final RedisServer server;

  /** Which words of the command nobody else may see. */
  private final List<Integer> hidden = new ArrayList<>();

  /** Whether a client that watches itself reads the line at hand before its reply. */
  private boolean isBeforeReply;

  Exhibition(RedisServer server) {
    this.server = server;
  }

  /** Another command begins, of which nothing is hidden. */
  void begin() {
    hidden.clear();
  }

  void hide(int word) {
    hidden.add(word);
  }

  void show(Command command, Session session, boolean isFromScript, boolean precedesReply) {
    if (!server.clients.monitors().isEmpty()) {
      isBeforeReply = precedesReply;
      var from = isFromScript ? "lua" : server.host.address(session.id()).orElse(EXPLORED_ADDRESS);
      server.announcer.show(words(command), session.database(), from, server.nowMillis);
    }
  }

  private List<Bytes> words(Command command) {
    var words = new ArrayList<>(command.words());
    hidden.forEach(index -> words.set(index, REDACTED));
    return words;
  }

  /** Sends a line to the client whose command it shows. */
  void showOwn(Reply.Simple line, Session session, Output output) {
    if (session.manners().isMute()) {
      return;
    }
    if (isBeforeReply) {
      output.push(line);
    } else {
      output.showAfterwards(line);
    }
  }
}
