package dev.interlace.model.script;

/**
 * What became of a script, and what persists after it.
 *
 * @param ended how it ended
 * @param units how long it took, as its budget counts
 */
public record ScriptResult(Ended ended, ScriptState state, long units) {}
