package dev.interlace.engine.program;

/**
 * A span of a client's code that its author means to be one unit.
 *
 * @param name shown to people; need not be unique
 */
public record Operation<Q, R>(String name, Program<Q, R> program) {}
