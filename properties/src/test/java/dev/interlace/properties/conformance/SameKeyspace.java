package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer;
import dev.interlace.traces.oracle.OracleConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares all that a server of ours and a real one hold: key by key its type, encoding, expiry and dump, a digest of all, and the functions. */
final class SameKeyspace {
  private SameKeyspace() {}

  /**
   * Fails if they differ.
   *
   * @param hasSameTimes whether both know equally well when a consumer was seen
   * @return how often which encoding was met, and what expires
   */
  static SortedMap<String, Integer> check(String what, LiveServer model, OracleConnection real, boolean hasSameTimes) {
    var tally = new TreeMap<String, Integer>();
    var client = model.clients().getFirst();
    var asked = questions(model);
    asked.forEach(command -> real.send(command.words()));
    var encoding = "";
    for (var command : asked) {
      var received = real.receive();
      var expected = received.equals(Reply.of(Long.MAX_VALUE)) ? Reply.of(Long.MAX_VALUE - 1) : received; // see Expiry
      var actual = model.execute(client, command);
      var isOrdered = !encoding.equals("hashtable") && (hasSameTimes || !encoding.equals("stream"));
      if (!command.name().equalsIgnoreCase("DUMP") || isOrdered) { // what has no order is compared by the digest
        assertThat(actual).as(what + command).isEqualTo(expected);
      }
      if (command.name().equalsIgnoreCase("OBJECT") && actual instanceof Reply.Bulk(var name)) { // else it has expired
        encoding = name.toLatin1();
        tally.merge(encoding, 1, Integer::sum);
      } else if (command.name().equalsIgnoreCase("PEXPIRETIME") && actual instanceof Reply.Int(var at) && at > 0) {
        tally.merge("expiring", 1, Integer::sum);
      }
    }
    tally.merge("library", model.state().scripting().functions().libraries().size(), Integer::sum);
    var libraries = Command.of("FUNCTION", "LIST");
    assertThat(sorted(model.execute(client, libraries))).as(what + libraries).isEqualTo(sorted(real.call(libraries.words())));
    return tally;
  }

  private static List<Command> questions(LiveServer model) {
    var asked = new ArrayList<Command>();
    asked.add(Command.of("DEBUG", "DIGEST"));
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      asked.add(Command.of("SELECT", Integer.toString(database)));
      asked.add(Command.of("DBSIZE"));
      for (var key : model.state().keyspace().entries(database).keySet()) {
        for (var words : List.of("TYPE", "PEXPIRETIME", "OBJECT ENCODING", "DUMP")) {
          var all = new ArrayList<>(Command.of(words.split(" ")).words());
          all.add(key);
          asked.add(new Command(all));
        }
      }
    }
    asked.add(Command.of("SELECT", "0"));
    return asked;
  }

  private static List<String> sorted(Reply reply) {
    return ((Reply.Array) reply).items().stream().map(Object::toString).sorted().toList();
  }
}
