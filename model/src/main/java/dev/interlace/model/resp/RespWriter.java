package dev.interlace.model.resp;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Writes replies and commands as they go over the wire.
 *
 * <p>Line breaks inside a status or an error become blanks, because such a line cannot hold them (Redis 7.0 does the same,
 * {@code networking.c} {@code addReplyErrorFormat}).
 */
public final class RespWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

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
    switch (protocol) {
      case RESP2 -> write(reply.asResp2(), "$-1", "*-1");
      case RESP3 -> write(reply, "_", "_");
    }
  }

  /** Appends a command as an array of bulk strings. */
  public void write(List<Bytes> words) {
    line('*', words.size());
    words.forEach(word -> text('$', word));
  }

  /** Everything written so far. */
  public Bytes toBytes() {
    return Bytes.wrap(out.toByteArray());
  }

  private void write(Reply reply, String nil, String nilArray) {
    switch (reply) {
      case Reply.Simple status -> line('+', oneLine(status.text()));
      case Reply.Error error -> line('-', oneLine(error.text()));
      case Reply.Int number -> line(':', number.value());
      case Reply.Bulk bulk -> text('$', bulk.value());
      case Reply.Nil absent -> line(nil.charAt(0), Bytes.of(nil.substring(1)));
      case Reply.NilArray absent -> line(nilArray.charAt(0), Bytes.of(nilArray.substring(1)));
      case Reply.Array array -> aggregate('*', array.items(), nil, nilArray);
      case Reply.SetReply set -> aggregate('~', set.items(), nil, nilArray);
      case Reply.Push push -> aggregate('>', push.items(), nil, nilArray);
      case Reply.MapReply map -> {
        line('%', map.pairs().size());
        for (var pair : map.pairs()) {
          write(pair.key(), nil, nilArray);
          write(pair.value(), nil, nilArray);
        }
      }
      case Reply.Pairs pairs -> write(pairs.asResp3(), nil, nilArray);
      case Reply.Keyed keyed -> write(keyed.asResp3(), nil, nilArray);
      case Reply.Several several -> several.items().forEach(item -> write(item, nil, nilArray));
      case Reply.Dbl number -> line(',', number.text());
      case Reply.Bool bool -> line('#', Bytes.of(bool.value() ? "t" : "f"));
      case Reply.BigNumber number -> line('(', number.text());
      case Reply.Verbatim verbatim -> text('=', Bytes.of(verbatim.format() + ":").concat(verbatim.text()));
    }
  }

  private void aggregate(char type, List<Reply> items, String nil, String nilArray) {
    line(type, items.size());
    items.forEach(item -> write(item, nil, nilArray));
  }

  private void text(char type, Bytes content) {
    line(type, content.length());
    out.writeBytes(content.toByteArray());
    endLine();
  }

  private void line(char type, long number) {
    line(type, Bytes.of(number));
  }

  private void line(char type, Bytes content) {
    out.write(type);
    out.writeBytes(content.toByteArray());
    endLine();
  }

  private void endLine() {
    out.write('\r');
    out.write('\n');
  }

  private static Bytes oneLine(Bytes text) {
    var bytes = text.toByteArray();
    for (var i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\r' || bytes[i] == '\n') {
        bytes[i] = ' ';
      }
    }
    return Bytes.wrap(bytes);
  }
}
