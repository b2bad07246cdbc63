package dev.interlace.model.script;

/**
 * What became of a script, and what persists after it.
 *
 * @param ended how it ended
 */
public record ScriptResult(Ended ended, ScriptState state) {}
