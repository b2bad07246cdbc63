package dev.interlace.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.system.Chooser;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.session.Session;
import org.junit.jupiter.api.Test;

/** Where states are explored no key is thrown out: there is no verdict if one would be, and only then. */
class ExploredEvictionTest {
  private static Reply execute(String policy, String... words) {
    var server = new RedisServer(ServerState.EMPTY, new ScriptRunner());
    server.execute(Session.FRESH, Command.of("SET", "k", "v"), Chooser.FIRST);
    server.execute(Session.FRESH, Command.of("CONFIG", "SET", "maxmemory-policy", policy, "maxmemory", "1"), Chooser.FIRST);
    return server.execute(Session.FRESH, Command.of(words), Chooser.FIRST).reply();
  }

  @Test
  void who_would_throw_out_a_key_gets_no_verdict() {
    assertThatThrownBy(() -> execute("allkeys-lru", "SET", "l", "v")).isInstanceOf(UnmodelledCommand.class).hasMessageContaining("EVICTION");
    assertThatThrownBy(() -> execute("allkeys-random", "GET", "k")).isInstanceOf(UnmodelledCommand.class);
  }

  @Test
  void who_would_throw_out_none_is_answered() {
    assertThat(execute("noeviction", "SET", "l", "v")).isEqualTo(Errors.OUT_OF_MEMORY);
    assertThat(execute("volatile-ttl", "SET", "l", "v")).isEqualTo(Errors.OUT_OF_MEMORY);
    assertThat(execute("volatile-ttl", "GET", "k")).isEqualTo(Reply.bulk("v"));
  }
}
