package dev.interlace.engine.program;

/** Where an operation begins: which one, the results before it, and whether the connection is down. Nothing else may matter to it. */
record Start(int operation, ClientResult before, boolean isDown) {}
