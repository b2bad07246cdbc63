package dev.interlace.model.acl;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The access control list: who there is and what they may do. <b>Source:</b> {@code acl.c} of Redis 7.0.
 *
 * @param users by name, ordered by bytes; always with one called {@code default}
 */
public record Acl(SortedMap<Bytes, AclUser> users) {
  /** Every connection is this user until it says otherwise. */
  public static final Bytes DEFAULT = Bytes.of("default");

  /** A fresh server: one user who may do everything and needs no password. */
  public static final Acl INITIAL =
      new Acl(new TreeMap<>(Collections.singletonMap(
          DEFAULT, new AclUser(DEFAULT, true, true, AclUser.Sanitizing.UNSAID, List.of(), Selector.ALL, List.of()))));

  public Acl {
    users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
  }

  public Optional<AclUser> user(Bytes name) {
    return Optional.ofNullable(users.get(name));
  }

  public AclUser defaultUser() {
    return users.get(DEFAULT);
  }

  /** Whether {@code name} may come in with {@code password}. */
  public boolean accepts(Bytes name, Bytes password) {
    return user(name).map(user -> user.accepts(password)).orElse(false);
  }

  /** What ACL SETUSER comes to. */
  public sealed interface Change {
    record Done(Acl acl) implements Change {}

    /** Nothing is changed. The text is without its code. */
    record Refused(String error) implements Change {}
  }

  /** Makes or changes a user by rules, all or none of them. The name has been checked. */
  public Change set(Bytes name, List<Bytes> rules, Dialect dialect) {
    var merged = new ArrayList<Bytes>();
    var unclosed = merge(rules, merged, dialect.forgets());
    if (unclosed.isPresent()) {
      return new Change.Refused("Unmatched parenthesis in acl selector starting at '" + unclosed.get().toLatin1() + "'.");
    }
    var user = user(name).orElse(AclUser.fresh(name, dialect.hasAllChannels()));
    for (var rule : merged) {
      try {
        user = user.with(rule, dialect);
      } catch (AclFault fault) {
        return new Change.Refused("Error in ACL SETUSER modifier '" + rule.toLatin1() + "': " + fault.getMessage());
      }
    }
    return new Change.Done(with(user));
  }

  /**
   * Puts the words of each selector together; answers the word that opens one that is never closed.
   */
  static Optional<Bytes> merge(List<Bytes> rules, List<Bytes> merged, boolean forgets) {
    var opening = Optional.<Bytes>empty();
    var selector = Bytes.EMPTY;
    for (var rule : rules) {
      if (begins(rule) && !ends(rule) && (forgets || opening.isEmpty())) {
        opening = Optional.of(rule);
        selector = rule;
      } else if (opening.isEmpty()) {
        merged.add(rule);
      } else {
        selector = selector.concat(Bytes.of(" ")).concat(rule);
        if (ends(rule)) {
          merged.add(selector);
          opening = Optional.empty();
        }
      }
    }
    return opening;
  }

  private static boolean begins(Bytes rule) {
    return !rule.isEmpty() && rule.at(0) == '(';
  }

  private static boolean ends(Bytes rule) {
    return !rule.isEmpty() && rule.at(rule.length() - 1) == ')';
  }

  Acl with(AclUser user) {
    var more = new TreeMap<>(users);
    more.put(user.name(), user);
    return new Acl(more);
  }

  /** Without a user; the same if there is no such user. */
  public Acl without(Bytes name) {
    var fewer = new TreeMap<>(users);
    fewer.remove(name);
    return new Acl(fewer);
  }

  /** What {@code requirepass} comes to. */
  public Acl withDefaultPassword(Bytes password) {
    return with(defaultUser().withOnlyPassword(password));
  }

  /** Whether a name can be one: no blanks, no NUL. */
  public static boolean isName(Bytes name) {
    return !Selector.hasBlank(name);
  }

  /** As ACL LIST shows them, by name. */
  public List<Bytes> lines(CommandIndex index) {
    return users.values().stream()
        .map(user -> Bytes.of("user ").concat(user.name()).concat(Bytes.of(" ")).concat(user.text(index)))
        .toList();
  }
}
