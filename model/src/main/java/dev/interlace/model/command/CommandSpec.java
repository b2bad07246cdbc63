package dev.interlace.model.command;

import dev.interlace.model.command.CommandInfo.Flag;

/** One row of the command table: what Redis says of the command, and what runs it here. */
public record CommandSpec(CommandInfo info, Handler handler) {
  /**
   * A command that needs nothing but its arguments and the keyspace.
   *
   * @param name in lower case; a subcommand with its container in front, as {@code script|load}
   * @throws IllegalArgumentException if Redis has no such command
   */
  public static CommandSpec command(String name, Handler.OnKeyspace handler) {
    return new CommandSpec(CommandCatalog.get(name), handler);
  }

  /** A command that concerns the connection, or the server beyond its keyspace. */
  public static CommandSpec connection(String name, Handler.OnConnection handler) {
    return new CommandSpec(CommandCatalog.get(name), handler);
  }

  public String name() {
    return info.name();
  }

  public boolean has(Flag flag) {
    return info.has(flag);
  }

  /** Whether somebody who listens to channels may run it even in RESP2. */
  public boolean isForSubscribers() {
    return switch (name()) {
      case "ping", "quit", "reset" -> true;
      default -> name().endsWith("subscribe");
    };
  }

  /** Whether it runs at once, and is not queued, in a transaction. */
  public boolean runsInsideMulti() {
    return switch (name()) {
      case "exec", "discard", "multi", "watch", "quit", "reset" -> true;
      default -> false;
    };
  }

  public boolean accepts(int words) {
    return info.accepts(words);
  }
}
