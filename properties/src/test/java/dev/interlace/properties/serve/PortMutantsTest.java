package dev.interlace.properties.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Each mistake that a port could make breaks a guarantee, which our port keeps, also at the end of a wire that makes no mistake. */
class PortMutantsTest {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int AT_ONCE = 8;

  /** @param patienceMillis after what time nothing is expected any more */
  private record Mutant(String mistake, Guarantee broken, List<String> settings, Wire.Mistake wire, int patienceMillis) {
    private static final int USUAL_MILLIS = 1_500;
    /** Redis takes a second for over when the next has passed. */
    private static final int BEYOND_A_SECOND_MILLIS = 3_000;

    Mutant(String mistake, Guarantee broken, Wire.Mistake wire) {
      this(mistake, broken, broken.settings(), wire, USUAL_MILLIS);
    }

    /** One that does not keep a limit. */
    Mutant(String mistake, Guarantee broken) {
      this(mistake, broken, List.of(), Wire.Mistake.NONE, broken == Guarantees.NOT_SILENT_FOR_EVER ? BEYOND_A_SECOND_MILLIS : USUAL_MILLIS);
    }
  }

  private static final List<Mutant> MUTANTS = List.of(
      new Mutant("there is no end of clients", Guarantees.NOT_TOO_MANY),
      new Mutant("a client that has left keeps its place", Guarantees.NOT_TOO_MANY, BrokenPorts.keepsWhoHasLeft()),
      new Mutant("nobody is too silent", Guarantees.NOT_SILENT_FOR_EVER),
      new Mutant("queries may be of any length", Guarantees.NO_ENDLESS_QUERY),
      new Mutant("strangers are trusted", Guarantees.STRANGERS_SEND_LITTLE),
      new Mutant("what waits to be read grows and grows", Guarantees.NO_ENDLESS_BACKLOG),
      new Mutant("all wait for a slow reader", Guarantees.SLOW_READERS_GET_ALL, BrokenPorts.waitsForSlowReaders()),
      new Mutant("QUIT does not end the connection", Guarantees.QUIT_ENDS, BrokenPorts.staysOpenBehindQuit()),
      new Mutant("what follows QUIT is run", Guarantees.QUIT_ENDS, BrokenPorts.runsOnBehindQuit()),
      new Mutant("who sends nothing more gets nothing more", Guarantees.DEBTS_ARE_PAID, BrokenPorts.endsWithItsClient()),
      new Mutant("a piece is taken for the whole", Guarantees.PIECES_MAKE_A_WHOLE, BrokenPorts.losesPieces()),
      new Mutant("all wait for an unfinished command", Guarantees.ANNOUNCING_IS_FREE, BrokenPorts.waitsForUnfinishedCommands()),
      new Mutant("one command at a time is run, the rest forgotten", Guarantees.ANSWERS_IN_ORDER, BrokenPorts.forgetsTheRestOfAPiece()),
      new Mutant("the last of a pipeline is run first", Guarantees.ANSWERS_IN_ORDER, BrokenPorts.runsBackwards()),
      new Mutant("messages go to the wrong client", Guarantees.TO_EACH_ITS_OWN, BrokenPorts.mixesUpConnections()),
      new Mutant("nonsense of one ends all connections", Guarantees.TROUBLE_IS_ONES_OWN, BrokenPorts.endsAllWithOne()),
      new Mutant("one who is thrown out takes all others along", Guarantees.THROWN_OUT_ALONE, BrokenPorts.endsAllWithOne()),
      new Mutant("what is behind a waiting command is run", Guarantees.WAITING_IN_LINE, BrokenPorts.runsOnBehindAWaiter()),
      new Mutant("CLIENT REPLY counts for nothing", Guarantees.SILENCE_ON_REQUEST, BrokenPorts.answersWhoWantsNoReply()),
      new Mutant("pushed messages come behind the next reply", Guarantees.PUSHES_IN_PLACE, BrokenPorts.pushesLate()));

  @Test
  void every_guarantee_is_broken_by_a_mutant_and_kept_by_the_real_port() throws Exception {
    var isKept = new ArrayList<Future<Boolean>>();
    try (var executor = Executors.newFixedThreadPool(AT_ONCE)) { // most of the time they wait for what does not come
      MUTANTS.forEach(mutant ->
          isKept.add(executor.submit(() -> isKept(mutant.broken(), mutant.settings(), mutant.wire(), mutant.patienceMillis()))));
    }
    var unnoticed = new ArrayList<String>();
    for (var i = 0; i < MUTANTS.size(); i++) {
      var mutant = MUTANTS.get(i);
      var verdict = isKept.get(i).get() ? "NOT NOTICED" : "noticed";
      System.out.println(String.format(Locale.ROOT, "%-52s | %-80s | %s", mutant.mistake(), mutant.broken().sentence(), verdict));
      if (isKept.get(i).get()) {
        unnoticed.add(mutant.mistake());
      }
    }
    assertThat(unnoticed).isEmpty();
    for (var guarantee : Guarantees.ALL) {
      assertThat(isKept(guarantee, guarantee.settings(), Wire.Mistake.NONE, PATIENCE_MILLIS)).as(guarantee.sentence()).isTrue();
    }
  }

  @Test
  void no_guarantee_is_without_a_mutant() {
    var broken = new TreeSet<>(MUTANTS.stream().map(mutant -> mutant.broken().sentence()).toList());
    assertThat(Guarantees.ALL).allMatch(guarantee -> broken.contains(guarantee.sentence()));
  }

  private static boolean isKept(Guarantee guarantee, List<String> settings, Wire.Mistake mistake, int patienceMillis) throws IOException {
    try (var server = BothServers.ours(settings); var wire = Wire.to(server.address(), mistake)) {
      return guarantee.isKeptBy(new Port(wire.address(), patienceMillis));
    }
  }
}
