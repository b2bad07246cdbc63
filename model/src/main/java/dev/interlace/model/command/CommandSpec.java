package dev.interlace.model.command;

import java.util.EnumSet;
import java.util.Set;

/**
 * One row of the command table.
 *
 * @param name in lower case; a subcommand with its container in front, as {@code script|load}
 * @param arity the exact number of words if positive, the least number if negative; both count the name (and the subcommand)
 * @param flags what the pipeline must know
 * @param keys where the keys stand
 */
public record CommandSpec(String name, int arity, Set<Flag> flags, KeyPositions keys, Handler handler) {
  /** <b>Source:</b> the command flags of Redis, as COMMAND INFO names them. */
  public enum Flag {
    WRITE,
    READONLY,
    /** Reads, but may write on the way; COMMAND does not tell of it. */
    MAY_REPLICATE,
    NOSCRIPT,
    NO_MULTI
  }

  /**
   * <b>Source:</b> first key, last key and step of COMMAND INFO.
   *
   * @param first the first word that is a key, counting the name as 0; 0 if there is none
   * @param last the last word that may be a key; negative counts from the end (-1 is the last word)
   * @param step how far one key is from the next
   */
  public record KeyPositions(int first, int last, int step) {
    public static final KeyPositions NONE = new KeyPositions(0, 0, 0);
  }

  /** A command that writes. */
  public static CommandSpec write(String name, int arity, KeyPositions keys, Handler.OnKeyspace handler) {
    return new CommandSpec(name, arity, EnumSet.of(Flag.WRITE), keys, handler);
  }

  /** A command that only reads. */
  public static CommandSpec read(String name, int arity, KeyPositions keys, Handler.OnKeyspace handler) {
    return new CommandSpec(name, arity, EnumSet.of(Flag.READONLY), keys, handler);
  }

  /** A command that concerns no key. */
  public static CommandSpec keyless(String name, int arity, Handler.OnKeyspace handler) {
    return new CommandSpec(name, arity, EnumSet.noneOf(Flag.class), KeyPositions.NONE, handler);
  }

  /** A command that concerns the connection. */
  public static CommandSpec connection(String name, int arity, Handler.OnConnection handler) {
    return new CommandSpec(name, arity, EnumSet.noneOf(Flag.class), KeyPositions.NONE, handler);
  }

  /** The same row with one more flag. */
  public CommandSpec with(Flag flag) {
    var more = EnumSet.of(flag);
    more.addAll(flags);
    return new CommandSpec(name, arity, more, keys, handler);
  }

  public CommandSpec with(KeyPositions positions) {
    return new CommandSpec(name, arity, flags, positions, handler);
  }

  public boolean has(Flag flag) {
    return flags.contains(flag);
  }

  public boolean accepts(int words) {
    return arity >= 0 ? words == arity : words >= -arity;
  }

  /** One key, the first argument. */
  public static KeyPositions firstKey() {
    return new KeyPositions(1, 1, 1);
  }

  /** The first two arguments. */
  public static KeyPositions twoKeys() {
    return new KeyPositions(1, 2, 1);
  }

  /** Every argument. */
  public static KeyPositions allKeys() {
    return new KeyPositions(1, -1, 1);
  }
}
