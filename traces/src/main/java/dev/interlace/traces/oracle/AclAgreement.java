package dev.interlace.traces.oracle;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Whether two replies of ACL say the same: Redis lists commands in the order of a hash table, which differs from start to start. */
final class AclAgreement {
  private AclAgreement() {}

  static boolean agree(Command command, Reply expected, Reply actual) {
    var subcommand = command.words().size() > 1 ? command.words().get(1).toLowerCase() : "";
    return switch (subcommand) {
      case "cat" -> sorted(expected).equals(sorted(actual));
      case "list", "getuser" -> normal(expected).equals(normal(actual));
      case "genpass" -> isHex(expected) && isHex(actual) ? length(expected) == length(actual) : expected.equals(actual);
      case "log" -> withoutMoment(expected).equals(withoutMoment(actual));
      default -> expected.equals(actual);
    };
  }

  private static Reply sorted(Reply reply) {
    return reply instanceof Reply.Array(var items) ? Reply.bulks(new TreeSet<>(items.stream().map(AclAgreement::text).toList())) : reply;
  }

  private static Bytes text(Reply reply) {
    return reply instanceof Reply.Bulk(var value) ? value : Bytes.EMPTY;
  }

  /** With the rules about single commands, which stand in any order, sorted. */
  private static Reply normal(Reply reply) {
    return switch (reply) {
      case Reply.Bulk(var text) -> new Reply.Bulk(Bytes.latin1(normal(text.toLatin1())));
      case Reply.Array(var items) -> new Reply.Array(items.stream().map(AclAgreement::normal).toList());
      case Reply.MapReply(var pairs) ->
          new Reply.MapReply(pairs.stream().map(pair -> new Reply.Pair(pair.key(), normal(pair.value()))).toList());
      default -> reply;
    };
  }

  private static String normal(String rules) {
    var words = new ArrayList<String>();
    var single = new TreeSet<String>();
    for (var word : List.of(rules.replace(")", " )").split(" ", -1))) {
      if (word.matches("[+-][^@].*")) {
        single.add(word);
      } else {
        words.addAll(single);
        single.clear();
        words.add(word);
      }
    }
    words.addAll(single);
    return String.join(" ", words);
  }

  private static boolean isHex(Reply reply) {
    return text(reply).toLatin1().matches("[0-9a-f]+");
  }

  private static int length(Reply reply) {
    return text(reply).length();
  }

  /** Without how long ago it was and by which connection. */
  private static Reply withoutMoment(Reply reply) {
    return switch (reply) {
      case Reply.Array(var items) -> new Reply.Array(withoutMoment(items));
      case Reply.MapReply(var pairs) -> new Reply.MapReply(
          pairs.stream().filter(pair -> !isMoment(text(pair.key()).toLatin1())).toList());
      default -> reply;
    };
  }

  private static List<Reply> withoutMoment(List<Reply> items) {
    var kept = new ArrayList<Reply>();
    for (var i = 0; i < items.size(); i++) {
      if (isMoment(text(items.get(i)).toLatin1())) {
        i++;
      } else {
        kept.add(withoutMoment(items.get(i)));
      }
    }
    return kept;
  }

  private static boolean isMoment(String field) {
    return field.equals("age-seconds") || field.equals("client-info");
  }
}
