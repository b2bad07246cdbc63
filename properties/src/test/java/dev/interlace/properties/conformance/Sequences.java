package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws sequences of commands: those of one family, mixed with transactions, other databases, values of other types and mistakes.
 *
 * <p><b>Order:</b> one seed, one sequence.
 */
final class Sequences {
  static final int CLIENTS = 3;

  private static final Source ALL_TYPES =
      Source.templates(
          List.of(
              "SET <key> <value>",
              "SET <key> <value> EX 5000",
              "SET <key> <int>",
              "SET <key> <value> PXAT 1", // stored, and expired already
              "HSET <key> (<field> <value>)...",
              "RPUSH <key> <member>...",
              "SADD <key> <member>...",
              "ZADD <key> <small> <member>"));

  private static final Source SURROUNDINGS =
      Source.templates(
          List.of(
              "MULTI",
              "MULTI",
              "EXEC",
              "EXEC",
              "DISCARD",
              "WATCH <key>...",
              "WATCH <key>",
              "UNWATCH",
              "SELECT <db>",
              "SELECT 0",
              "SWAPDB <db> <db>",
              "FLUSHDB [ASYNC|SYNC|<junk>]",
              "FLUSHALL [ASYNC|SYNC]",
              "DBSIZE",
              "PING [<value>]",
              "ECHO <value>",
              "NOSUCH <value>",
              "HELLO [(2|3|4|x) [SETNAME (me|<value>)] [AUTH (default|other) x] [<junk>]]",
              "AUTH [default|other] <junk>",
              "CLIENT (SETNAME <value>|GETNAME)",
              "RESET"));

  private final Source family;

  /** How long a pause lasts; 0 for no pauses. */
  private final int pauseMillis;
  private final int clients;
  private final boolean isAttentive;
  private final List<Step> prelude = new ArrayList<>();

  Sequences(Source family, int pauseMillis) {
    this(family, pauseMillis, CLIENTS, false);
  }

  private Sequences(Source family, int pauseMillis, int clients, boolean isAttentive) {
    this.family = family;
    this.pauseMillis = pauseMillis;
    this.clients = clients;
    this.isAttentive = isAttentive;
  }

  /** Sequences of four clients, in which commands may be blocked and clients hear of what others do. */
  static Sequences attentive(Source family, int pauseMillis) {
    return new Sequences(family, pauseMillis, CLIENTS + 1, true);
  }

  /** The same, each sequence beginning with {@code steps}. */
  Sequences after(List<Step> steps) {
    var same = new Sequences(family, pauseMillis, clients, isAttentive);
    same.prelude.addAll(steps);
    return same;
  }

  /** How many connections a sequence may use. */
  int clients() {
    return clients;
  }

  /** Whether it matters what all clients hear after each step, and not only the one who took it. */
  boolean isAttentive() {
    return isAttentive;
  }

  /** What the clients of a sequence speak. */
  static int protocol(long seed) {
    return seed % 3 == 0 ? 3 : 2;
  }

  List<Step> draw(long seed) {
    var random = new Random(seed * 0x9E3779B97F4A7C15L + seed);
    random.nextInt();
    var source = family.theme(random);
    var steps = isAttentive || random.nextInt(5) >= 2 ? mixed(source, random) : watched(source, random);
    if (pauseMillis > 0) {
      for (var pauses = 1 + random.nextInt(2); pauses > 0; pauses--) {
        steps.add(random.nextInt(steps.size() + 1), Step.pause(pauseMillis));
      }
    }
    steps.addAll(0, prelude);
    return steps;
  }

  private List<Step> mixed(Source theme, Random random) {
    var used = isAttentive ? clients : 1 + random.nextInt(clients);
    var steps = new ArrayList<Step>();
    for (var length = (isAttentive ? 10 : 3) + random.nextInt(isAttentive ? 30 : 18); length > 0; length--) {
      var kind = random.nextInt(10);
      var source = isAttentive || kind < 6 ? theme : kind < 8 ? ALL_TYPES : SURROUNDINGS;
      steps.add(new Step(random.nextInt(used), drawFrom(source, random)));
    }
    return steps;
  }

  /** Sets the stage, lets one client watch, another write, and asks by EXEC whether the watch noticed. */
  private List<Step> watched(Source theme, Random random) {
    var steps = new ArrayList<Step>();
    for (var length = random.nextInt(6); length > 0; length--) {
      steps.add(new Step(1, drawFrom(random.nextBoolean() ? ALL_TYPES : theme, random)));
    }
    steps.add(new Step(0, new Template("WATCH <key>...").draw(random)));
    for (var length = 1 + random.nextInt(3); length > 0; length--) {
      var kind = random.nextInt(10);
      steps.add(new Step(random.nextInt(4) / 3, drawFrom(kind < 8 ? theme : kind < 9 ? ALL_TYPES : SURROUNDINGS, random)));
    }
    steps.add(new Step(0, Command.of("MULTI")));
    steps.add(new Step(0, drawFrom(theme, random)));
    steps.add(new Step(0, Command.of("EXEC")));
    return steps;
  }

  /** Perhaps spoiled. */
  static Command drawFrom(Source source, Random random) {
    var command = source.draw(random);
    return random.nextInt(8) == 0 && !isFragile(command) ? spoiled(command, random) : command;
  }

  /**
   * A chance change could make two right answers differ: cursors and what a COUNT comes to are each server's own, an argument of a
   * script in the wrong place may become a time to live of one millisecond, one of XCLAIM an idle time to reach, an id be echoed, and a host be looked for.
   */
  private static boolean isFragile(Command command) {
    var name = command.name().toLowerCase();
    return name.endsWith("scan") || name.startsWith("eval") || name.startsWith("fcall") || name.equals("client") || name.equals("migrate") || name.endsWith("claim") || name.equals("xpending");
  }

  /** One word too many, too few, or wrong. */
  private static Command spoiled(Command command, Random random) {
    var words = new ArrayList<>(command.words());
    var junk = Bytes.latin1(Places.fill("junk", random));
    var at = 1 + random.nextInt(words.size());
    switch (random.nextInt(4)) {
      case 0 -> words.add(at, junk);
      case 1 -> {
        if (at < words.size()) {
          words.remove(at);
        }
      }
      case 2 -> {
        if (at < words.size()) {
          words.set(at, junk);
        }
      }
      default -> words.add(at, words.get(random.nextInt(words.size())));
    }
    return new Command(words);
  }
}
