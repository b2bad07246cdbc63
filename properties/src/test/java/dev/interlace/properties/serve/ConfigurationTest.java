package dev.interlace.properties.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.serve.ConfigFault;
import dev.interlace.model.serve.ConfigReader;
import dev.interlace.model.serve.ServeOptions;
import dev.interlace.model.settings.Settings;
import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the lines of a {@code redis.conf} come to that are no parameters. */
class ConfigurationTest {
  private static final List<String> ARGUMENTS =
      List.of("--rename-command", "CONFIG", "KONFIG", "--rename-command", "GET", "fetch", "--rename-command", "FLUSHALL", "", "--rename-command",
          "eval", "Run", "--user", "bob", "on", "nopass", "~k*", "+@all", "-set", "--user", "default", "on", "nopass", "~*", "&*", "+@all");

  @Test
  void commands_are_called_what_the_configuration_calls_them_and_users_may_what_it_says() throws IOException {
    var lines = """
        a CONFIG GET hz
        a KONFIG GET hz
        a konfig get
        a GET k / FETCH k / FETCH / SET k v / fetch k
        a FLUSHALL
        a MULTI / FETCH k / GET k / EXEC
        a MULTI / FETCH k / FLUSHDB / EXEC
        a RUN "return redis.call('fetch', 'k')" 0
        a RUN "return redis.call('get', 'k')" 0
        a EVAL "return 1" 0
        a ACL LIST
        a ACL SETUSER carol on nopass +get ~*
        b AUTH carol x / FETCH k / SET k v
        c AUTH bob x / FETCH other / FETCH k / SET k v / ACL WHOAMI
        """;
    var settings = new ConfigReader(RunningServer.OPTIONS.settings(), pattern -> Collections.emptySortedMap()).readArguments(ARGUMENTS).settings();
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println(OracleServer.ABSENT);
      return;
    }
    try (var ours = RunningServer.start(new ServeOptions(settings, 0, false)); var real = OracleServer.start(binary.get(), ARGUMENTS)) {
      Dialogue.assertSame(Dialogue.play(ours.address(), lines), Dialogue.play(real.address(), lines));
    }
  }

  @Test
  void included_files_are_read_where_they_are_named() throws IOException {
    var file = Files.createTempFile("interlace", ".conf");
    Files.writeString(file, "hz 77\nmaxclients 88\n");
    var arguments = List.of("--hz", "20", "--include", file.toString(), "--maxclients", "99");
    var binary = OracleServer.find();
    try (var ours = RunningServer.start(new ServeOptions(read(file.toString(), "hz 77\nmaxclients 88\n", arguments), 0, false))) {
      var lines = "a CONFIG GET hz\na CONFIG GET maxclients\n";
      var transcript = Dialogue.play(ours.address(), lines);
      if (binary.isEmpty()) {
        System.out.println(OracleServer.ABSENT);
        return;
      }
      try (var real = OracleServer.start(binary.get(), arguments)) {
        Dialogue.assertSame(transcript, Dialogue.play(real.address(), lines));
      }
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void arguments_are_read_as_the_real_server_reads_them() throws IOException {
    var lists = List.of(
        List.of("--save"),
        List.of("--save", "--hz", "20"),
        List.of("--SAVE", "--hz", "20"),
        List.of("--save", ""),
        List.of("--save", "60 7", "--save", "90", "8"),
        List.of("--save", "60 7", "--save", "", "--save", "90", "8"),
        List.of("--hz 20", "--maxclients", "99"),
        List.of("--hz 20 ", "--proc-title-template \"a b\""),
        List.of("--proc-title-template", "--{title}", "--hz", "20"),
        List.of("--client-output-buffer-limit", "pubsub 1mb 2mb 3", "--client-output-buffer-limit", "normal", "4", "5", "6"),
        List.of("--shutdown-on-sigint", "nosave", "force", "--hz", "30"));
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println(OracleServer.ABSENT);
      return;
    }
    for (var arguments : lists) {
      var all = new ArrayList<>(List.of("--save", "")); // which the oracle is started with in any case
      all.addAll(arguments);
      var settings = new ConfigReader(Settings.DEFAULT, pattern -> Collections.emptySortedMap()).readArguments(all).settings();
      try (var real = OracleServer.start(binary.get(), arguments); var connection = real.connect()) {
        for (var name : List.of("save", "hz", "maxclients", "proc-title-template", "client-output-buffer-limit", "shutdown-on-sigint")) {
          assertThat(connection.call("CONFIG", "GET", name)).as(arguments + " " + name)
              .isEqualTo(new Reply.Array(List.of(Reply.bulk(name), Reply.bulk(settings.text(name)))));
        }
      }
    }
  }

  private static Settings read(String name, String text, List<String> arguments) {
    SortedMap<String, Bytes> files = new TreeMap<>(Collections.singletonMap(name, Bytes.of(text)));
    return new ConfigReader(RunningServer.OPTIONS.settings(), pattern -> pattern.equals(name) ? files : Collections.emptySortedMap())
        .readArguments(arguments).settings();
  }

  /** The texts are those that redis-server 7.0.15 ends with, but for the last three. */
  @Test
  void what_cannot_be_is_refused_with_the_place() {
    assertRefused("rename-command nosuch x", "line 1: 'rename-command nosuch x': No such command in rename-command");
    assertRefused("rename-command get set", "Target command name already exists");
    assertRefused("rename-command get", "Bad directive or wrong number of arguments");
    assertRefused("user", "Bad directive or wrong number of arguments");
    assertRefused("user bob foo", "Syntax error");
    assertRefused("user bob on\nuser bob off", "line 2: 'user bob off': Error in user declaration 'bob': Duplicate user found. "
        + "A user can only be defined once in config files");
    assertRefused("include nosuch", "there is no such file");
    assertRefused("loadmodule x.so", "Interlace has no modules");
    assertRefused("include a", "files include each other");
  }

  private static void assertRefused(String text, String why) {
    SortedMap<String, Bytes> itself = new TreeMap<>(Collections.singletonMap("a", Bytes.of(text)));
    assertThatThrownBy(() -> new ConfigReader(RunningServer.OPTIONS.settings(), name -> name.equals("a") ? itself : Collections.emptySortedMap())
        .readFile("redis.conf", Bytes.of(text)).settings()).isInstanceOf(ConfigFault.class).hasMessageContaining(why);
  }
}
