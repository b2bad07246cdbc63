package dev.interlace.properties.conformance;

import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandInfo;
import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Users with chance rights, and what they may run. */
class AclConformanceTest {
  private static final List<String> TEMPLATES =
      List.of(
          "ACL SETUSER (u1|u2) on nopass <aclrule>...",
          "ACL SETUSER (u1|u2) <aclrule>...",
          "ACL SETUSER (u1|u2|u3) on nopass +@all ~* &* <aclrule>... <aclrule>...",
          "ACL SETUSER u3 <aclrule>... <aclrule>... <aclrule>...",
          "ACL SETUSER <junk> <aclrule>",
          "ACL GETUSER (u1|u2|u3|default|nosuch) [<junk>]",
          "ACL LIST [<junk>]",
          "ACL USERS",
          "ACL DELUSER (u3|nosuch|default|u3 default)...",
          "ACL CAT [read|WRITE|scripting|<junk>] [<junk>]",
          "ACL DRYRUN (u1|u2|u3|nosuch) GET <key>",
          "ACL DRYRUN (u1|u2|u3) SET <key> <value> [GET]",
          "ACL DRYRUN (u1|u2|u3) (SORT <key> STORE <key>|COPY <key> <key>|PUBLISH c1 x|PSUBSCRIBE c*|SUBSCRIBE c1 c2|CONFIG GET x|<junk>)",
          "ACL DRYRUN (u1|u2|u3) (BITFIELD <key> GET u8 0|BITFIELD <key> SET u8 0 1|ZUNIONSTORE <key> 2 <key> <key>|EVAL x 1 <key>)",
          "ACL (SAVE|LOAD|WHOAMI|HELP|nosuch) [<junk>]",
          "AUTH (u1|u2) (p|q)",
          "AUTH (u1|u2) (p|q)",
          "AUTH (u1|u2|default|nosuch) p [<junk>]",
          "AUTH p",
          "HELLO [2|3] AUTH (u1|u2|default) (p|q)",
          "ACL WHOAMI",
          "EVAL <acl> 1 <key> <key>",
          "EVAL <acl> 0 <key>",
          "EVAL <acl> 0 <key>",
          "ACL SETUSER (u1|u2) reset on nopass ~k1 %R~k2 +@all &c1",
          "ACL SETUSER (u1|u2) reset on nopass ~k1 %R~k2 +@all &c1",
          "PUBLISH (c1|c2) x",
          "GET <key>",
          "SET <key> <value>",
          "DEL <key> <key>",
          "MGET <key>...",
          "SELECT (0|1)",
          "CONFIG",
          "CLIENT GETNAME",
          "MULTI",
          "EXEC",
          "EXEC",
          "RESET");

  /** Somebody always has few rights. */
  private static final List<Step> LIMITED =
      List.of(
          new Step(1, Command.of("ACL", "SETUSER", "u1", "reset", "on", "nopass", "~k1", "%R~k2", "+@all", "&c1")),
          new Step(0, Command.of("AUTH", "u1", "p")));

  private static final List<String> NAMES = CommandCatalog.all().stream().map(CommandInfo::name).toList();

  private static final Source RULES = random -> {
    var words = new ArrayList<>(List.of("ACL", "SETUSER", Places.pick(List.of("u1", "u2", "u3"), random)));
    for (var count = 1 + random.nextInt(4); count > 0; count--) {
      words.add((random.nextInt(3) == 0 ? "-" : "+") + Places.pick(NAMES, random));
    }
    return Command.of(words.toArray(String[]::new));
  };

  @Test
  void the_model_answers_as_the_real_server_does() {
    var acl = Source.templates(TEMPLATES);
    new Conformance("acl", Source.oneOf(List.of(acl, acl, acl, acl, acl, acl, RULES, Source.everyFamily())), 100).beginning(LIMITED).check();
  }
}
