package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** EVAL with scripts that run commands of every family, and the commands that remember scripts. */
class ScriptConformanceTest {
  /** Few, so that they meet: which of them the server remembers is what matters. */
  private static final List<String> REMEMBERED =
      List.of(
          "return 1",
          "return redis.call('SET', 'k1', ARGV[1] or 'v')",
          "return {KEYS[1], ARGV[1]}",
          "return redis.call('GET', KEYS[1])",
          "return (");

  private static final List<String> REMEMBER =
      List.of(
          "SCRIPT EXISTS <sha>...",
          "SCRIPT FLUSH",
          "SCRIPT FLUSH [SYNC|ASYNC|async|x] [x]",
          "SCRIPT LOAD <body>",
          "SCRIPT LOAD <body>",
          "SCRIPT LOAD <body> [x]",
          "SCRIPT [EXISTS|NOSUCH x]");

  private static final List<String> RUN =
      List.of(
          "EVALSHA <sha> <keys>",
          "EVALSHA <sha> <keys>",
          "EVALSHA_RO <sha> <keys>",
          "EVAL <body> <keys>",
          "EVAL <body> <keys>",
          "EVAL_RO <body> <keys>",
          "EVALSHA <sha> <junk> k1",
          "EVAL <body> (<int>|<junk>) [k1] [k2]",
          "(EVALSHA|EVALSHA_RO) <sha>",
          "(EVAL|EVAL_RO) <body>");

  private static final Source SURROUNDINGS =
      Source.templates(
          List.of("MULTI", "MULTI", "EXEC", "EXEC", "WATCH <key>...", "SELECT (0|1)", "GET <key>", "SET <key> <value> PXAT 1", "DBSIZE"));

  private static Command remembering(Random random) {
    var line = Places.pick(random.nextInt(3) == 0 ? REMEMBER : RUN, random);
    var places = line.replace("<body>", "BODY").replace("<sha>", "SHA").replace("<keys>", "(0|1 k1|1 k1 <value>|0 <value>)");
    // Bodies hold blanks, so they are put in afterwards.
    var words = new ArrayList<Bytes>();
    for (var word : new Template(places).draw(random).words()) {
      words.add(switch (word.toLatin1()) {
        case "BODY" -> Bytes.latin1(Places.pick(REMEMBERED, random));
        case "SHA" -> Bytes.latin1(sha(random));
        default -> word;
      });
    }
    return new Command(words);
  }

  private static String sha(Random random) {
    var sha = hex(Places.pick(REMEMBERED, random));
    return switch (random.nextInt(12)) {
      case 0 -> sha.toUpperCase(Locale.ROOT);
      case 1 -> sha.substring(1);
      case 2 -> sha + "0";
      case 3 -> "f".repeat(40);
      case 4 -> "";
      case 5 -> "z".repeat(40);
      default -> sha;
    };
  }

  private static String hex(String body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(body.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance(
            "scripts",
            Source.oneOf(List.of(Script::draw, Script::draw, Script::draw, ScriptConformanceTest::remembering, SURROUNDINGS)),
            100)
        .check();
  }
}
