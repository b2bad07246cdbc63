package dev.interlace.model.acl;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A user. <b>Source:</b> {@code acl.c} of Redis 7.0.
 *
 * @param needsNoPassword any password will do
 * @param passwords hashes, in the order given
 * @param root the rights that rules outside parentheses give
 * @param others further selectors, in the order given
 */
public record AclUser(
    Bytes name, boolean isOn, boolean needsNoPassword, Sanitizing sanitizing, List<String> passwords, Selector root, List<Selector> others) {
  /** What was said about checking payloads of RESTORE. */
  public enum Sanitizing {
    UNSAID,
    SANITIZE,
    SKIP
  }

  public AclUser {
    passwords = List.copyOf(passwords);
    others = List.copyOf(others);
  }

  /** A user as ACL SETUSER makes them before the first rule. */
  static AclUser fresh(Bytes name, boolean hasAllChannels) {
    return new AclUser(name, false, false, Sanitizing.UNSAID, List.of(), Selector.fresh(hasAllChannels), List.of());
  }

  /**
   * The user after one more rule.
   *
   * @throws AclFault if the rule is none
   */
  AclUser with(Bytes rule, Dialect dialect) {
    return switch (rule.toLowerCase()) {
      case "" -> this;
      case "on" -> withOn(true);
      case "off" -> withOn(false);
      case "nopass" -> withPasswords(true, List.of());
      case "resetpass" -> withPasswords(false, List.of());
      case "sanitize-payload" -> withSanitizing(Sanitizing.SANITIZE);
      case "skip-sanitize-payload" -> withSanitizing(Sanitizing.SKIP);
      case "clearselectors" -> withSelectors(root, List.of());
      case "reset" -> fresh(name, dialect.hasAllChannels()).withSanitizing(Sanitizing.SANITIZE);
      default -> switch (rule.at(0)) {
        case '>', '#' -> withPassword(Passwords.hashOfRule(rule));
        case '<', '!' -> withoutPassword(Passwords.hashOfRule(rule));
        case '(' -> rule.at(rule.length() - 1) == ')'
            ? withSelector(selector(rule, dialect))
            : withSelectors(root.with(rule, dialect.commands()), others);
        default -> withSelectors(root.with(rule, dialect.commands()), others);
      };
    };
  }

  /** Quotes that are not closed leave an empty selector, as in Redis. */
  private static Selector selector(Bytes rule, Dialect dialect) {
    var selector = Selector.fresh(dialect.hasAllChannels());
    for (var word : CommandLine.parse(rule.slice(1, rule.length() - 1)).orElse(List.of())) {
      selector = selector.with(word, dialect.commands());
    }
    return selector;
  }

  private AclUser withPassword(String hash) {
    var more = new ArrayList<>(passwords);
    if (!more.contains(hash)) {
      more.add(hash);
    }
    return withPasswords(false, more);
  }

  private AclUser withoutPassword(String hash) {
    var fewer = new ArrayList<>(passwords);
    if (!fewer.remove(hash)) {
      throw new AclFault(AclFault.NO_SUCH_PASSWORD);
    }
    return withPasswords(needsNoPassword, fewer);
  }

  private AclUser withSelector(Selector added) {
    var more = new ArrayList<>(others);
    more.add(added);
    return withSelectors(root, more);
  }

  private AclUser withOn(boolean on) {
    return new AclUser(name, on, needsNoPassword, sanitizing, passwords, root, others);
  }

  private AclUser withPasswords(boolean none, List<String> hashes) {
    return new AclUser(name, isOn, none, sanitizing, hashes, root, others);
  }

  private AclUser withSanitizing(Sanitizing said) {
    return new AclUser(name, isOn, needsNoPassword, said, passwords, root, others);
  }

  private AclUser withSelectors(Selector first, List<Selector> more) {
    return new AclUser(name, isOn, needsNoPassword, sanitizing, passwords, first, more);
  }

  /** The default user with this password and no other; an empty one makes passwords needless. <b>Source:</b> {@code requirepass}. */
  AclUser withOnlyPassword(Bytes password) {
    return password.isEmpty() ? withPasswords(true, List.of()) : withPasswords(false, List.of(Passwords.hash(password)));
  }

  boolean accepts(Bytes password) {
    return isOn && (needsNoPassword || passwords.contains(Passwords.hash(password)));
  }

  /** Whether a new connection is this user without saying who it is. */
  public boolean isOpen() {
    return isOn && needsNoPassword;
  }

  /** No question about permissions need be asked. */
  public boolean mayDoAnything() {
    return root.hasAllKeys() && root.hasAllChannels() && root.commands().allowAll();
  }

  /** Why this user may not run the command; empty if they may. */
  public Optional<Denial> deny(Access access) {
    var worst = new Denial(Reason.COMMAND, 0);
    for (var selector : selectors()) {
      var denial = selector.deny(access);
      if (denial.isEmpty()) {
        return Optional.empty();
      }
      worst = worst.orWorse(denial.get());
    }
    return Optional.of(worst);
  }

  /** Whether some selector that allows the command lets it read any key. <b>Source:</b> {@code ACLUserCheckCmdWithUnrestrictedPerms}. */
  public boolean readsAllKeys(Access access) {
    return mayDoAnything() || selectors().stream().anyMatch(selector -> selector.readsAllKeys() && selector.deny(access).isEmpty());
  }

  /** The root and the others. */
  public List<Selector> selectors() {
    var all = new ArrayList<Selector>();
    all.add(root);
    all.addAll(others);
    return all;
  }

  /** Whether some selector allows the channel, or to the letter the pattern of channels. */
  public boolean allowsChannel(Bytes channel, boolean isPattern) {
    return selectors().stream().anyMatch(each -> each.hasAllChannels() || Selector.allowsChannel(channel, isPattern, each.channels()));
  }

  /**
   * Whether {@code other}, who is this user after a change, may certainly listen to all that this one might: to any channel, or this one to none.
   * Redis means to compare the patterns too, but compares where they lie in memory. <b>Source:</b> {@code ACLKillPubsubClientsIfNeeded}.
   */
  public boolean keepsChannelsIn(AclUser other) {
    return other.selectors().stream().anyMatch(Selector::hasAllChannels)
        || selectors().stream().noneMatch(selector -> selector.hasAllChannels() || !selector.channels().isEmpty());
  }

  /** The flags, in the order in which ACL GETUSER shows them. */
  public List<String> flags() {
    var flags = new ArrayList<String>();
    flags.add(isOn ? "on" : "off");
    if (needsNoPassword) {
      flags.add("nopass");
    }
    switch (sanitizing) {
      case UNSAID -> { }
      case SANITIZE -> flags.add("sanitize-payload");
      case SKIP -> flags.add("skip-sanitize-payload");
    }
    return flags;
  }

  /** The rules that make this user, as ACL LIST shows them behind {@code user NAME}. */
  public Bytes text(CommandIndex index) {
    var parts = new ArrayList<Bytes>();
    flags().forEach(flag -> parts.add(Bytes.of(flag)));
    passwords.forEach(hash -> parts.add(Bytes.of("#" + hash)));
    parts.add(root.text(index));
    others.forEach(other -> parts.add(Bytes.of("(").concat(other.text(index)).concat(Bytes.of(")"))));
    return Selector.joined(parts);
  }
}
