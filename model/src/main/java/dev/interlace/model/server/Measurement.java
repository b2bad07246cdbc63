package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.session.Session;
import dev.interlace.model.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Counts what a running server does. <b>Source:</b> {@code call} in {@code server.c} of Redis 7.0. */
record Measurement(RedisServer server, Session session) {
  private static final long MICROS_A_MILLI = 1_000;
  /** Of the client that runs the commands of scripts. */
  private static final String FAKE_ADDRESS = "?:0";
  private static final Bytes REDACTED = Bytes.of("(redacted)");

  /** Runs a command by {@code handle}, and answers what that answers. */
  Reply of(CommandSpec spec, Call call, Supplier<Reply> handle) {
    var telemetry = server.host.telemetry().orElseThrow();
    var before = server.sleptMillis;
    var errorsBefore = telemetry.errorReplies();
    telemetry.begins();
    var reply = handle.get();
    if (reply instanceof Reply.Error error && !hasBeenCounted(error, telemetry, errorsBefore)) {
      telemetry.answeredError(error.code());
    }
    var millis = server.sleptMillis - before;
    telemetry.called(spec.name(), millis * MICROS_A_MILLI, reply instanceof Reply.Error);
    if (server.currentSession().filter(Session::isBlocked).isEmpty()) {
      log(spec, call.words(), call.isFromScript(), millis);
    }
    return reply;
  }

  /** Another step has answered {@code command}, which has waited for so long. <b>Source:</b> {@code updateStatsOnUnblock}. */
  void unblocked(Command command, Reply reply, long millis) {
    var telemetry = server.host.telemetry().orElseThrow();
    server.find(command).ifPresent(spec -> {
      if (reply instanceof Reply.Error error) {
        telemetry.failedLate(spec.name(), error.code());
      }
      log(spec, command.words(), false, millis);
    });
  }

  /** A script that ends in the error of one of its commands answers what was counted with the command. */
  private static boolean hasBeenCounted(Reply.Error error, Telemetry telemetry, long errorsBefore) {
    return telemetry.takeForetold().orElse(telemetry.errorReplies() > errorsBefore && error.code().equals(telemetry.lastError()));
  }

  private void log(CommandSpec spec, List<Bytes> asked, boolean isFromScript, long millis) {
    if (millis == 0 && !server.logsEveryCommand()) {
      return;
    }
    var telemetry = server.host.telemetry().orElseThrow();
    var threshold = server.settings.number("latency-monitor-threshold");
    if (threshold > 0 && millis >= threshold) {
      telemetry.latency().add(spec.has(Flag.FAST) ? "fast-command" : "command", server.nowMillis, millis);
    }
    var slow = server.settings.number("slowlog-log-slower-than");
    if (slow >= 0 && millis * MICROS_A_MILLI >= slow && !spec.has(Flag.SKIP_SLOWLOG)) {
      var address = isFromScript ? FAKE_ADDRESS : server.host.address(session.id()).orElse(FAKE_ADDRESS);
      var name = isFromScript ? Bytes.EMPTY : server.currentSession().orElse(session).name();
      var words = spec.name().equals("auth") ? redacted(asked) : asked;
      telemetry.slowLog().add(server.nowMillis, millis * MICROS_A_MILLI, words, address, name, server.settings.number("slowlog-max-len"));
    }
  }

  private static List<Bytes> redacted(List<Bytes> words) {
    var shown = new ArrayList<>(Collections.nCopies(words.size(), REDACTED));
    shown.set(0, words.getFirst());
    return shown;
  }
}
