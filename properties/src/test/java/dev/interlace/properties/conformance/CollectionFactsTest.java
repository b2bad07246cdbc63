package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Outcome;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import dev.interlace.traces.oracle.OracleServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Facts about lists, sets and sorted sets that a random sequence seldom meets, a line each. */
class CollectionFactsTest {
  /** Commands, the key that is watched, the command in question, and whether it touches the key. */
  private static final List<String> TOUCHES =
      List.of(
          "RPUSH l a | l | LPUSH l b => touched",
          "| l | LPUSHX l b => untouched",
          "RPUSH l a | l | LPOP l 0 => untouched",
          "RPUSH l a | l | LSET l 0 a => touched",
          "RPUSH l a | l | LSET l 7 a => untouched",
          "RPUSH l a | l | LINSERT l BEFORE x y => untouched",
          "RPUSH l a | l | LREM l 0 x => untouched",
          "RPUSH l a | l | LTRIM l 0 -1 => touched",
          "| l | LTRIM l 0 -1 => untouched",
          "RPUSH l a | l | RPOPLPUSH l l => touched",
          "RPUSH l a | m | LMOVE l m LEFT LEFT => touched",
          "RPUSH l a | l | LMOVE l m LEFT LEFT => touched",
          "RPUSH l a | m | LMPOP 2 l m LEFT => untouched",
          "SADD s a | s | SADD s a => untouched",
          "SADD s a | s | SREM s b => untouched",
          "SADD s a ; SADD t a | t | SMOVE s t a => untouched",
          "SADD s a ; SADD t a | s | SMOVE s t a => touched",
          "SADD s a ; SADD t b | t | SMOVE s t a => touched",
          "SADD s a | s | SMOVE s s a => untouched",
          "SADD s a | s | SPOP s 0 => untouched",
          "| t | SINTERSTORE t s => untouched",
          "SADD t a | t | SINTERSTORE t s => touched",
          "SADD s a ; SADD t a | t | SUNIONSTORE t s => touched",
          "SET t a PXAT 1 ; SADD s a | t | SUNIONSTORE t s => touched",
          "SET t a PXAT 1 | t | SUNIONSTORE t s => untouched",
          "ZADD z 1 a | z | ZADD z 1 a => untouched",
          "ZADD z 1 a | z | ZADD z XX 2 b => untouched",
          "ZADD z 1 a | z | ZADD z NX 2 a => untouched",
          "ZADD z 1 a | z | ZADD z GT 0 a => untouched",
          "ZADD z 1 a | z | ZINCRBY z 0 a => untouched",
          "ZADD z 0 a | z | ZADD z -0 a => untouched",
          "ZADD z inf a | z | ZINCRBY z -inf a => untouched",
          "ZADD z 1 a | z | ZREM z b => untouched",
          "ZADD z 1 a | z | ZPOPMIN z 0 => untouched",
          "ZADD z 1 a | z | ZREMRANGEBYSCORE z 2 3 => untouched",
          "ZADD z 1 a | z | ZUNIONSTORE z 1 z => touched",
          "| z | ZUNIONSTORE z 1 y => untouched",
          "| z | ZRANGESTORE z y 0 -1 => untouched",
          "ZADD z 1 a | z | ZRANGESTORE z y 0 -1 => touched",
          "ZADD z 1 a | z | ZRANGESTORE y z 0 -1 => untouched");

