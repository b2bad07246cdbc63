package dev.interlace.model.acl;

/**
 * How a server reads rules.
 *
 * @param hasAllChannels whether a new user may listen to everything: {@code acl-pubsub-default}
 * @param forgets whether a second opening parenthesis drops what followed the first, or is part of it
 * @param commands that rules can name
 */
public record Dialect(boolean hasAllChannels, boolean forgets, CommandIndex commands) {}
