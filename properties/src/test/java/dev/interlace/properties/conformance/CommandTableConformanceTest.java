package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Outcome;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandHelp;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.resp.Protocol;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.traces.oracle.Agreement;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What COMMAND and COMMAND DOCS answer, whole, against the real server; and how both are recorded for the model. */
class CommandTableConformanceTest {
  private static final List<String> QUESTIONS =
      List.of("COMMAND", "COMMAND INFO", "COMMAND DOCS", "COMMAND LIST", "COMMAND COUNT");

  @Test
  void the_model_describes_every_command_as_the_real_server_does() {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("command table: not compared; " + OracleServer.ABSENT);
      return;
    }
    try (var server = OracleServer.start(binary.get(), List.of("--enable-debug-command", "yes")); var connection = server.connect()) {
      if (Boolean.getBoolean("interlace.record")) {
        connection.call("HELLO", "3");
        CommandRecorder.record(connection);
        return; // the model has read the old files already
      }
      CommandHelp.containers().stream().filter(CommandCatalog::isContainer).forEach(container -> compare(Command.of(container, "help"), 2, connection));
      compare(2, connection);
      compare(3, connection);
    }
  }

  private static void compare(int protocol, OracleConnection real) {
    real.call("HELLO", Integer.toString(protocol));
    QUESTIONS.forEach(question -> compare(Command.of(question.split(" ")), protocol, real));
  }

  private static void compare(Command command, int protocol, OracleConnection real) {
    var expected = real.call(command.words());
    var actual = ofModel(command, protocol);
    if (!Agreement.agree(command, List.of(), expected, actual)) {
      assertThat(actual).as(command + " in RESP" + protocol).isEqualTo(expected);
    }
  }

  private static Reply ofModel(Command command, int protocol) {
    var system = RedisSystem.given(List.of());
    if (system.execute(system.initial(), system.connect().withProtocol(Protocol.of(protocol)), command, Chooser.FIRST)
        instanceof Outcome.Answered<ServerState, Session, Reply> answered) {
      return answered.reply();
    }
    throw new AssertionError(command + " waits");
  }
}
