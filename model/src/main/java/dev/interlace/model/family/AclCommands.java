package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;
import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.engine.disk.DiskFault;
import dev.interlace.model.acl.Acl;
import dev.interlace.model.acl.AclFile;
import dev.interlace.model.acl.AclLog;
import dev.interlace.model.acl.AclUser;
import dev.interlace.model.acl.Category;
import dev.interlace.model.acl.CommandIndex;
import dev.interlace.model.acl.Denial;
import dev.interlace.model.acl.Selector;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandAccess;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandInfo;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.notice.UserChange;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * AUTH, and ACL with its subcommands. <b>Source:</b> {@code acl.c} of Redis 7.0.
 *
 * <p>What the log and GENPASS answer depends on more than the state of the server, so in exploration they give no verdict.
 */
public final class AclCommands {
  private static final CommandIndex INDEX = CommandCatalog.forRules();
  private static final int DEFAULT_BITS = 256;
  private static final int MOST_BITS = 4096;
  private static final int BITS_OF_DIGIT = 4;
  private static final int LOGGED_BY_DEFAULT = 10;
  private static final double MILLIS = 1000;
  private static final Bytes DIGITS = Bytes.of("0123456789abcdef");

  public static final List<CommandSpec> TABLE =
      List.of(
          connection("auth", AclCommands::auth),
          command("acl|cat", AclCommands::cat),
          connection("acl|deluser", AclCommands::deleteUser),
          connection("acl|dryrun", AclCommands::dryRun),
          connection("acl|genpass", AclCommands::generatePassword),
          connection("acl|getuser", AclCommands::getUser),
          connection("acl|list", AclCommands::list),
          connection("acl|load", AclCommands::load),
          connection("acl|log", AclCommands::log),
          connection("acl|save", AclCommands::save),
          connection("acl|setuser", AclCommands::setUser),
          connection("acl|users", AclCommands::users),
          connection("acl|whoami", AclCommands::whoAmI));

  private AclCommands() {}

  /** With one argument it is the default user's password. <b>Source:</b> {@code authCommand}. */
  private static Reply auth(Call call, Connection connection) {
    if (call.size() > 3) {
      throw Call.fail(Errors.SYNTAX);
    }
    for (var i = 1; i < call.size(); i++) {
      connection.hide(i);
    }
    if (call.size() == 2 && connection.settings().acl().defaultUser().needsNoPassword()) {
      throw Call.fail(Errors.NO_AUTH_PASSWORD);
    }
    authenticate(call.size() == 2 ? Acl.DEFAULT : call.word(1), call.word(call.size() - 1), call, connection);
    return Reply.OK;
  }

  /** The connection becomes the user, or the command ends. */
  static void authenticate(Bytes user, Bytes password, Call call, Connection connection) {
    if (!connection.settings().acl().accepts(user, password)) {
      connection.authenticationFailed(user, call.word(0));
      throw Call.fail(Errors.WRONG_PASSWORD);
    }
    connection.become(connection.session().withIdentity(connection.session().identity().as(user)));
  }

  private static Reply cat(Call call) {
    return switch (call.size()) {
      case 2 -> new Reply.Array(Arrays.stream(Category.values()).<Reply>map(category -> Reply.bulk(category.text())).toList());
      case 3 -> {
        var category = Category.named(call.word(2).toLatin1()).orElseThrow(() -> fault("Unknown category '" + call.word(2).toLatin1() + "'"));
        yield new Reply.Array(INDEX.in(category).stream().<Reply>map(Reply::bulk).toList());
      }
      default -> throw syntax(call);
    };
  }

  /** Connections of the user are closed, this one after the reply. */
  private static Reply deleteUser(Call call, Connection connection) {
    var deleted = 0;
    for (var name : call.words().subList(2, call.size())) {
      if (name.equals(Acl.DEFAULT)) {
        throw Call.fail(Errors.DEFAULT_USER_STAYS);
      }
    }
    for (var name : call.words().subList(2, call.size())) {
      var acl = connection.settings().acl();
      if (acl.user(name).isPresent()) {
        connection.become(connection.settings().with(acl.without(name)));
        connection.tellAll(new UserChange.Removed(name));
        deleted++;
      }
    }
    return Reply.of(deleted);
  }

  private static Reply dryRun(Call call, Connection connection) {
    var user = connection.settings().acl().user(call.word(2)).orElseThrow(() -> fault("User '" + Errors.whole(call.word(2)) + "' not found"));
    var words = call.words().subList(3, call.size());
    var info = CommandCatalog.find(words).orElseThrow(() -> fault("Command '" + Errors.whole(words.getFirst()) + "' not found"));
    if (!info.accepts(words.size())) {
      throw Call.fail(Errors.wrongArity(info.name()));
    }
    var denial = user.deny(new CommandAccess(info, words));
    return denial.<Reply>map(why -> Reply.of(Bytes.latin1("This user has no permissions to " + lacking(why, info, words)))).orElse(Reply.OK);
  }

  private static String lacking(Denial denial, CommandInfo info, List<Bytes> words) {
    var word = Errors.whole(words.get(denial.position()));
    return switch (denial.reason()) {
      case COMMAND, AUTH -> "run the '" + info.name() + "' command";
      case KEY -> "access the '" + word + "' key";
      case CHANNEL -> "access the '" + word + "' channel";
    };
  }

  private static Reply generatePassword(Call call, Connection connection) {
    if (call.size() > 3) {
      throw syntax(call);
    }
    var bits = call.size() == 2 ? DEFAULT_BITS : call.integer(2);
    if (bits < 1 || bits > MOST_BITS) {
      throw Call.fail(Errors.GENPASS_BITS);
    }
    logOf(connection, "acl|genpass");
    var digits = new byte[(int) ((bits + BITS_OF_DIGIT - 1) / BITS_OF_DIGIT)];
    for (var i = 0; i < digits.length; i++) {
      digits[i] = DIGITS.at(call.choose(DIGITS.length()));
    }
    return Reply.of(Bytes.wrap(digits));
  }

