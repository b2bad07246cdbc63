package dev.interlace.model.command;

import dev.interlace.model.acl.Category;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What Redis knows of a command besides how to run it.
 *
 * <p><b>Source:</b> what COMMAND of the real server answers, recorded in {@code commands.txt} (see {@link CommandCatalog}).
 *
 * @param name in lower case; a subcommand with its container in front, as {@code script|load}
 * @param arity the exact number of words if positive, the least number if negative; both count the name (and the subcommand)
 * @param flags in Redis' order; what the pipeline must know
 * @param keys where the keys stand, as older clients read it
 * @param categories in Redis' order; what ACL rules and COMMAND LIST go by
 * @param tips for clients; in Redis' order
 * @param keySpecs where the keys stand and what becomes of them
 */
public record CommandInfo(
    String name,
    int arity,
    Set<Flag> flags,
    KeyPositions keys,
    Set<Category> categories,
    List<String> tips,
    List<KeySpec> keySpecs) {
  public CommandInfo {
    flags = Collections.unmodifiableSet(flags.isEmpty() ? EnumSet.noneOf(Flag.class) : EnumSet.copyOf(flags));
    categories = Collections.unmodifiableSet(categories.isEmpty() ? EnumSet.noneOf(Category.class) : EnumSet.copyOf(categories));
    tips = List.copyOf(tips);
    keySpecs = List.copyOf(keySpecs);
  }

  /** The flags of a command, in the order COMMAND names them. */
  public enum Flag {
    WRITE,
    READONLY,
    DENYOOM,
    ADMIN,
    PUBSUB,
    NOSCRIPT,
    BLOCKING,
    LOADING,
    STALE,
    SKIP_MONITOR,
    SKIP_SLOWLOG,
    ASKING,
    FAST,
    NO_AUTH,
    NO_MANDATORY_KEYS,
    NO_ASYNC_LOADING,
    NO_MULTI,
    MOVABLEKEYS,
    ALLOW_BUSY,
    /** May write or tell replicas, though it is no write command; COMMAND does not tell of it. */
    MAY_REPLICATE,
    /** Needs a setting to be allowed at all; COMMAND does not tell of it. */
    PROTECTED;

    /** As COMMAND spells it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether COMMAND tells of it. */
    public boolean isVisible() {
      return this != MAY_REPLICATE && this != PROTECTED;
    }
  }

  /**
   * <b>Source:</b> first key, last key and step of COMMAND INFO.
   *
   * @param first the first word that is a key, counting the name as 0; 0 if there is none
   * @param last the last word that may be a key; negative counts from the end (-1 is the last word)
   * @param step how far one key is from the next
   */
  public record KeyPositions(int first, int last, int step) {}

  public boolean has(Flag flag) {
    return flags.contains(flag);
  }

  public boolean accepts(int words) {
    return arity >= 0 ? words == arity : words >= -arity;
  }
}
