package dev.interlace.traces.replay;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.request.Command;
import dev.interlace.model.settings.Settings;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceStep;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Plays traces on a real server, over one connection per client, and compares every reply and the final keyspace.
 *
 * <p>What the server is free to choose (the member that SPOP takes) it may choose otherwise than the trace; the trace is then
 * played again, up to {@value #TRIES} times.
 */
public final class Confirmer {
  private static final int TRIES = 500;
  private static final long LONGEST_WAIT_MILLIS = 60_000;
  private static final List<String> OF_THE_DATE = List.of("expireat", "pexpireat", "expiretime", "pexpiretime", "time");
  private static final List<String> RUNNING_SCRIPTS = List.of("eval", "eval_ro", "evalsha", "evalsha_ro", "fcall", "fcall_ro", "exec");
  private static final List<String> OPTIONS_OF_THE_DATE = List.of("exat", "pxat");
  private static final Pattern CALL_IN_SCRIPT =
      Pattern.compile("call\\(\\s*['\"](" + String.join("|", OF_THE_DATE) + ")['\"]", Pattern.CASE_INSENSITIVE);

  private Confirmer() {}

  /** Plays on the empty server at {@code shared}, which is left empty, or starts a server of its own if the trace needs one. */
  public static Confirmation confirm(Trace trace, Path redisServer, InetSocketAddress shared) {
    return needsItsOwnServer(trace) ? confirm(trace, redisServer) : confirm(trace, shared);
  }

  /** Whether the server must be one that was started for this trace: with its configuration, or to be killed. */
  private static boolean needsItsOwnServer(Trace trace) {
    return trace.start().mayGoDown() || !trace.start().configuration().isEmpty();
  }

  /** Starts a server of its own. */
  public static Confirmation confirm(Trace trace, Path redisServer) {
    var configuration = new ArrayList<String>();
    if (trace.start().mayGoDown() && !trace.start().configuration().containsKey("save")) {
      configuration.addAll(List.of("--save", Settings.DEFAULT.text("save")));
    }
    trace.start().configuration().forEach((name, value) -> configuration.addAll(List.of("--" + name, value)));
    try (var server = OracleServer.start(redisServer, configuration)) {
      return confirm(trace, server.address(), Optional.of(server));
    }
  }

  /** Plays on the server at {@code address}, which must be empty, and leaves it empty. What is repeated for ever is played twice. */
  public static Confirmation confirm(Trace trace, InetSocketAddress address) {
    return needsItsOwnServer(trace)
        ? new Confirmation.NotPossible("it needs a server of its own, to configure and to kill")
        : confirm(trace, address, Optional.empty());
  }

  private static Confirmation confirm(Trace saved, InetSocketAddress address, Optional<OracleServer> own) {
    var trace = saved.unrolled();
    var wait = trace.steps().stream().mapToLong(TraceStep::advanceMillis).sum();
    if (wait > LONGEST_WAIT_MILLIS) {
      return new Confirmation.NotPossible("it would take " + wait / 1000 + " s of real time");
    }
    if (trace.steps().stream().anyMatch(step -> isEndless(step, trace))) {
      return new Confirmation.NotPossible("a script does not end, and a real server would be busy for ever");
    }
    if (trace.steps().stream().anyMatch(Confirmer::dependsOnTheDate) || trace.given().stream().anyMatch(Confirmer::dependsOnTheDate)) {
      return new Confirmation.NotPossible("it uses points in time, and on a real server the date is another");
    }
    try (var admin = OracleConnection.open(address)) {
      if (!isEmpty(admin)) {
        return new Confirmation.NotPossible("the server at " + address + " holds keys; give one that is empty");
      }
      return own.filter(server -> hasOutage(trace)).isPresent()
          ? playOnce(trace, own.get())
          : playUntilChosenAlike(trace, address, admin);
    } catch (UncheckedIOException e) {
      return new Confirmation.NotPossible("the server at " + address + " does not answer: " + e.getMessage());
    }
  }

  private static Confirmation playOnce(Trace trace, OracleServer server) {
    if (trace.steps().stream().anyMatch(step -> step.client().isEmpty() && step.choice().startsWith("save "))) {
      return new Confirmation.NotPossible("it saves in the background, and nobody can choose when a real server does that");
    }
    try (var playback = new Playback(trace, server)) {
      var played = playback.play();
      return playback.choseOtherwise() ? new Confirmation.NotPossible("the server chose otherwise before it was killed") : played;
    }
  }

  private static Confirmation playUntilChosenAlike(Trace trace, InetSocketAddress address, OracleConnection admin) {
    Confirmation last = new Confirmation.NotPossible("not played");
    for (var i = 0; i < TRIES; i++) {
      var playback = new Playback(trace, address);
      try (playback) {
        last = playback.play();
      } finally {
        admin.call("FLUSHALL");
        admin.call("SCRIPT", "FLUSH");
      }
      if (!playback.choseOtherwise()) {
        break;
      }
    }
    return last;
  }

  /** Whether a script begins in {@code step} that is never answered, not even because it is killed; nothing else that runs scripts waits. */
  private static boolean isEndless(TraceStep step, Trace trace) {
    var ofClient = trace.steps().stream().filter(each -> each.client().equals(step.client())).toList();
    var next = ofClient.stream().skip(ofClient.indexOf(step) + 1L).findFirst();
    return step.client().isPresent() && step.fault() == TraceStep.Fault.NONE && step.reply().isEmpty() && runsScript(step)
        && next.filter(later -> later.request().equals(step.request())).isEmpty();
  }

  private static boolean runsScript(TraceStep step) {
    return step.request().filter(Command.class::isInstance).map(Command.class::cast)
        .filter(command -> RUNNING_SCRIPTS.contains(command.name().toLowerCase())).isPresent();
  }

  private static boolean hasOutage(Trace trace) {
    return trace.steps().stream().anyMatch(step -> step.fault().isOutage());
  }

  private static boolean dependsOnTheDate(TraceStep step) {
    return step.request().filter(Command.class::isInstance).map(Command.class::cast).filter(Confirmer::dependsOnTheDate).isPresent();
  }

  private static boolean dependsOnTheDate(Command command) {
    var name = command.name().toLowerCase();
    var words = command.words().stream();
    return switch (name) {
      case "set", "getex" -> words.anyMatch(word -> OPTIONS_OF_THE_DATE.contains(word.toLowerCase()));
      case "xadd" -> words.anyMatch(Bytes.of("*")::equals);
      case "xclaim" -> words.anyMatch(word -> word.equalsIgnoreCase("time"));
      case "eval", "eval_ro", "script" -> words.anyMatch(word -> CALL_IN_SCRIPT.matcher(word.toLatin1()).find());
      default -> OF_THE_DATE.contains(name);
    };
  }

  private static boolean isEmpty(OracleConnection admin) {
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      if (!ServerKeys.read(admin, database).isEmpty()) {
        return false;
      }
    }
    admin.call("SELECT", "0");
    return true;
  }
}
