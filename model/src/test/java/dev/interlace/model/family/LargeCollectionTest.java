package dev.interlace.model.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Outcome;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Collections of many members, where a command must not cost as much as the collection is large. */
class LargeCollectionTest {
  private static final int MEMBERS = 20_000;
  private static final List<Bytes> NAMES = IntStream.range(0, MEMBERS).mapToObj(i -> Bytes.of("m" + i)).toList();

  private static final RedisSystem SYSTEM = RedisSystem.given(List.of());

  private ServerState state = ServerState.EMPTY;

  @Test
  void a_scan_of_a_set_answers_every_member_once() {
    run("SADD", "set", NAMES);
    assertThat(scanned("SSCAN", "set", "3000")).containsExactlyInAnyOrderElementsOf(NAMES).hasSize(MEMBERS);
  }

  @Test
  void a_scan_of_a_sorted_set_answers_every_member_with_its_score() {
    run("ZADD", "scores", NAMES.stream().flatMap(name -> List.of(name.slice(1, name.length()), name).stream()).toList());
    var answered = scanned("ZSCAN", "scores", "5000");
    assertThat(answered).hasSize(2 * MEMBERS);
    for (var i = 0; i < answered.size(); i += 2) {
      assertThat(answered.get(i)).isEqualTo(Bytes.of("m" + answered.get(i + 1)));
    }
  }

  /** Every command starts from a snapshot; were it a copy, this would take minutes. */
  @Test
  void thousands_of_writes_each_from_a_snapshot_are_cheap() {
    run("RPUSH", "list", NAMES);
    run("SADD", "set", NAMES);
    run("ZADD", "scores", NAMES.stream().flatMap(name -> List.of(Bytes.of("0"), name).stream()).toList());
    var rank = Reply.of(0);
    for (var i = 0; i < 5_000; i++) {
      var name = List.of(Bytes.of("n" + i));
      run("LPUSH", "list", name);
      run("LINDEX", "list", List.of(Bytes.of(MEMBERS / 2)));
      run("SADD", "set", name);
      run("ZADD", "scores", List.of(Bytes.of("-1"), name.getFirst()));
      rank = (Reply.Int) run("ZRANK", "scores", List.of(Bytes.of("m0")));
    }
    assertThat(rank).isEqualTo(Reply.of(5_000));
  }

  private List<Bytes> scanned(String command, String key, String count) {
    var found = new ArrayList<Bytes>();
    var cursor = Bytes.of("0");
    do {
      var page = ((Reply.Array) run(command, key, List.of(cursor, Bytes.of("COUNT"), Bytes.of(count)))).items();
      cursor = ((Reply.Bulk) page.getFirst()).value();
      ((Reply.Array) page.getLast()).items().forEach(item -> found.add(((Reply.Bulk) item).value()));
    } while (!cursor.equals(Bytes.of("0")));
    return found;
  }

  private Reply run(String command, String key, List<Bytes> arguments) {
    var words = new ArrayList<>(List.of(Bytes.of(command), Bytes.of(key)));
    words.addAll(arguments);
    var answered =
        (Outcome.Answered<ServerState, Session, Reply>) SYSTEM.execute(state, Session.FRESH, new Command(words), Chooser.FIRST);
    state = answered.shared();
    return answered.reply();
  }
}
