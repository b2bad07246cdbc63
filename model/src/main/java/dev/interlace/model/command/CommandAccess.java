package dev.interlace.model.command;

import dev.interlace.model.acl.Access;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandInfo.Flag;
import java.util.ArrayList;
import java.util.List;

/** One call of a command, as permissions see it. The words fit the command's arity, or the caller is {@code redis.acl_check_cmd}. */
public final class CommandAccess implements Access {
  private final CommandInfo info;
  private final List<Bytes> words;

  public CommandAccess(CommandInfo info, List<Bytes> words) {
    this.info = info;
    this.words = words;
  }

  @Override
  public int commandNumber() {
    return CommandCatalog.forRules().number(info.name()).orElseThrow();
  }

  @Override
  public boolean isSubcommand() {
    return info.name().indexOf('|') >= 0;
  }

  @Override
  public boolean isForEverybody() {
    return info.has(Flag.NO_AUTH);
  }

  @Override
  public List<Bytes> words() {
    return words;
  }

  /** A key whose use is not told may be in any pattern. */
  @Override
  public List<KeyUse> keys() {
    var uses = new ArrayList<KeyUse>();
    for (var found : CommandKeys.mayHave(info) ? CommandKeys.in(info, words) : List.<CommandKeys.Found>of()) {
      var flags = found.flags();
      var writes = flags.contains(KeySpec.Flag.INSERT) || flags.contains(KeySpec.Flag.DELETE) || flags.contains(KeySpec.Flag.UPDATE);
      uses.add(new KeyUse(found.position(), flags.contains(KeySpec.Flag.ACCESS), writes));
    }
    return uses;
  }

  /** <b>Source:</b> {@code getChannelsFromCommand} in {@code db.c}: leaving a channel needs no permission. */
  @Override
  public List<ChannelUse> channels() {
    return switch (info.name()) {
      case "subscribe", "ssubscribe" -> channels(words.size(), false);
      case "psubscribe" -> channels(words.size(), true);
      case "publish", "spublish" -> channels(2, false);
      default -> List.of();
    };
  }

  private List<ChannelUse> channels(int end, boolean isPattern) {
    var uses = new ArrayList<ChannelUse>();
    for (var position = 1; position < Math.min(end, words.size()); position++) {
      uses.add(new ChannelUse(position, isPattern));
    }
    return uses;
  }
}
