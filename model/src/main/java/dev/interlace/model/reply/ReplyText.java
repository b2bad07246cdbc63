package dev.interlace.model.reply;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Replies as text for people.
 *
 * <p><b>Source:</b> {@code redis-cli} 7.0, {@code cliFormatReplyTTY}, compared with it by a test. <b>Deviation:</b> a big number, which
 * that {@code redis-cli} refuses to print, is {@code (big number) …}.
 */
public final class ReplyText {
  private ReplyText() {}

  /** What {@code redis-cli} prints on a terminal, without the last line end; arrays take a line an element. */
  public static String of(Reply reply) {
    return format(reply, "");
  }

  /** The same content on one line, aggregates in brackets: {@code [OK, ERR no such key, (nil), "v1", 3]}. */
  public static String oneLine(Reply reply) {
    return switch (reply) {
      case Reply.Error error -> flat(error.text());
      case Reply.Simple status -> flat(status.text());
      case Reply.Verbatim verbatim -> verbatim.text().toQuoted();
      case Reply.Head head -> head.kind() + Integer.toString(head.announced());
      case Reply.Int number -> Long.toString(number.value());
      case Reply.Dbl number -> number.text().toUtf8();
      case Reply.BigNumber number -> number.text().toUtf8();
      case Reply.Bool bool -> Boolean.toString(bool.value());
      case Reply.Bulk bulk -> bulk.value().toQuoted();
      case Reply.Nil nil -> "(nil)";
      case Reply.NilArray nil -> "(nil)";
      case Reply.Array array -> "[" + joined(array.items()) + "]";
      case Reply.Push push -> ">[" + joined(push.items()) + "]";
      case Reply.SetReply set -> "{" + joined(set.items()) + "}";
      case Reply.MapReply map -> "{" + String.join(", ",
          map.pairs().stream().map(pair -> oneLine(pair.key()) + ": " + oneLine(pair.value())).toList()) + "}";
      case Reply.Pairs pairs -> oneLine(pairs.asResp3());
      case Reply.Keyed keyed -> oneLine(keyed.asResp3());
      case Reply.Several several -> String.join(" ", several.items().stream().map(ReplyText::oneLine).toList());
    };
  }

  private static String joined(List<Reply> items) {
    return String.join(", ", items.stream().map(ReplyText::oneLine).toList());
  }

  private static String flat(Bytes text) {
    return text.toUtf8().replace('\r', ' ').replace('\n', ' ');
  }

  private static String format(Reply reply, String indent) {
    return switch (reply) {
      case Reply.Error error -> "(error) " + error.text().toUtf8();
      case Reply.Simple status -> status.text().toUtf8();
      case Reply.Verbatim verbatim -> verbatim.text().toUtf8();
      case Reply.Head head -> oneLine(head);
      case Reply.Int number -> "(integer) " + number.value();
      case Reply.Dbl number -> "(double) " + number.text().toUtf8();
      case Reply.BigNumber number -> "(big number) " + number.text().toUtf8();
      case Reply.Bool bool -> bool.value() ? "(true)" : "(false)";
      case Reply.Bulk bulk -> bulk.value().toQuoted();
      case Reply.Nil nil -> "(nil)";
      case Reply.NilArray nil -> "(nil)";
      case Reply.Array array -> numbered(array.items(), ") ", "(empty array)", indent);
      case Reply.Push push -> numbered(push.items(), "> ", "(empty push)", indent);
      case Reply.SetReply set -> numbered(set.items(), "~ ", "(empty set)", indent);
      case Reply.MapReply map -> pairs(map.pairs(), indent);
      case Reply.Pairs pairs -> format(pairs.asResp3(), indent);
      case Reply.Keyed keyed -> format(keyed.asResp3(), indent);
      case Reply.Several several -> String.join("\n", several.items().stream().map(item -> format(item, indent)).toList());
    };
  }

  private static String numbered(List<Reply> items, String mark, String whenEmpty, String indent) {
    if (items.isEmpty()) {
      return whenEmpty;
    }
    var width = Integer.toString(items.size()).length();
    var inner = indent + " ".repeat(width + 2);
    var lines = new ArrayList<String>(items.size());
    for (var item : items) {
      lines.add(number(lines.size(), width, indent) + mark + format(item, inner));
    }
    return String.join("\n", lines);
  }

  private static String pairs(List<Reply.Pair> pairs, String indent) {
    if (pairs.isEmpty()) {
      return "(empty hash)";
    }
    var width = Integer.toString(pairs.size()).length();
    var inner = indent + " ".repeat(width + 2);
    var lines = new ArrayList<String>(pairs.size());
    for (var pair : pairs) {
      var value = format(pair.value(), inner);
      var gap = isFullAggregate(pair.value()) ? "\n" + inner : "";
      lines.add(number(lines.size(), width, indent) + "# " + format(pair.key(), inner) + " => " + gap + value);
    }
    return String.join("\n", lines);
  }

  /** The number of line {@code index}: the first line follows what is already on its row, the others begin with the indentation. */
  private static String number(int index, int width, String indent) {
    var number = Integer.toString(index + 1);
    return (index == 0 ? "" : indent) + " ".repeat(width - number.length()) + number;
  }

  /** Such a value starts on a row of its own below its key. */
  private static boolean isFullAggregate(Reply value) {
    return switch (value) {
      case Reply.Array array -> !array.items().isEmpty();
      case Reply.SetReply set -> !set.items().isEmpty();
      case Reply.MapReply map -> !map.pairs().isEmpty();
      case Reply.Pairs pairs -> !pairs.pairs().isEmpty();
      case Reply.Keyed keyed -> !keyed.pairs().isEmpty();
      case Reply.Push push -> !push.items().isEmpty();
      case Reply.Several several -> !several.items().isEmpty();
      case Reply.Error e -> false;
      case Reply.Simple s -> false;
      case Reply.Verbatim v -> false;
      case Reply.Head h -> false;
      case Reply.Int i -> false;
      case Reply.Dbl d -> false;
      case Reply.BigNumber b -> false;
      case Reply.Bool b -> false;
      case Reply.Bulk b -> false;
      case Reply.Nil n -> false;
      case Reply.NilArray n -> false;
    };
  }
}
