package dev.interlace.model.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Outcome;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which members a command takes at random is a choice, and every outcome can be reached. */
class RandomMembersTest {
  private static final RedisSystem SYSTEM =
      RedisSystem.given(List.of(Command.of("SADD", "set", "a", "b", "c"), Command.of("ZADD", "scores", "1", "a", "2", "b", "3", "c")));

  @Test
  void spop_takes_any_member_and_leaves_the_others() {
    var outcomes = new TreeSet<String>();
    explore(Command.of("SPOP", "set"), (reply, state) -> outcomes.add(text(reply) + " leaves " + SYSTEM.view(state).set("set")));
    assertThat(outcomes)
        .containsExactly("\"a\" leaves [b, c]", "\"b\" leaves [a, c]", "\"c\" leaves [a, b]");
  }

  @Test
  void spop_of_two_takes_any_two_in_any_order() {
    assertThat(replies("SPOP", "set", "2"))
        .containsExactlyInAnyOrder("[a, b]", "[a, c]", "[b, a]", "[b, c]", "[c, a]", "[c, b]");
  }

  @Test
  void nothing_is_left_to_chance_when_all_are_taken() {
    var all = replies("SMEMBERS", "set");
    assertThat(replies("SPOP", "set", "3")).isEqualTo(all);
    assertThat(replies("SPOP", "set", "9")).isEqualTo(all);
    assertThat(replies("SRANDMEMBER", "set", "3")).isEqualTo(all);
    assertThat(replies("ZRANDMEMBER", "scores", "3")).containsExactly("[c, b, a]");
  }

  @Test
  void a_negative_count_takes_members_again() {
    assertThat(replies("SRANDMEMBER", "set", "-2")).hasSize(9).contains("[a, a]", "[a, b]", "[c, a]");
    assertThat(replies("ZRANDMEMBER", "scores", "-2", "WITHSCORES")).hasSize(9).contains("[a, 1, a, 1]", "[b, 2, c, 3]");
  }

  @Test
  void a_single_one_may_be_any() {
    assertThat(replies("SRANDMEMBER", "set")).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(replies("ZRANDMEMBER", "scores")).containsExactlyInAnyOrder("a", "b", "c");
  }

  private interface Consumer {
    void accept(Reply reply, ServerState state);
  }

  private static List<String> replies(String... words) {
    var replies = new ArrayList<String>();
    explore(Command.of(words), (reply, state) -> replies.add(text(reply).replace("\"", "")));
    return replies;
  }

  /** Runs the command once for every sequence of choices. */
  private static void explore(Command command, Consumer outcome) {
    var choices = new ArrayList<int[]>();
    do {
      var at = new int[1];
      Chooser chooser = n -> {
        if (at[0] == choices.size()) {
          choices.add(new int[] {0, n});
        }
        return choices.get(at[0]++)[0];
      };
      var answered = run(SYSTEM.initial(), command, chooser);
      outcome.accept(answered.reply(), answered.shared());
    } while (advance(choices));
  }

  private static boolean advance(List<int[]> choices) {
    while (!choices.isEmpty()) {
      var last = choices.getLast();
      if (++last[0] < last[1]) {
        return true;
      }
      choices.removeLast();
    }
    return false;
  }

  private static Outcome.Answered<ServerState, Session, Reply> run(ServerState state, Command command, Chooser chooser) {
    return (Outcome.Answered<ServerState, Session, Reply>) SYSTEM.execute(state, Session.FRESH, command, chooser);
  }

  private static String text(Reply reply) {
    return ReplyText.oneLine(reply);
  }
}
