package dev.interlace.engine.system;

/**
 * Something that the system knows to be wrong with one step, whatever the program meant.
 *
 * @param property the name of the built-in property it violates
 * @param sentence what happened, for people
 */
public record Alarm(String property, String sentence) {}
