package dev.interlace.engine.property;

import dev.interlace.engine.search.Schedule;

/** A violation as a search met it, not shrunk yet. */
public record Finding(String sentence, Schedule schedule) {}