  private static Reply getUser(Call call, Connection connection) {
    return connection.settings().acl().user(call.word(2)).map(AclCommands::described).orElse(Reply.NIL);
  }

  private static Reply described(AclUser user) {
    var pairs = new ArrayList<Pair>();
    pairs.add(new Pair(Reply.bulk("flags"), new Reply.SetReply(user.flags().stream().<Reply>map(Reply::bulk).toList())));
    pairs.add(new Pair(Reply.bulk("passwords"), new Reply.Array(user.passwords().stream().<Reply>map(Reply::bulk).toList())));
    pairs.addAll(described(user.root()));
    var others = user.others().stream().<Reply>map(selector -> new Reply.MapReply(described(selector))).toList();
    pairs.add(new Pair(Reply.bulk("selectors"), new Reply.Array(others)));
    return new Reply.MapReply(pairs);
  }

  private static List<Pair> described(Selector selector) {
    return List.of(
        new Pair(Reply.bulk("commands"), Reply.of(Bytes.latin1(selector.commands().describe(INDEX)))),
        new Pair(Reply.bulk("keys"), Reply.of(selector.keysText())),
        new Pair(Reply.bulk("channels"), Reply.of(selector.channelsText())));
  }

  private static Reply list(Call call, Connection connection) {
    return Reply.bulks(connection.settings().acl().lines(INDEX));
  }

  private static Reply users(Call call, Connection connection) {
    return Reply.bulks(connection.settings().acl().users().keySet());
  }

  private static Reply whoAmI(Call call, Connection connection) {
    return Reply.of(connection.session().identity().user());
  }

  /** Every connection of a user with a name is closed, this one after the reply: who they are now may be somebody else. */
  private static Reply load(Call call, Connection connection) {
    var before = connection.settings().acl();
    return switch (file(connection).load(CommandCatalog.dialect(connection.settings()))) {
      case Acl.Change.Refused(var errors) -> throw fault(errors);
      case Acl.Change.Done(var after) -> {
        connection.become(connection.settings().with(after));
        before.users().keySet().stream().filter(name -> !name.equals(Acl.DEFAULT)).forEach(name -> connection.tellAll(new UserChange.Removed(name)));
        yield Reply.OK;
      }
    };
  }

  private static Reply save(Call call, Connection connection) {
    try {
      file(connection).save(connection.settings().acl(), INDEX);
    } catch (DiskFault fault) {
      throw Call.fail(Errors.ACL_NOT_SAVED);
    }
    return Reply.OK;
  }

  private static AclFile file(Connection connection) {
    return connection.host().surroundings().aclFile().orElseThrow(() -> Call.fail(Errors.NO_ACL_FILE));
  }

  /** Subscribers among the user's connections whose channels are not allowed any more are closed. */
  private static Reply setUser(Call call, Connection connection) {
    var name = call.word(2);
    if (!Acl.isName(name)) {
      throw Call.fail(Errors.USER_NAME);
    }
    var before = connection.settings().acl();
    return switch (before.set(name, call.words().subList(3, call.size()), CommandCatalog.dialect(connection.settings()))) {
      case Acl.Change.Refused(var error) -> throw fault(error);
      case Acl.Change.Done(var after) -> {
        connection.become(connection.settings().with(after));
        var changed = after.user(name).orElseThrow();
        if (before.user(name).isPresent() && !before.user(name).get().keepsChannelsIn(changed)) {
          connection.tellAll(new UserChange.LostChannels(changed));
        }
        yield Reply.OK;
      }
    };
  }

  private static Reply log(Call call, Connection connection) {
    if (call.size() > 3) {
      throw syntax(call);
    }
    if (call.size() == 3 && call.isOption(2, "reset")) {
      connection.host().aclLog().ifPresent(AclLog::clear);
      return Reply.OK;
    }
    var count = call.size() == 2 ? LOGGED_BY_DEFAULT : call.integer(2);
    var entries = logOf(connection, "acl|log").entries();
    var shown = entries.subList(0, (int) Math.max(0, Math.min(count, entries.size())));
    return new Reply.Array(shown.stream().map(entry -> described(entry, call.nowMillis())).toList());
  }

  private static Reply described(AclLog.Entry entry, long nowMillis) {
    var age = Numbers.formatDouble((nowMillis - entry.sinceMillis()) / MILLIS);
    return new Reply.MapReply(
        List.of(
            new Pair(Reply.bulk("count"), Reply.of(entry.count())),
            new Pair(Reply.bulk("reason"), Reply.bulk(entry.reason().text())),
            new Pair(Reply.bulk("context"), Reply.bulk(entry.context().text())),
            new Pair(Reply.bulk("object"), Reply.of(entry.object())),
            new Pair(Reply.bulk("username"), Reply.of(entry.user())),
            new Pair(Reply.bulk("age-seconds"), new Reply.Dbl(age)),
            new Pair(Reply.bulk("client-info"), Reply.of(entry.client()))));
  }

  private static AclLog logOf(Connection connection, String command) {
    return connection.host().aclLog().orElseThrow(() -> new UnmodelledCommand(command, " in exploration"));
  }

  private static CommandFault syntax(Call call) {
    return new CommandFault(Errors.subcommandSyntax(call.word(0), call.word(1)));
  }

  private static CommandFault fault(String text) {
    return new CommandFault(Errors.acl(text));
  }
}
