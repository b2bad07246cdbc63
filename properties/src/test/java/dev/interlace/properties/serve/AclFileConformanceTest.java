package dev.interlace.properties.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.model.serve.CannotLoad;
import dev.interlace.model.serve.ConfigFault;
import dev.interlace.model.serve.ConfigReader;
import dev.interlace.model.serve.SocketServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code aclfile}, ACL LOAD and ACL SAVE, beside the real server. */
class AclFileConformanceTest {
  private static final String EVERYBODY = """
      user default on nopass ~* &* +@all
      user alice on >p ~k* +@all
      user carol on nopass sanitize-payload (+get ~a) &x
      """;

  /** What may stand in a file; but for the first few no server takes it. */
  private static final List<String> FILES = List.of(
      "user default on nopass ~* &* +@all\n\n   \nuser alice on >p1 +@all\n",
      "user alice on >p1 ~k* +@all",
      "",
      "user \u00e9 on +@all\n",
      "# hello\nuser alice on\n",
      "usr alice on\nuser\nuser bob on",
      "user alice on\nuser alice off\nuser default off\nuser default on",
      "user bob foo bar -@nope\n",
      "user alice on (+get (~a)\nuser bob (~x) ~y (nope) (+get|foo)\n",
      "user \"al ice\" on\nuser al\tice on\nuser b'o on >p\tq\t\n",
      "user alice on nopass\r\nuser  bob on\r\n",
      "USER alice on\n",
      "user alice on\0\nuser bob on\n",
      "user alice >a <b #123 !zz ~k* ~a allchannels &x +nosuch +config|nosuch +get|x\n",
      "user alice on +@all ~* ~a &* &x nopass >x resetkeys %RW~a %R~b %Q~c reset clearselectors\n");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("users.acl");
  }

  private void write(String content) throws IOException {
    Files.writeString(file(), content, StandardCharsets.ISO_8859_1);
  }

  private String inFile() throws IOException {
    return Files.readString(file(), StandardCharsets.ISO_8859_1);
  }

  /** Fails if the servers differ in anything that {@code trial} answers. */
  private void compare(Played trial) throws IOException {
    write(EVERYBODY);
    var transcripts = new ArrayList<List<String>>();
    BothServers.play(List.of("aclfile", file().toString()), address -> {
      transcripts.add(trial.on(lines -> Dialogue.play(address, lines)));
      write(EVERYBODY);
    });
    if (transcripts.size() == 2) {
      Dialogue.assertSame(transcripts.getFirst(), transcripts.getLast());
    }
  }

  private interface Player {
    List<String> play(String lines) throws IOException;
  }

  private interface Played {
    List<String> on(Player player) throws IOException;
  }

  @Test
  void users_come_from_the_file_and_go_back_there() throws IOException {
    compare(server -> {
      var all = new ArrayList<>(server.play("""
          a ACL LIST
          a ACL LOAD x
          b AUTH alice p / PING
          c AUTH carol x
          d PING
          a ACL SETUSER bob on nopass
          e AUTH bob x
          a ACL LOAD
          a ACL LIST
          a ACL SETUSER alice -get
          a ACL SETUSER root on nopass +@all
          f AUTH root x / ACL SAVE / ACL LOAD / PING
          a ACL LIST
          a MULTI / ACL SETUSER zoe on / ACL SAVE / ACL LOAD / EXEC
          a EVAL "return redis.call('acl', 'load')" 0
          a CONFIG GET aclfile
          a CONFIG SET aclfile x
          """));
      all.add(inFile());
      return all;
    });
  }

  @Test
  void a_file_with_mistakes_is_refused_with_all_of_them() throws IOException {
    compare(server -> {
      var all = new ArrayList<String>();
      for (var content : FILES) {
        write(content);
        all.addAll(server.play("a ACL LOAD\na ACL LIST\n"));
      }
      Files.delete(file());
      all.addAll(server.play("a ACL LOAD\na ACL LIST\n"));
      Files.createDirectory(file());
      all.addAll(server.play("a ACL SAVE\na ACL LOAD\na ACL LIST\n"));
      Files.delete(file());
      all.addAll(server.play("a ACL SETUSER bob on\na ACL SAVE\n"));
      all.add(inFile());
      assertThat(Files.list(folder)).containsExactly(file());
      return all;
    });
  }

  /** The texts are those that redis-server 7.0.15 ends with. */
  @Test
  void nobody_starts_with_users_that_cannot_be() throws IOException {
    var options = RunningServer.OPTIONS.with("aclfile", file().toString());
    assertThatThrownBy(() -> SocketServer.open(options, mistake -> {})).isInstanceOf(CannotLoad.class)
        .hasMessageContaining("Error loading ACLs, opening file '" + file() + "': No such file or directory");
    write("user alice on (+get ~a\n"); // which crashes the real server
    assertThatThrownBy(() -> SocketServer.open(options, mistake -> {})).isInstanceOf(CannotLoad.class)
        .hasMessageContaining(":1: Unmatched parenthesis in selector definition. WARNING: ACL errors detected, no change");
    var reader = new ConfigReader(RunningServer.OPTIONS.settings(), pattern -> Collections.emptySortedMap())
        .readArguments(List.of("--user", "x", "on", "--aclfile", "users.acl"));
    assertThatThrownBy(reader::settings).isInstanceOf(ConfigFault.class)
        .hasMessageContaining("Configuring Redis with users defined in redis.conf and at the same setting an ACL file path is invalid.");
  }
}