  /** Commands, and what the last one answers. */
  private static final List<String> REPLIES =
      List.of(
          // Scores are added smallest set first, and that shows.
          "ZADD x 0.1 a 1 b 1 c ; ZADD y 0.2 a 1 b ; ZADD z 0.3 a ; ZUNION 3 x y z WITHSCORES => "
              + "[\"a\", \"0.59999999999999998\", \"c\", \"1\", \"b\", \"2\"]",
          "ZADD x 0.1 a ; ZADD y 0.2 a 1 b ; ZADD z 0.3 a 1 b 1 c ; ZINTER 3 z y x WITHSCORES => [\"a\", \"0.60000000000000009\"]",
          "ZADD x inf a ; ZADD y -inf a ; ZUNION 2 x y WITHSCORES => [\"a\", \"0\"]",
          "ZADD x inf a ; ZUNION 1 x WEIGHTS 0 WITHSCORES => [\"a\", \"0\"]",
          "ZADD x -0 a ; ZSCORE x a => \"0\"",
          "ZADD x 1 mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm ; ZADD x -0 a ; ZSCORE x a => \"-0\"",
          "ZINCRBY x -0 a => \"-0\"",
          "ZADD x 1e17 a ; ZSCAN x 0 => [\"0\", [\"a\", \"100000000000000000\"]]",
          "ZADD x 1e17 a ; ZSCORE x a => \"1e+17\"",
          "ZADD x 1 a ; ZCOUNT x \"\" 1 => 1",
          "ZADD x 1 a ; ZCOUNT x ( \" 1\" => 1",
          "ZINCRBY x NX a => ERR syntax error",
          "ZADD x 1 a ; ZRANGE x 0 -1 LIMIT 5 -1 => [\"a\"]",
          "RPUSH l a b a ; LPOS l a RANK -9223372036854775808 => 2",
          "RPUSH l a b a ; LREM l -9223372036854775808 a => 2",
          "LMPOP 9223372036854775807 l LEFT => ERR syntax error");

  @Test
  void the_model_knows_what_touches_a_key() {
    TOUCHES.forEach(fact -> assertThat(touch(new OnModel(), fact)).as(fact).isEqualTo(expected(fact)));
  }

  @Test
  void the_model_knows_the_odd_replies() {
    REPLIES.forEach(fact -> assertThat(reply(new OnModel(), fact)).as(fact).isEqualTo(expected(fact)));
  }

  @Test
  void the_real_server_says_the_same() {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("facts about collections: not compared with the real server; " + OracleServer.ABSENT);
      return;
    }
    try (var live = new LiveServer(binary.get(), 2)) {
      TOUCHES.forEach(fact -> assertThat(touch(fresh(live), fact)).as(fact).isEqualTo(expected(fact)));
      REPLIES.forEach(fact -> assertThat(reply(fresh(live), fact)).as(fact).isEqualTo(expected(fact)));
    }
  }

  private static String expected(String fact) {
    return fact.split(" => ")[1];
  }

  private static String touch(Player player, String fact) {
    var parts = fact.split(" => ")[0].split("\\|");
    commands(parts[0]).forEach(command -> player.play(1, command));
    player.play(0, Command.of("WATCH", parts[1].strip()));
    commands(parts[2]).forEach(command -> player.play(1, command));
    player.play(0, Command.of("MULTI"));
    return player.play(0, Command.of("EXEC")) instanceof Reply.NilArray ? "touched" : "untouched";
  }

  private static String reply(Player player, String fact) {
    var replies = new ArrayList<Reply>();
    commands(fact.split(" => ")[0]).forEach(command -> replies.add(player.play(1, command)));
    return ReplyText.oneLine(replies.getLast());
  }

  private static List<Command> commands(String line) {
    var commands = new ArrayList<Command>();
    for (var each : line.split(";")) {
      if (!each.isBlank()) {
        commands.add(new Command(CommandLine.parse(Bytes.of(each.strip())).orElseThrow()));
      }
    }
    return commands;
  }

  private static Player fresh(LiveServer live) {
    live.reset(2);
    return (client, command) -> live.play(new Step(client, command)).of(client).getFirst();
  }

  private interface Player {
    Reply play(int client, Command command);
  }

  /** Leaves nothing to chance: none of the facts does. */
  private static final class OnModel implements Player {
    private final RedisSystem system = RedisSystem.given(List.of());
    private final List<Session> sessions = new ArrayList<>(Collections.nCopies(2, system.connect()));
    private ServerState state = system.initial();

    @Override
    public Reply play(int client, Command command) {
      var outcome = system.execute(state, sessions.get(client), command, Chooser.FIRST);
      if (!(outcome instanceof Outcome.Answered<ServerState, Session, Reply> answered)) {
        throw new AssertionError(command + " waits");
      }
      state = answered.shared();
      sessions.replaceAll(session -> system.observe(session, answered.effect()));
      sessions.set(client, answered.session());
      return answered.reply();
    }
  }
}
