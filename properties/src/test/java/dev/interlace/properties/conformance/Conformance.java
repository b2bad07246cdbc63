package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.NoVerdict;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Settings;
import dev.interlace.traces.oracle.OracleServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Checks that the model answers as the real server does, command for command, on random sequences of one family.
 *
 * <p>Recorded sequences are replayed always; where redis-server is on PATH, fresh ones are played on it too. System properties:
 * {@code interlace.tries} (sequences a family), {@code interlace.seed} (the first one's), {@code interlace.record=true} (records anew),
 * {@code interlace.campaign} (see {@link Campaign}).
 */
final class Conformance {
  static final Path RECORDINGS = Path.of("src/test/resources/dev/interlace/properties/conformance");
  private static final int RECORDED_SEQUENCES = 100;
  private static final int LIVE_PER_RECORDED = 4;
  private static final Command HANG_UP = Command.of("HANGUP");
  private static final Command RESET = Command.of("RESET");
  private static final int MOST_SHOWN = Integer.getInteger("interlace.shown", 3);
  private static final List<String> DATABASES = List.of("0", "1", "15");
  private static final int TRIES = Integer.getInteger("interlace.tries", 400);
  private static final long FIRST_SEED = Long.getLong("interlace.seed", 1);
  private static final int PAUSE_MILLIS = 120;
  /** Long enough for the real server to notice that a CLIENT PAUSE of 60 milliseconds is over: it looks ten times a second. */
  private static final int LONG_PAUSE_MILLIS = 180;
  /** Sequences with pauses take real time. */
  private static final int FEWER = 10;
  /** What must expire during a pause must not do so before it: a sequence that took longer between two pauses is played again. */
  private static final long MOST_MILLIS_BETWEEN_PAUSES = 25;

  private final String family;
  private Sequences sequences;
  private int tries;
  private final int recordedSequences;
  private final SortedMap<String, String> configuration = new TreeMap<>();
  private Optional<Coverage> coverage = Optional.empty();
  private boolean isLively;
  private long commands;
  private final SortedMap<String, Integer> unjudged = new TreeMap<>();

  /** @param templates see {@link Template} */
  Conformance(String family, List<String> templates) {
    this(family, Source.templates(templates), RECORDED_SEQUENCES);
  }

  /** @param recordedSequences as many as the file of recordings can bear; the fresh ones are a multiple */
  Conformance(String family, Source source, int recordedSequences) {
    this(family, new Sequences(source, 0), Integer.getInteger("interlace.tries", LIVE_PER_RECORDED * recordedSequences), recordedSequences);
  }

  private Conformance(String family, Sequences sequences, int tries, int recordedSequences) {
    this.family = family;
    this.sequences = sequences;
    this.tries = tries;
    this.recordedSequences = recordedSequences;
  }

  /** With pauses in which keys of {@code <soon>} milliseconds expire. */
  static Conformance withPauses(String family, List<String> templates) {
    return new Conformance(family, new Sequences(Source.templates(templates), PAUSE_MILLIS), TRIES / FEWER, RECORDED_SEQUENCES);
  }

  /** What every client hears after each step is compared, so commands may be blocked. */
  static Conformance attentive(String family, Source source, int recordedSequences) {
    return hearing(family, source, List.of(), Map.of(), recordedSequences);
  }

  /** The same with pauses, in which the time of some who wait is over. */
  static Conformance attentiveWithPauses(String family, Source source, int recordedSequences) {
    var tries = Math.max(recordedSequences, Integer.getInteger("interlace.tries", 0) / FEWER);
    return new Conformance(family, Sequences.attentive(source, LONG_PAUSE_MILLIS), tries, recordedSequences);
  }

  /**
   * Of what all clients hear, of others' doings too.
   *
   * @param prelude how each sequence begins
   * @param configuration how the server is set up
   */
  static Conformance hearing(
      String family, Source source, List<Step> prelude, Map<String, String> configuration, int recordedSequences) {
    var tries = Integer.getInteger("interlace.tries", LIVE_PER_RECORDED * recordedSequences);
    var conformance = new Conformance(family, Sequences.attentive(source, 0).after(prelude), tries, recordedSequences);
    conformance.configuration.putAll(configuration);
    return conformance;
  }

  /** Plays so many fresh sequences, if nobody asks for others. */
  Conformance playing(int fresh) {
    tries = Integer.getInteger("interlace.tries", fresh);
    return this;
  }

  /** Each sequence begins so. */
  Conformance beginning(List<Step> prelude) {
    sequences = sequences.after(prelude);
    return this;
  }

  /** On a server that is set up so. */
  Conformance configured(Map<String, String> parameters) {
    configuration.putAll(parameters);
    return this;
  }

  /** Compares with a server that has connections and counters, not with one that is explored. */
  Conformance lively() {
    isLively = true;
    return this;
  }

  /** Tells {@code counts} of every comparison with the real server. */
  Conformance covering(Coverage counts) {
    coverage = Optional.of(counts);
    return this;
  }

  /** Fails with transcripts of the first disagreements. */
  void check() {
    var server = OracleServer.find();
    if (server.isPresent()) {
      var campaign = Campaign.asked(family);
      if (campaign.isPresent()) {
        play(campaign.get(), server.get());
        return;
      }
      try (var live = started(server.get())) {
        if (Boolean.getBoolean("interlace.record")) {
          record(live);
        }
        show(playLive(live));
      }
    } else {
      System.out.println("conformance of " + family + ": compared with recorded replies only; " + OracleServer.ABSENT);
    }
    show(replayRecordings());
  }

  /** Looks at the recordings alone, which no seed makes anew. */
  void replay() {
    show(replayRecordings());
  }

  private void show(List<Transcript> disagreements) {
    assertThat(disagreements).as(family + ": the model and the real server disagree").isEmpty();
  }

  private Path file() {
    return RECORDINGS.resolve(family + ".json");
  }

  private void record(LiveServer live) {
    var recordings = new ArrayList<Recording>();
    for (var seed = 1; seed <= recordedSequences; seed++) {
      recordings.add(recorded(live, sequences.draw(seed), seed));
    }
    Recording.write(file(), recordings);
  }

  private List<Transcript> replayRecordings() {
    var found = new ArrayList<Transcript>();
    var line = 1;
    for (var recording : Recording.read(file())) {
      line++;
      disagreement(recording, file().getFileName() + ", line " + line).ifPresent(found::add);
      if (found.size() == MOST_SHOWN) {
        break;
      }
    }
    return found;
  }

  /** Where the model has no verdict, the rest of the sequence is left uncompared, and counted. */
  private Optional<Transcript> disagreement(Recording recording, String origin) {
    try {
      return disagreement(recording, ModelServer.Tamper.NOTHING, configuration, sequences.clients() + 1, isLively, origin);
    } catch (NoVerdict noVerdict) {
      unjudged.merge(noVerdict.getMessage(), 1, Integer::sum);
      return Optional.empty();
    }
  }

  /**
   * Of the model with the real server, of whose replies to so many clients there is a recording.
   *
   * @param isLively whether the clients have ids that the sequence does not ask for
   */
  static Optional<Transcript> disagreement(
      Recording recording, ModelServer.Tamper tamper, SortedMap<String, String> configuration, int clients, boolean isLively, String origin) {
    var system = new RedisSystem(ServerState.EMPTY.with(Settings.DEFAULT.with("enable-debug-command", "yes").with(configuration)));
    var isIdentified = isLively || recording.exchanges().stream().anyMatch(exchange -> exchange.step().namesIds());
    var model = new ModelServer(tamper, system, clients, recording.nowMillis(), recording.protocol(), isIdentified);
    for (var i = 0; i < recording.exchanges().size(); i++) {
      var exchange = recording.exchanges().get(i);
      try {
        var different = model.play(exchange.step(), exchange.heard());
        if (different.isPresent()) {
          return Optional.of(new Transcript(origin, recording.exchanges().subList(0, i + 1), different.get()));
        }
      } catch (NoVerdict noVerdict) {
        throw noVerdict;
      } catch (RuntimeException ofModel) { // whatever breaks inside the model: say what led to it
        throw new AssertionError(new Transcript(origin, recording.exchanges().subList(0, i + 1), Heard.NOTHING).toString(), ofModel);
      }
    }
    return Optional.empty();
  }

  private List<Transcript> playLive(LiveServer live) {
    var found = new ArrayList<Transcript>();
    for (var seed = FIRST_SEED; seed < FIRST_SEED + tries && found.size() < MOST_SHOWN; seed++) {
      compare(live, seed).ifPresent(difference -> found.add(difference.transcript()));
    }
    System.out.println("conformance of " + family + ": " + commands + " commands compared with the real server");
    unjudged.forEach((why, count) -> System.out.println("  no verdict " + count + " times: " + why));
    return found;
  }

  /** Goes on until so many commands are compared, whatever is found; who stops it before loses nothing that was found. */
  private void play(Campaign campaign, Path binary) {
    for (var seed = FIRST_SEED; !campaign.isOver(commands); seed++) {
      try (var live = started(binary)) {
        for (; !campaign.isOver(commands); seed++) {
          var at = seed;
          compare(live, seed).ifPresent(difference -> campaign.save(at, difference.recording(), difference.transcript()));
          campaign.report(seed, commands);
        }
      } catch (AssertionError lost) { // the server crashed or hangs, or the model failed: a fresh one takes its place
        campaign.save(seed, lost);
      }
    }
    System.out.println(campaign);
    unjudged.forEach((why, count) -> System.out.println("  no verdict " + count + " times: " + why));
    assertThat(campaign.differences()).as("differences, saved in " + Campaign.FOLDER).isZero();
  }

  private LiveServer started(Path binary) {
    var live = new LiveServer(binary, sequences.clients() + 1, sequences.isAttentive());
    live.configure(configuration);
    return live;
  }

  /** What the model does otherwise than the real server, with the fewest steps. */
  private record Difference(Recording recording, Transcript transcript) {}

  private Optional<Difference> compare(LiveServer live, long seed) {
    var steps = sequences.draw(seed);
    var recording = recorded(live, steps, seed);
    count(recording);
    commands += recording.exchanges().stream().filter(exchange -> exchange.step().client() < sequences.clients()).count();
    return disagreement(recording, family + ", seed " + seed).map(whole -> shrunk(live, steps, new Difference(recording, whole), seed));
  }

  private void count(Recording recording) {
    for (var exchange : recording.exchanges()) {
      coverage.ifPresent(counts -> counts.compared(exchange.step().command(), exchange.heard().of(exchange.step().client())));
    }
    coverage.ifPresent(Coverage::close);
  }

  /** Leaves out steps while some disagreement remains. */
  private Difference shrunk(LiveServer live, List<Step> steps, Difference whole, long seed) {
    var current = steps;
    var best = whole;
    for (var i = current.size() - 1; i >= 0; i--) {
      var fewer = new ArrayList<>(current);
      fewer.remove(i);
      var still = play(live, fewer, seed);
      if (still.isPresent()) {
        current = fewer;
        best = still.get();
      }
    }
    return best;
  }

  private Optional<Difference> play(LiveServer live, List<Step> steps, long seed) {
    var recording = recorded(live, steps, seed);
    return disagreement(recording, family + ", seed " + seed).map(transcript -> new Difference(recording, transcript));
  }

  private Recording recorded(LiveServer live, List<Step> steps, long seed) {
    var protocol = Sequences.protocol(seed);
    while (true) {
      var now = reset(live, protocol, seed);
      var exchanges = new ArrayList<Recording.Exchange>();
      var isInTime = isInTime(live, steps, exchanges, seed);
      if (isInTime || steps.stream().noneMatch(Step::isPause)) {
        return new Recording(now, protocol, exchanges);
      }
    }
  }

  private long reset(LiveServer live, int protocol, long seed) {
    try {
      return live.reset(protocol);
    } catch (UncheckedIOException lost) {
      throw new AssertionError(family + ": the server is lost before seed " + seed, lost);
    }
  }

  private boolean isInTime(LiveServer live, List<Step> steps, List<Recording.Exchange> exchanges, long seed) {
    try {
      return new Play(live, sequences.clients()).all(steps, exchanges);
    } catch (UncheckedIOException lost) { // the server has crashed, or is silent: say what led to it
      throw new AssertionError(new Transcript(family + ", seed " + seed, exchanges, Heard.NOTHING) + "and then one of " + steps, lost);
    }
  }

  /**
   * One sequence on the real server, and then a look at all that it left.
   *
   * @param witness who looks: a connection behind the {@code witness} clients of the sequence
   */
  private record Play(LiveServer live, int witness) {
    /** False if the steps between two pauses took too long. */
    boolean all(List<Step> steps, List<Recording.Exchange> exchanges) {
      var isInTime = true;
      var start = System.nanoTime();
      for (var step : steps) {
        isInTime &= !step.isPause() || isSoonAfter(start);
        able(step).ifPresent(each -> one(each, exchanges));
        start = step.isPause() ? System.nanoTime() : start;
      }
      lookAround(exchanges);
      return isInTime && isSoonAfter(start);
    }

    /** The step; if its client is blocked, by the next one who is not. The last one is not to be blocked. */
    private Optional<Step> able(Step step) {
      if (step.isPause() || step.isHangUp()) {
        return Optional.of(step);
      }
      var able = IntStream.range(0, witness).map(i -> (step.client() + i) % witness).filter(client -> !live.isWaiting(client)).toArray();
      return able.length == 0 || able.length == 1 && step.mayBlock() ? Optional.empty() : Optional.of(step.by(able[0]));
    }

    private static boolean isSoonAfter(long start) {
      return System.nanoTime() - start < MOST_MILLIS_BETWEEN_PAUSES * 1_000_000;
    }

    /** When nobody else hears of it any more. */
    private void lookAround(List<Recording.Exchange> exchanges) {
      if (live.isAttentive()) {
        for (var client = 0; client < witness; client++) {
          one(new Step(client, live.isWaiting(client) ? HANG_UP : RESET), exchanges);
        }
      }
      var places = new ArrayList<Command>();
      for (var database : DATABASES) {
        places.add(Command.of("SELECT", database));
        Places.KEYS.forEach(key -> places.add(Command.of("TYPE", key)));
      }
      var looks = new ArrayList<Command>();
      var hasStream = exchanges.stream().anyMatch(exchange -> addsToUnknown(exchange.step().command()));
      var database = "";
      for (var exchange : atOnce(places, exchanges)) {
        var word = exchange.step().command().words().getLast().toLatin1();
        var reply = exchange.heard().of(witness).getFirst();
        database = Places.KEYS.contains(word) ? database : word;
        if (reply instanceof Reply.Simple(var type) && !type.equals(Bytes.of("none")) && !type.equals(Bytes.of("OK"))) {
          looks.addAll(looks(type, word, database));
          hasStream |= type.equals(Bytes.of("stream"));
        }
      }
      if (!hasStream) { // whose ids may tell the time
        looks.add(Command.of("DEBUG", "DIGEST"));
      }
      atOnce(looks, exchanges);
    }

    /** Whether a stream may be under a key that nobody looks at. */
    private static boolean addsToUnknown(Command command) {
      var words = command.words().stream().map(Bytes::toLowerCase).toList();
      var at = words.indexOf("xadd");
      return at >= 0 && at + 1 < words.size() && !Places.KEYS.contains(words.get(at + 1));
    }

    private List<Recording.Exchange> atOnce(List<Command> commands, List<Recording.Exchange> exchanges) {
      var heard = live.playAtOnce(witness, commands);
      var played = IntStream.range(0, commands.size()).mapToObj(i -> new Recording.Exchange(new Step(witness, commands.get(i)), heard.get(i))).toList();
      exchanges.addAll(played);
      return played;
    }

    private static List<Command> looks(Bytes type, String key, String database) {
      var looks = new ArrayList<>(List.of(
          Command.of("SELECT", database), Command.of("PTTL", key), Command.of("OBJECT", "ENCODING", key)));
      switch (type.toLatin1()) {
        case "string" -> looks.add(Command.of("GET", key));
        case "list" -> looks.add(Command.of("LRANGE", key, "0", "-1"));
        case "hash" -> looks.add(Command.of("HGETALL", key));
        case "set" -> looks.add(Command.of("SMEMBERS", key));
        case "zset" -> looks.add(Command.of("ZRANGE", key, "0", "-1", "WITHSCORES"));
        case "stream" -> {
          looks.add(Command.of("XRANGE", key, "-", "+"));
          looks.add(Command.of("XINFO", "STREAM", key, "FULL", "COUNT", "0"));
        }
        default -> throw new IllegalStateException("a type called " + type);
      }
      return looks;
    }

    private Heard one(Step step, List<Recording.Exchange> exchanges) {
      var heard = live.play(step);
      exchanges.add(new Recording.Exchange(step, heard));
      return heard;
    }
  }
}
