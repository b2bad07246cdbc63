package dev.interlace.model.resp;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes replies and commands as they go over the wire, into a buffer that can be emptied from its front while it is filled.
 *
 * <p>A RESP2 connection gets what {@link Reply#asResp2} says, folded on the way. Line breaks inside a status or an error become blanks,
 * because such a line cannot hold them (Redis 7.0 does the same, {@code networking.c} {@code addReplyErrorFormat}).
 */
public final class RespWriter {
  private static final byte[] NOTHING = new byte[0];
  /** An emptied buffer keeps no more than this. */
  private static final int MOST_KEPT = 16 * 1024;
  private static final int MOST_DIGITS = 20;

  private static final byte[] OK = ascii("+OK\r\n");
  private static final byte[] QUEUED = ascii("+QUEUED\r\n");
  private static final byte[] PONG = ascii("+PONG\r\n");
  private static final byte[] NIL = ascii("$-1\r\n");
  private static final byte[] NIL_ARRAY = ascii("*-1\r\n");
  private static final byte[] RESP3_NIL = ascii("_\r\n");
  private static final byte[] TRUE = ascii("#t\r\n");
  private static final byte[] FALSE = ascii("#f\r\n");

  private byte[] data = NOTHING;
  private int start;
  private int end;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** {@code reply} as a connection of {@code protocol} receives it. */
  public static Bytes reply(Reply reply, Protocol protocol) {
    var writer = new RespWriter();
    writer.write(reply, protocol);
    return writer.toBytes();
  }

  /** A command as clients send it and the AOF holds it: an array of bulk strings. */
  public static Bytes command(List<Bytes> words) {
    var writer = new RespWriter();
    writer.write(words);
    return writer.toBytes();
  }

  /** Appends {@code reply} as a connection of {@code protocol} receives it. */
  public void write(Reply reply, Protocol protocol) {
    write(reply, protocol == Protocol.RESP3);
  }

  /** Appends a command as an array of bulk strings. */
  public void write(List<Bytes> words) {
    line('*', words.size());
    words.forEach(word -> text('$', word));
  }

  /** How many bytes were written and not taken yet. */
  public int size() {
    return end - start;
  }

  /** Everything written and not taken yet. */
  public Bytes toBytes() {
    return Bytes.copyOf(data, start, end);
  }

  /** Puts as many bytes into {@code target} as fit; they stay here until {@link #skip}. */
  public void copyTo(ByteBuffer target) {
    target.put(data, start, Math.min(size(), target.remaining()));
  }

  /** Drops {@code length} bytes from the front. */
  public void skip(int length) {
    start += length;
    if (start == end) {
      start = 0;
      end = 0;
      if (data.length > MOST_KEPT) {
        data = NOTHING;
      }
    }
  }

  private void write(Reply reply, boolean isResp3) {
    switch (reply) {
      case Reply.Simple status -> status(status);
      case Reply.Error error -> line('-', error.text());
      case Reply.Int number -> line(':', number.value());
      case Reply.Bulk bulk -> text('$', bulk.value());
      case Reply.Nil absent -> raw(isResp3 ? RESP3_NIL : NIL);
      case Reply.NilArray absent -> raw(isResp3 ? RESP3_NIL : NIL_ARRAY);
      case Reply.Array array -> aggregate('*', array.items(), isResp3);
      case Reply.SetReply set -> aggregate(isResp3 ? '~' : '*', set.items(), isResp3);
      case Reply.Push push -> aggregate(isResp3 ? '>' : '*', push.items(), isResp3);
      case Reply.Several several -> several.items().forEach(item -> write(item, isResp3));
      case Reply.MapReply map -> map(map.pairs(), isResp3);
      case Reply.Keyed keyed when isResp3 -> map(keyed.pairs(), true);
      case Reply.Keyed keyed -> twos(keyed.pairs(), false);
      case Reply.Pairs pairs when isResp3 -> twos(pairs.pairs(), true);
      case Reply.Pairs pairs -> map(pairs.pairs(), false);
      case Reply.Dbl number when isResp3 -> line(',', number.text());
      case Reply.Dbl number -> text('$', number.text());
      case Reply.Bool bool when isResp3 -> raw(bool.value() ? TRUE : FALSE);
      case Reply.Bool bool -> line(':', bool.value() ? 1 : 0);
      case Reply.BigNumber number when isResp3 -> line('(', number.text());
      case Reply.BigNumber number -> text('$', number.text());
      case Reply.Verbatim verbatim when isResp3 -> text('=', Bytes.of(verbatim.format() + ":").concat(verbatim.text()));
      case Reply.Verbatim verbatim -> text('$', verbatim.text());
      case Reply.Head(var kind, var announced) -> line(kind, announced);
    }
  }

  private void status(Reply.Simple status) {
    if (status == Reply.OK) {
      raw(OK);
    } else if (status == Reply.QUEUED) {
      raw(QUEUED);
    } else if (status == Reply.PONG) {
      raw(PONG);
    } else {
      line('+', status.text());
    }
  }

  private void aggregate(char type, List<Reply> items, boolean isResp3) {
    line(type, items.size());
    for (var item : items) {
      write(item, isResp3);
    }
  }

  /** A map, or in RESP2 the flat array of its keys and values. */
  private void map(List<Reply.Pair> pairs, boolean isResp3) {
    line(isResp3 ? '%' : '*', isResp3 ? pairs.size() : 2L * pairs.size());
    for (var pair : pairs) {
      write(pair.key(), isResp3);
      write(pair.value(), isResp3);
    }
  }

  private void twos(List<Reply.Pair> pairs, boolean isResp3) {
    line('*', pairs.size());
    for (var pair : pairs) {
      line('*', 2);
      write(pair.key(), isResp3);
      write(pair.value(), isResp3);
    }
  }

  private void text(char type, Bytes content) {
    var length = content.length();
    makeRoom(length + MOST_DIGITS + 5);
    data[end++] = (byte) type;
    digits(length);
    endLine();
    content.copyTo(data, end);
    end += length;
    endLine();
  }

  private void line(char type, long number) {
    makeRoom(MOST_DIGITS + 3);
    data[end++] = (byte) type;
    digits(number);
    endLine();
  }

  private void line(char type, Bytes content) {
    makeRoom(content.length() + 3);
    data[end++] = (byte) type;
    content.copyTo(data, end);
    for (var stop = end + content.length(); end < stop; end++) {
      if (data[end] == '\r' || data[end] == '\n') {
        data[end] = ' ';
      }
    }
    endLine();
  }

  /** Room for them must have been made. */
  private void digits(long number) {
    if (number < 0) {
      var text = Bytes.of(number);
      text.copyTo(data, end);
      end += text.length();
      return;
    }
    var length = 1;
    for (var rest = number; rest >= 10; rest /= 10) {
      length++;
    }
    var rest = number;
    for (var i = end + length - 1; i >= end; i--) {
      data[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    end += length;
  }

  private void endLine() {
    data[end++] = '\r';
    data[end++] = '\n';
  }

  private void raw(byte[] encoded) {
    makeRoom(encoded.length);
    System.arraycopy(encoded, 0, data, end, encoded.length);
    end += encoded.length;
  }

  private void makeRoom(int added) {
    if (added <= data.length - end) {
      return;
    }
    var size = size();
    var target = (long) size + added <= data.length / 2 ? data : new byte[Growth.of(data.length, (long) size + added)];
    System.arraycopy(data, start, target, 0, size);
    data = target;
    start = 0;
    end = size;
  }
}
