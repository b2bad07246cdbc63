package dev.interlace.model.reply;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * One reply of the server, in the vocabulary of RESP3.
 *
 * <p>Commands always answer in this richer vocabulary; {@link #asResp2()} says what a RESP2 connection sees of it, by the rules
 * of {@code addReplyDouble}, {@code addReplyMapLen} and their like (Redis 7.0, {@code networking.c}), and {@link #asResp3()} what a
 * RESP3 connection sees.
 */
public sealed interface Reply {
  Simple OK = new Simple(Bytes.of("OK"));
  Simple QUEUED = new Simple(Bytes.of("QUEUED"));
  Simple PONG = new Simple(Bytes.of("PONG"));
  Nil NIL = new Nil();
  NilArray NIL_ARRAY = new NilArray();
  Int ZERO = new Int(0);
  Int ONE = new Int(1);
  Bool TRUE = new Bool(true);
  Bool FALSE = new Bool(false);
  Array EMPTY_ARRAY = new Array(List.of());
  /** Nothing is written. */
  Several NOTHING = new Several(List.of());

  /** A status line ({@code +OK}). */
  record Simple(Bytes text) implements Reply {}

  /** An error line, without the leading dash: {@code "ERR no such key"}. */
  record Error(Bytes text) implements Reply {
    private static final int LONGEST_CODE = 30;

    public Error(String text) {
      this(Bytes.of(text));
    }

    /**
     * What the server counts it under: the first word, such as {@code WRONGTYPE}, or ERR if no blank ends one near the start. <b>Source:</b> {@code
     * afterErrorReply}.
     */
    public String code() {
      var line = text.toLatin1();
      var space = line.indexOf(' ');
      return space < 0 || space > LONGEST_CODE ? "ERR" : line.substring(0, space);
    }
  }

  record Int(long value) implements Reply {}

  record Bulk(Bytes value) implements Reply {}

  /** Absent single value: {@code $-1} in RESP2, {@code _} in RESP3. */
  record Nil() implements Reply {}

  /** Absent array (an aborted EXEC): {@code *-1} in RESP2, {@code _} in RESP3. */
  record NilArray() implements Reply {}

  record Array(List<Reply> items) implements Reply {
    public Array {
      items = List.copyOf(items);
    }
  }

  /** Pairs in the order of sending; in RESP2 a flat array of twice the length. */
  record MapReply(List<Pair> pairs) implements Reply {
    public MapReply {
      pairs = List.copyOf(pairs);
    }
  }

  record Pair(Reply key, Reply value) {}

  /**
   * Pairs in the order of sending: in RESP3 an array of arrays of two, in RESP2 a flat array. Only commands make it; no connection
   * sees it.
   */
  record Pairs(List<Pair> pairs) implements Reply {
    public Pairs {
      pairs = List.copyOf(pairs);
    }
  }

  /** Pairs in the order of sending: in RESP3 a map, in RESP2 an array of arrays of two. Only commands make it; no connection sees it. */
  record Keyed(List<Pair> pairs) implements Reply {
    public Keyed {
      pairs = List.copyOf(pairs);
    }
  }

  /** Members in the order of sending; in RESP2 an array. */
  record SetReply(List<Reply> items) implements Reply {
    public SetReply {
      items = List.copyOf(items);
    }
  }

  /** A double as its text on the wire; in RESP2 a bulk string of that text. */
  record Dbl(Bytes text) implements Reply {}

  /** In RESP2 {@code :1} or {@code :0}. */
  record Bool(boolean value) implements Reply {}

  record BigNumber(Bytes text) implements Reply {}

  /** Text with a three-letter format; in RESP2 a bulk string of the text. */
  record Verbatim(String format, Bytes text) implements Reply {}

  /** Out-of-band message of RESP3; in RESP2 an array. */
  record Push(List<Reply> items) implements Reply {
    public Push {
      items = List.copyOf(items);
    }
  }

  /**
   * The head of an aggregate whose elements follow as replies of their own, or never come: only what a port sends.
   *
   * @param kind the character that it begins with, such as {@code *}
   */
  record Head(char kind, int announced) implements Reply {}

  /**
   * What a connection writes for one command if that is not one reply: one after the other, perhaps none. Only the outermost can be
   * of this kind.
   */
  record Several(List<Reply> items) implements Reply {
    public Several {
      items = List.copyOf(items);
    }
  }

  /** {@code first} and then {@code last}, as one connection writes them. */
  static Reply inOrder(List<Reply> first, Reply last) {
    if (first.isEmpty()) {
      return last;
    }
    var items = new ArrayList<>(first);
    items.addAll(last.parts());
    return new Several(items);
  }

  /** This, or the replies that it consists of. */
  default List<Reply> parts() {
    return this instanceof Several several ? several.items : List.of(this);
  }

  static Int of(long value) {
    return value == 0 ? ZERO : value == 1 ? ONE : new Int(value);
  }

  static Bulk of(Bytes value) {
    return new Bulk(value);
  }

  static Bulk bulk(String text) {
    return new Bulk(Bytes.of(text));
  }

  static Array array(List<? extends Reply> items) {
    return new Array(List.copyOf(items));
  }

  /** An array of bulk strings, in the order given. */
  static Array bulks(Iterable<Bytes> values) {
    var items = new ArrayList<Reply>();
    values.forEach(value -> items.add(new Bulk(value)));
    return new Array(items);
  }

  /** Whether this is an error, or an array holding one at any depth. */
  default boolean holdsError() {
    return switch (this) {
      case Error error -> true;
      case Array array -> array.items.stream().anyMatch(Reply::holdsError);
      case Several several -> several.items.stream().anyMatch(Reply::holdsError);
      case Simple s -> false;
      case Int i -> false;
      case Bulk b -> false;
      case Nil n -> false;
      case NilArray n -> false;
      case MapReply m -> false;
      case Pairs p -> false;
      case Keyed k -> false;
      case SetReply s -> false;
      case Dbl d -> false;
      case Bool b -> false;
      case BigNumber b -> false;
      case Verbatim v -> false;
      case Head h -> false;
      case Push p -> false;
    };
  }

  /** This reply as a RESP2 connection receives it. */
  default Reply asResp2() {
    return switch (this) {
      case Simple s -> s;
      case Error e -> e;
      case Int i -> i;
      case Bulk b -> b;
      case Nil n -> n;
      case NilArray n -> n;
      case Array array -> resp2Array(array.items);
      case MapReply map -> resp2Array(flat(map.pairs));
      case Pairs pairs -> resp2Array(flat(pairs.pairs));
      case Keyed keyed -> resp2Array(twos(keyed.pairs));
      case SetReply set -> resp2Array(set.items);
      case Dbl d -> new Bulk(d.text);
      case Bool b -> of(b.value ? 1 : 0);
      case BigNumber n -> new Bulk(n.text);
      case Verbatim v -> new Bulk(v.text);
      case Head h -> h;
      case Push push -> resp2Array(push.items);
      case Several several -> new Several(several.items.stream().map(Reply::asResp2).toList());
    };
  }

  /** This reply as a RESP3 connection receives it. */
  default Reply asResp3() {
    return switch (this) {
      case Pairs pairs -> new Array(twos(pairs.pairs));
      case Keyed keyed -> new MapReply(keyed.pairs.stream().map(pair -> new Pair(pair.key, pair.value.asResp3())).toList());
      case Array array -> new Array(array.items.stream().map(Reply::asResp3).toList());
      case Simple s -> s;
      case Error e -> e;
      case Int i -> i;
      case Bulk b -> b;
      case Nil n -> n;
      case NilArray n -> NIL;
      case MapReply m -> m;
      case SetReply s -> s;
      case Dbl d -> d;
      case Bool b -> b;
      case BigNumber n -> n;
      case Verbatim v -> v;
      case Head h -> h;
      case Push p -> p;
      case Several several -> new Several(several.items.stream().map(Reply::asResp3).toList());
    };
  }

  private static List<Reply> twos(List<Pair> pairs) {
    return pairs.stream().<Reply>map(pair -> new Array(List.of(pair.key, pair.value))).toList();
  }

  private static List<Reply> flat(List<Pair> pairs) {
    var items = new ArrayList<Reply>(2 * pairs.size());
    for (var pair : pairs) {
      items.add(pair.key);
      items.add(pair.value);
    }
    return items;
  }

  private static Array resp2Array(List<Reply> items) {
    return new Array(items.stream().map(Reply::asResp2).toList());
  }
}
