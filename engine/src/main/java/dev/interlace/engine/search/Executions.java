package dev.interlace.engine.search;

import dev.interlace.engine.state.Hashing;
import dev.interlace.engine.state.IntLog;
import dev.interlace.engine.state.Interner;
import dev.interlace.engine.state.LongIntMap;
import dev.interlace.engine.system.Alarm;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Footprint;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * What the system does, remembered: each request is executed once per distinct (shared state, session), whichever client sent it.
 *
 * <p>Raw outcomes lie in one log, {@link #STRIDE} ints each; an outcome is known by the index of its first.
 *
 * <p><b>Threads:</b> {@link #outcomes} and the numbering are for who holds {@link #questions}; the rest is for everybody.
 */
final class Executions<S, C, Q, R> {
  static final int ANSWERED = 0;
  static final int WAITING = 1;
  /** Waiting, and nothing changed: not a step at all. */
  static final int BLOCKED = 2;
  /** The system has closed the connection; the session is a fresh one. */
  static final int DROPPED = 3;

  static final int STRIDE = 7;

  /** What a value takes, about: most share nearly all they have with the one they come from. */
  static final long OBJECT_BYTES = 600;

  private static final int KIND = 0;
  private static final int SHARED = 1;
  private static final int SESSION = 2;
  private static final int REPLY = 3;
  private static final int EFFECT = 4;
  private static final int FOOTPRINT = 5;
  private static final int ALARMS = 6;

  final SystemModel<S, C, Q, R, ?> model;
  final Questions questions = new Questions();
  final Interner<S> shared = new Interner<>();
  final Interner<C> sessions = new Interner<>();
  final Interner<Q> requests = new Interner<>();
  final Interner<R> replies = new Interner<>();
  /** 0 is no effect. */
  final Interner<Effect> effects = new Interner<>();
  final Interner<Footprint> footprints = new Interner<>();
  /** 0 is no alarm. */
  final Interner<List<Alarm>> alarms = new Interner<>();

  private final LongIntMap situations = new LongIntMap();
  private final LongIntMap memo = new LongIntMap();
  private final IntLog raw = new IntLog();
  private final int everything;
  private int nextSituation;
  /** Ids of requests that have written. */
  private final BitSet writing = new BitSet();
  private final Interner<String> resources = new Interner<>();
  /** Per footprint, as {@link #bits}. */
  private long[] readBits = new long[16];
  private long[] writeBits = new long[16];
  private long[] noticedBits = new long[16];

  Executions(SystemModel<S, C, Q, R, ?> model) {
    this.model = model;
    shared.idOf(model.initial());
    sessions.idOf(model.connect());
    effects.idOf(Effect.NONE);
    footprint(Footprint.NONE);
    everything = footprint(Footprint.EVERYTHING);
    alarms.idOf(List.of());
  }

  /** Where the outcomes of the request lie: an index at which their number stands, and behind it the outcomes. */
  int outcomes(int sharedId, int sessionId, int requestId) {
    var pair = LongIntMap.key(sessionId, requestId);
    var situation = situations.get(pair);
    if (situation == LongIntMap.ABSENT) {
      situation = nextSituation++;
      situations.put(pair, situation);
    }
    var key = LongIntMap.key(sharedId, situation);
    var known = memo.get(key);
    if (known == LongIntMap.ABSENT) {
      known = execute(sharedId, sessionId, requestId);
      memo.put(key, known);
    }
    return known;
  }

  private int execute(int sharedId, int sessionId, int requestId) {
    var picks = new Picks();
    var start = raw.add(0);
    var count = 0;
    do {
      var outcome = model.execute(shared.valueOf(sharedId), sessions.valueOf(sessionId), requests.valueOf(requestId), picks);
      record(sharedId, sessionId, outcome);
      if (outcome instanceof Outcome.Answered<S, C, R> answered && !answered.footprint().writes().isEmpty()) {
        writing.set(requestId);
      }
      count++;
    } while (picks.next());
    if (count >= Code.MAX_OUTCOMES) {
      throw new IllegalStateException("more than " + Code.MAX_OUTCOMES + " outcomes of " + requests.valueOf(requestId));
    }
    raw.set(start, count);
    return start;
  }

  private void record(int sharedId, int sessionId, Outcome<S, C, R> outcome) {
    switch (outcome) {
      case Outcome.Answered<S, C, R> answered -> {
        raw.add(ANSWERED);
        raw.add(shared.idOf(answered.shared()));
        raw.add(sessions.idOf(answered.session()));
        raw.add(replies.idOf(answered.reply()));
        raw.add(effects.idOf(answered.effect()));
        raw.add(footprint(answered.footprint()));
        raw.add(alarms.idOf(answered.alarms()));
      }
      case Outcome.Waiting<S, C, R> waiting -> {
        var sharedAfter = shared.idOf(waiting.shared());
        var sessionAfter = sessions.idOf(waiting.session());
        raw.add(sharedAfter == sharedId && sessionAfter == sessionId ? BLOCKED : WAITING);
        raw.add(sharedAfter);
        raw.add(sessionAfter);
        raw.add(-1);
        raw.add(effects.idOf(waiting.effect()));
        raw.add(footprint(waiting.footprint()));
        raw.add(0);
      }
      case Outcome.Dropped<S, C, R> dropped -> {
        raw.add(DROPPED);
        raw.add(shared.idOf(dropped.shared()));
        raw.add(0);
        raw.add(-1);
        raw.add(effects.idOf(dropped.effect()));
        raw.add(everything);
        raw.add(0);
      }
    }
  }

  private int footprint(Footprint footprint) {
    var before = footprints.size();
    var id = footprints.idOf(footprint);
    if (id == before) {
      if (id == readBits.length) {
        var reads = Arrays.copyOf(readBits, id * 2);
        var writes = Arrays.copyOf(writeBits, id * 2);
        var noticed = Arrays.copyOf(noticedBits, id * 2);
        VarHandle.storeStoreFence(); // nobody may see the new arrays before what is in them
        readBits = reads;
        writeBits = writes;
        noticedBits = noticed;
      }
      readBits[id] = bits(footprint.reads());
      writeBits[id] = bits(footprint.writes());
      noticedBits[id] = bits(footprint.noticed());
    }
    return id;
  }

  /**
   * A set of resources as a long, a bit for each. Past 64 resources some share a bit, so that what is independent may look dependent, which costs
   * time, and never the other way round.
   */
  long bits(Set<String> names) {
    var bits = 0L;
    for (var name : names) {
      bits |= switch (name) {
        case Footprint.ALL -> -1L;
        default -> 1L << resources.idOf(name);
      };
    }
    return bits;
  }

  /** What the request read. */
  long reads(int index) {
    return readBits[raw.get(index + FOOTPRINT)];
  }

  /** What the request wrote. */
  long writes(int index) {
    return writeBits[raw.get(index + FOOTPRINT)];
  }

  /** What the session had noticed that decided what the request did. */
  long noticed(int index) {
    return noticedBits[raw.get(index + FOOTPRINT)];
  }

  int count(int outcomes) {
    return raw.get(outcomes);
  }

  /** The requests that were answered somewhere and wrote something, in the order in which they were first met. */
  List<Q> writing() {
    return writing.stream().mapToObj(requests::valueOf).toList();
  }

  /** The index of the raw outcome {@code number}. */
  int at(int outcomes, int number) {
    return outcomes + 1 + number * STRIDE;
  }

  int kind(int index) {
    return raw.get(index + KIND);
  }

  int shared(int index) {
    return raw.get(index + SHARED);
  }

  int session(int index) {
    return raw.get(index + SESSION);
  }

  R reply(int index) {
    return replies.valueOf(raw.get(index + REPLY));
  }

  int effect(int index) {
    return raw.get(index + EFFECT);
  }

  Footprint footprint(int index) {
    return footprints.valueOf(raw.get(index + FOOTPRINT));
  }

  int alarms(int index) {
    return raw.get(index + ALARMS);
  }

  /** Stands for all that was asked and answered, and for how much there is of everything else. */
  long digest() {
    var digest = 0L;
    for (var size : new int[] {shared.size(), sessions.size(), effects.size(), alarms.size(), raw.size()}) {
      digest = Hashing.mix(digest + size);
    }
    for (var id = 0; id < requests.size(); id++) {
      digest = Hashing.mix(digest + requests.valueOf(id).toString().hashCode());
    }
    for (var id = 0; id < replies.size(); id++) {
      digest = Hashing.mix(digest + replies.valueOf(id).toString().hashCode());
    }
    return digest;
  }

  /** Memory taken. */
  long bytes() {
    var objects = shared.size() + sessions.size() + requests.size() + replies.size() + effects.size() + footprints.size() + alarms.size();
    return questions.bytes() + situations.bytes() + memo.bytes() + raw.bytes() + OBJECT_BYTES * objects;
  }
}
