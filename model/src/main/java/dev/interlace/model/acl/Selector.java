package dev.interlace.model.acl;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One set of rights: some commands on some keys and some channels. A user has one, and may have more, of which one must allow all of a
 * command. <b>Source:</b> {@code acl.c} of Redis 7.0.
 *
 * @param keys in the order given; none if all are allowed
 * @param channels in the order given; none if all are allowed
 */
public record Selector(CommandRules commands, boolean hasAllKeys, List<KeyPattern> keys, boolean hasAllChannels, List<Bytes> channels) {
  /** Allows everything. */
  static final Selector ALL = new Selector(CommandRules.ALL, true, List.of(), true, List.of());

  public Selector {
    keys = List.copyOf(keys);
    channels = List.copyOf(channels);
  }

  /** Allows no command and no key. */
  static Selector fresh(boolean hasAllChannels) {
    return new Selector(CommandRules.NONE, false, List.of(), hasAllChannels, List.of());
  }

  /** The selector after one more rule. */
  Selector with(Bytes rule, CommandIndex index) {
    return switch (rule.toLowerCase()) {
      case "allkeys", "~*" -> withKeys(true, List.of());
      case "resetkeys" -> withKeys(false, List.of());
      case "allchannels", "&*" -> withChannels(true, List.of());
      case "resetchannels" -> withChannels(false, List.of());
      case "allcommands", "+@all" -> withCommands(CommandRules.ALL);
      case "nocommands", "-@all" -> withCommands(CommandRules.NONE);
      default -> switch (rule.isEmpty() ? 0 : rule.at(0)) {
        case '~', '%' -> withKey(rule);
        case '&' -> withChannel(rule);
        case '+', '-' -> withCommands(commands.with(rule.toLatin1(), index));
        default -> throw new AclFault(AclFault.SYNTAX);
      };
    };
  }

  private Selector withKey(Bytes rule) {
    if (hasAllKeys) {
      throw new AclFault(AclFault.AFTER_ALL_KEYS);
    }
    var added = KeyPattern.parse(rule);
    var patterns = new ArrayList<>(keys);
    for (var i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).pattern().equals(added.pattern())) {
        patterns.set(i, patterns.get(i).or(added));
        return withKeys(false, patterns);
      }
    }
    patterns.add(added);
    return withKeys(false, patterns);
  }

  private Selector withChannel(Bytes rule) {
    if (hasAllChannels) {
      throw new AclFault(AclFault.AFTER_ALL_CHANNELS);
    }
    var pattern = rule.slice(1, rule.length());
    if (hasBlank(pattern)) {
      throw new AclFault(AclFault.SYNTAX);
    }
    var patterns = new ArrayList<>(channels);
    if (!patterns.contains(pattern)) {
      patterns.add(pattern);
    }
    return withChannels(false, patterns);
  }

  private Selector withCommands(CommandRules rules) {
    return new Selector(rules, hasAllKeys, keys, hasAllChannels, channels);
  }

  private Selector withKeys(boolean all, List<KeyPattern> patterns) {
    return new Selector(commands, all, patterns, hasAllChannels, channels);
  }

  private Selector withChannels(boolean all, List<Bytes> patterns) {
    return new Selector(commands, hasAllKeys, keys, all, patterns);
  }

  /** Blanks and NUL cannot stand in a name or a pattern: they could not be read back from a file. */
  static boolean hasBlank(Bytes text) {
    for (var i = 0; i < text.length(); i++) {
      if (isBlank(text.at(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b >= '\t' && b <= '\r' || b == 0;
  }

  /** Why this selector does not allow {@code access}; empty if it does. */
  Optional<Denial> deny(Access access) {
    if (!access.isForEverybody() && !commands.allow(access.commandNumber(), access.words(), access.isSubcommand())) {
      return Optional.of(new Denial(Reason.COMMAND, 0));
    }
    if (!hasAllKeys) {
      for (var use : access.keys()) {
        var isThere = use.position() < access.words().size(); // else Redis reads what the last command left there
        if (!isThere || !allowsKey(access.words().get(use.position()), use.reads(), use.writes())) {
          return Optional.of(new Denial(Reason.KEY, use.position()));
        }
      }
    }
    if (!hasAllChannels) {
      for (var use : access.channels()) {
        if (!allowsChannel(access.words().get(use.position()), use.isPattern(), channels)) {
          return Optional.of(new Denial(Reason.CHANNEL, use.position()));
        }
      }
    }
    return Optional.empty();
  }

  boolean allowsKey(Bytes key, boolean reads, boolean writes) {
    return hasAllKeys
        || keys.stream().anyMatch(each ->
            (each.mayRead() || !reads) && (each.mayWrite() || !writes) && Glob.matches(each.pattern(), key));
  }

  /** Whether any key whatever may be read. <b>Source:</b> {@code ACLSelectorHasUnrestrictedKeyAccess}. */
  boolean readsAllKeys() {
    return hasAllKeys || keys.stream().anyMatch(each -> each.mayRead() && each.pattern().equals(Bytes.of("*")));
  }

  /** A pattern of channels must be allowed to the letter. */
  static boolean allowsChannel(Bytes channel, boolean isPattern, List<Bytes> allowed) {
    return allowed.stream().anyMatch(each -> isPattern ? each.equals(channel) : Glob.matches(each, channel));
  }

  /** The patterns of keys, with blanks between. */
  public Bytes keysText() {
    return hasAllKeys ? Bytes.of("~*") : joined(keys.stream().map(KeyPattern::text).toList());
  }

  /** The patterns of channels, with blanks between. */
  public Bytes channelsText() {
    return hasAllChannels ? Bytes.of("&*") : joined(channels.stream().map(Bytes.of("&")::concat).toList());
  }

  /** As ACL LIST shows it. */
  Bytes text(CommandIndex index) {
    var parts = new ArrayList<Bytes>();
    parts.add(keysText());
    if (!hasAllChannels) {
      parts.add(Bytes.of("resetchannels"));
    }
    parts.add(channelsText());
    parts.add(Bytes.latin1(commands.describe(index)));
    return joined(parts.stream().filter(part -> !part.isEmpty()).toList());
  }

  static Bytes joined(List<Bytes> parts) {
    var all = Bytes.EMPTY;
    for (var part : parts) {
      all = all.isEmpty() ? part : all.concat(Bytes.of(" ")).concat(part);
    }
    return all;
  }
}
