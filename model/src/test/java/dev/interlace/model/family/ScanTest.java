package dev.interlace.model.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.RedisServer;
import dev.interlace.model.server.ScriptRunner;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScanTest {
  private static final int MANY = 600;

  private ServerState state = ServerState.EMPTY;

  @Test
  void a_scan_answers_once_whatever_stays_throughout() {
    IntStream.range(0, MANY).forEach(i -> run("SET", "stays" + i, "v"));
    IntStream.range(0, MANY).forEach(i -> run("SET", "goes" + i, "v"));
    var seen = new ArrayList<Bytes>();
    var cursor = "0";
    var calls = 0;
    do {
      cursor = page(seen, "SCAN", cursor, "COUNT", "7", "MATCH", "stays*");
      run("DEL", "goes" + calls);
      run("SET", "comes" + calls, "v");
      calls++;
    } while (!cursor.equals("0"));
    assertThat(seen).doesNotHaveDuplicates().hasSize(MANY);
    assertThat(calls).isGreaterThan(MANY / 7);
  }

  @Test
  void a_small_hash_answers_at_once_and_a_large_one_in_pages() {
    run("HSET", "small", "f1", "v1", "f2", "v2");
    IntStream.range(0, MANY).forEach(i -> run("HSET", "large", "f" + i, "v" + i));
    var seen = new ArrayList<Bytes>();
    assertThat(page(seen, "HSCAN", "small", "0", "COUNT", "1")).isEqualTo("0");
    assertThat(seen).isEqualTo(List.of("f1", "v1", "f2", "v2").stream().map(Bytes::of).toList());
    seen.clear();
    assertThat(page(seen, "HSCAN", "large", "0", "COUNT", "10")).isNotEqualTo("0");
    assertThat(seen).hasSize(20);
  }

  /** Adds what a call answers and gives the next cursor. */
  private String page(List<Bytes> seen, String... words) {
    if (run(words) instanceof Reply.Array(var parts)
        && parts.getFirst() instanceof Reply.Bulk(var next)
        && parts.getLast() instanceof Reply.Array(var elements)) {
      elements.forEach(element -> seen.add(((Reply.Bulk) element).value()));
      return next.toLatin1();
    }
    throw new AssertionError("not the reply of a scan");
  }

  private Reply run(String... words) {
    var server = new RedisServer(state, new ScriptRunner());
    var executed = server.execute(Session.FRESH, Command.of(words), Chooser.FIRST);
    state = server.state();
    return executed.reply();
  }
}
